import { spawn } from "node:child_process";
import { once } from "node:events";
import { rename, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startMock } from "../src/index.ts";
import { watchFile } from "../src/cli/watch-file.ts";
import { ask, signedIn, temporaryFile } from "./support.ts";

/** A contract of plain operations that ask for no token; each answers with its own example. */
function contractOf(...paths: string[]): string {
  const operations = paths.map(
    (path) => `  ${path}:
    get:
      responses: { "200": { description: ok, content: { application/json: { example: { at: ${path} } } } } }
`,
  );
  return `openapi: 3.1.0\ninfo: { title: t, version: "1" }\npaths:\n${operations.join("")}`;
}

/** As many editors save: another file takes the name. */
async function replace(path: string, text: string): Promise<void> {
  await writeFile(`${path}.new`, text);
  await rename(`${path}.new`, path);
}

test("reload serves another contract and keeps chats, tokens, failures and log", async () => {
  const path = await temporaryFile("openapi.yaml", contractOf("/a"));
  await using mock = await startMock({ contract: path, chats: 5, rules: [{ delay: 1 }] });
  const { chat_id } = mock.chats.create({ name: "新群" });
  const token = mock.issueUserToken();
  const failure = mock.fail("GET /a", { code: 99991400, times: 9 });
  expect((await ask(mock, "/a")).body.code).toBe(99991400);
  expect(await mock.reload()).toBe(false);
  await replace(path, contractOf("/a", "/b"));
  expect(await mock.reload()).toBe(true);
  expect((await ask(mock, "/b")).body).toEqual({ at: "/b" });
  expect((await ask(mock, "/a")).body.code).toBe(99991400);
  failure.undo();
  expect((await ask(mock, "/a")).body).toEqual({ at: "/a" });
  expect(mock.chats.list().map((chat) => chat.chat_id)).toContain(chat_id);
  expect(mock.revokeToken(token)).toBe(true);
  expect(mock.requests.map(({ target }) => target)).toEqual(
    ["/a", "/b", "/a", "/a"].map((at) => `/open-apis${at}`),
  );
  expect(() => mock.fail("GET /b", { delay: 1 })).not.toThrow();
});

test("a contract that cannot be served is refused with its line, and the old one is served on", async () => {
  const path = await temporaryFile("openapi.yaml", contractOf("/a"));
  await using mock = await startMock({ contract: path });
  const broken: [text: string, told: string][] = [
    [`${contractOf("/a")}  - x`, `contract ${path}:7:1: not YAML: `],
    [contractOf("/a").replace("description: ok", "$ref: '#/x'"), `contract ${path}:6:20: $ref "#/x" at `],
    [
      contractOf("/a").replace("3.1.0", "3.0.0"),
      `contract ${path}:1:1: not an OpenAPI 3.1 document (openapi: 3.0.0)`,
    ],
    ["", `contract ${path}: not an OpenAPI 3.1 document; it holds no object`],
  ];
  for (const [text, told] of broken) {
    await replace(path, text);
    await expect(mock.reload()).rejects.toThrow(told);
    expect((await ask(mock, "/a")).body).toEqual({ at: "/a" });
  }
  await rm(path);
  await expect(mock.reload()).rejects.toThrow("no such file");
  await using builtIn = await startMock({ listen: false });
  await expect(builtIn.reload()).rejects.toThrow(
    "reload: the built-in contract does not change; give a path",
  );
});

test("an app that has every scope has those of the new contract, too; one that was set keeps its own", async () => {
  const scoped = (scope: string): string =>
    contractOf("/a").replace(
      "    get:\n",
      `    get:\n      security: [{ t: [] }]\n      x-scopes: ["${scope}"]\n`,
    );
  const path = await temporaryFile("openapi.yaml", scoped("one"));
  await using mock = await startMock({ contract: path, apps: { cli_a: {}, cli_b: { scopes: ["one"] } } });
  mock.apps["cli_b"]!.scopes = ["own"];
  await replace(path, scoped("two"));
  await mock.reload();
  expect([mock.app.scopes, mock.apps["cli_a"]!.scopes, mock.apps["cli_b"]!.scopes]).toEqual([
    ["two"],
    ["two"],
    ["own"],
  ]);
  expect((await ask(mock, "/a")).status).toBe(200);
});

