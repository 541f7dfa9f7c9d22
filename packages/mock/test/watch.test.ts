import { spawn } from "node:child_process";
import { once } from "node:events";
import { rename, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startMock } from "../src/index.ts";
import { watchFile } from "../src/cli/watch-file.ts";
import { ask, signedIn, temporaryFile } from "./support.ts";

/** A contract of operations without a token. Each responds with an example that contains its path. */
function contractOf(...paths: string[]): string {
  const operations = paths.map(
    (path) => `  ${path}:
    get:
      responses: { "200": { description: ok, content: { application/json: { example: { at: ${path} } } } } }
`,
  );
  return `openapi: 3.1.0\ninfo: { title: t, version: "1" }\npaths:\n${operations.join("")}`;
}

/** Replaces the file, as many editors do. */
async function replace(path: string, text: string): Promise<void> {
  await writeFile(`${path}.new`, text);
  await rename(`${path}.new`, path);
}

test("reload replaces the contract and keeps chats, tokens, fault rules and log", async () => {
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

test("reload rejects an invalid contract with its line and keeps the old one", async () => {
  const path = await temporaryFile("openapi.yaml", contractOf("/a"));
  await using mock = await startMock({ contract: path });
  const broken: [text: string, message: string][] = [
    [`${contractOf("/a")}  - x`, `contract ${path}:7:1: not YAML: `],
    [contractOf("/a").replace("description: ok", "$ref: '#/x'"), `contract ${path}:6:20: $ref "#/x" at `],
    [
      contractOf("/a").replace("3.1.0", "3.0.0"),
      `contract ${path}:1:1: not an OpenAPI 3.1 document (openapi: 3.0.0)`,
    ],
    ["", `contract ${path}: not an OpenAPI 3.1 document; it is not an object`],
  ];
  for (const [text, message] of broken) {
    await replace(path, text);
    await expect(mock.reload()).rejects.toThrow(message);
    expect((await ask(mock, "/a")).body).toEqual({ at: "/a" });
  }
  await rm(path);
  await expect(mock.reload()).rejects.toThrow("no such file");
  await using builtIn = await startMock({ listen: false });
  await expect(builtIn.reload()).rejects.toThrow(
    "reload: the built-in contract does not change; pass the path of a contract",
  );
});

test("reload gives the new scopes to apps that had every scope, and keeps others", async () => {
  const scoped = (scope: string): string =>
    contractOf("/a").replace(
      "    get:\n",
      `    get:\n      security: [{ t: [] }]\n      x-scopes: ["${scope}"]\n`,
    );
  const path = await temporaryFile("openapi.yaml", scoped("one"));
  await using mock = await startMock({ contract: path, apps: { cli_a: {}, cli_b: { scopes: ["one"] } } });
  mock.apps["cli_b"]!.scopes = ["custom"];
  await replace(path, scoped("two"));
  await mock.reload();
  expect([mock.app.scopes, mock.apps["cli_a"]!.scopes, mock.apps["cli_b"]!.scopes]).toEqual([
    ["two"],
    ["two"],
    ["custom"],
  ]);
  expect((await ask(mock, "/a")).status).toBe(200);
});

test("no request fails during reloads", async () => {
  const path = await temporaryFile("openapi.yaml", contractOf("/a"));
  await using mock = await startMock({ contract: path });
  const stopped = new AbortController();
  const statuses = new Map<number, number>();
  const clients = Array.from({ length: 8 }, async () => {
    while (!stopped.signal.aborted) {
      const { status } = await fetch(`${mock.url}/a?x=1`, { headers: signedIn });
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  });
  for (let turn = 0; turn < 10; turn += 1) {
    await replace(path, turn % 2 === 0 ? contractOf("/a", "/b") : contractOf("/a"));
    expect(await mock.reload()).toBe(true);
  }
  stopped.abort();
  await Promise.all(clients);
  expect([...statuses.keys()]).toEqual([200]);
});

test("calls back once when a file is written, replaced, deleted, linked and written through the link", async () => {
  const path = await temporaryFile("a.txt", "1");
  const nextCall = (): Promise<void> => new Promise((resolve) => (called = resolve));
  let count = 0;
  let called = (): void => {};
  const first = nextCall();
  const stop = watchFile(path, async () => ((count += 1), called()), 10);
  await first;
  // Several polls of an unchanged file.
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
    const next = nextCall();
    await edit();
    await next;
  }
  stop();
  await writeFile(elsewhere, "66");
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(count).toBe(1 + edits.length);
});

test("--watch reloads an edited contract, keeps the old one if it is invalid, and reports both", async () => {
  const path = await temporaryFile("openapi.yaml", contractOf("/a"));
  const program = join(import.meta.dirname, "../src/cli.ts");
  const child = spawn(process.execPath, [program, "--port", "0", "--json", "--contract", path, "--watch"]);
  let out = "";
  let err = "";
  child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (err += chunk.toString()));
  const reported = async (part: string): Promise<void> => {
    while (!err.includes(part)) await once(child.stderr, "data");
    err = "";
  };
  try {
    while (!out.includes("\n")) await once(child.stdout, "data");
    const { url } = JSON.parse(out) as { url: string };
    const get = async (at: string): Promise<unknown> => (await fetch(url + at)).json().catch(() => undefined);
    await writeFile(path, contractOf("/a", "/b"));
    await reported(`feishu-mock: contract ${path}: reloaded. 已重新加载。\n`);
    expect(await get("/b")).toEqual({ at: "/b" });
    await replace(path, `${contractOf("/a")}  - x`);
    await reported(`contract ${path}:7:1: not YAML: `);
    expect(await get("/b")).toEqual({ at: "/b" });
    await replace(path, contractOf("/a", "/b"));
    await reported(`contract ${path}: valid again, unchanged. 已恢复。\n`);
    await rm(path);
    await reported(
      `contract ${path}: no such file; give the path of an OpenAPI 3.1 document; still serving the previous contract`,
    );
    await writeFile(path, contractOf("/c"));
    await reported(": reloaded.");
    expect(await get("/c")).toEqual({ at: "/c" });
    expect(await get("/a")).toBeUndefined();
  } finally {
    child.kill("SIGINT");
  }
  expect(await once(child, "close")).toEqual([130, null]);
});