test("no request fails while contracts come and go", async () => {
  const path = await temporaryFile("openapi.yaml", contractOf("/a"));
  await using mock = await startMock({ contract: path });
  const over = new AbortController();
  const statuses = new Map<number, number>();
  const callers = Array.from({ length: 8 }, async () => {
    while (!over.signal.aborted) {
      const { status } = await fetch(`${mock.url}/a?x=1`, { headers: signedIn });
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  });
  for (let turn = 0; turn < 10; turn += 1) {
    await replace(path, turn % 2 === 0 ? contractOf("/a", "/b") : contractOf("/a"));
    expect(await mock.reload()).toBe(true);
  }
  over.abort();
  await Promise.all(callers);
  expect([...statuses.keys()]).toEqual([200]);
});

test("a watched file is seen when it is written, replaced, linked elsewhere, removed and back, once each", async () => {
  const path = await temporaryFile("a.txt", "1");
  const seen = (): Promise<void> => new Promise((resolve) => (told = resolve));
  let count = 0;
  let told = (): void => {};
  const first = seen();
  const stop = watchFile(path, async () => ((count += 1), told()), 10);
  await first;
  // Long enough to look several times at what has not changed.
  await new Promise((resolve) => setTimeout(resolve, 80));
  const elsewhere = await temporaryFile("b.txt", "4");
  const edits = [
    () => writeFile(path, "2"),
    () => replace(path, "3"),
    () => rm(path),
    () => symlink(elsewhere, path),
    () => writeFile(elsewhere, "5"),
  ];
  for (const edit of edits) {
    const next = seen();
    await edit();
    await next;
  }
  stop();
  await writeFile(elsewhere, "66");
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(count).toBe(1 + edits.length);
});

test("--watch serves an edited contract, keeps the old one while the new is broken, and says why", async () => {
  const path = await temporaryFile("openapi.yaml", contractOf("/a"));
  const program = join(import.meta.dirname, "../src/cli.ts");
  const child = spawn(process.execPath, [program, "--port", "0", "--json", "--contract", path, "--watch"]);
  let out = "";
  let err = "";
  child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (err += chunk.toString()));
  const told = async (part: string): Promise<void> => {
    while (!err.includes(part)) await once(child.stderr, "data");
    err = "";
  };
  try {
    while (!out.includes("\n")) await once(child.stdout, "data");
    const { url } = JSON.parse(out) as { url: string };
    const get = async (at: string): Promise<unknown> => (await fetch(url + at)).json().catch(() => undefined);
    await writeFile(path, contractOf("/a", "/b"));
    await told(`feishu-mock: contract ${path}: the edited one is served. 已重新加载。\n`);
    expect(await get("/b")).toEqual({ at: "/b" });
    await replace(path, `${contractOf("/a")}  - x`);
    await told(`contract ${path}:7:1: not YAML: `);
    expect(await get("/b")).toEqual({ at: "/b" });
    await replace(path, contractOf("/a", "/b"));
    await told(`contract ${path}: whole again, the same one is served. 已恢复。\n`);
    await rm(path);
    await told(
      `contract ${path}: no such file; give the path of an OpenAPI 3.1 document; the one from before is served on`,
    );
    await writeFile(path, contractOf("/c"));
    await told("the edited one is served");
    expect(await get("/c")).toEqual({ at: "/c" });
    expect(await get("/a")).toBeUndefined();
  } finally {
    child.kill("SIGINT");
  }
  expect(await once(child, "close")).toEqual([130, null]);
});
