import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  mkdirSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startMock } from "@feishu-openapi/mock";
import { parseDocument } from "yaml";

// Follows the walk-through of spec/README.md on a copy of the repository.
const repository = fileURLToPath(new URL("../../..", import.meta.url));
const copy = mkdtempSync(join(tmpdir(), "feishu-second-operation-"));
const contract = join(copy, "spec/openapi.yaml");
const client = join(copy, "packages/client");
const readme = readFileSync(join(repository, "spec/README.md"), "utf8");

/** The YAML that the walk-through shows for a place. */
function snippetFor(place: string): string {
  const text = new RegExp(`<!-- paste: ${place} -->[^\`]*\`{3}yaml\\n(.*?)\`{3}\\n`, "s").exec(readme)?.[1];
  return text ?? expect.unreachable(`spec/README.md has no snippet for ${place}`);
}

/** Inserts the snippet for a place into the contract, before the given line. */
function paste(place: string, before: string): void {
  const text = readFileSync(contract, "utf8");
  const at = text.indexOf(before);
  expect(at, before).toBeGreaterThan(0);
  writeFileSync(contract, text.slice(0, at) + snippetFor(place) + text.slice(at));
}

function run(
  command: string,
  args: readonly string[],
  cwd: string,
  environment: NodeJS.ProcessEnv = {},
): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], {
    cwd,
    encoding: "utf8",
    env: { ...process.env, ...environment },
  });
  return { status, output: stdout + stderr };
}

const tool = (path: string): string => realpathSync(join(repository, "packages/client/node_modules", path));
const typescript = tool("typescript/bin/tsc");
const rolldown = tool("rolldown/bin/cli.mjs");

beforeAll(() => {
  for (const folder of ["spec", "packages/client/src", "packages/mock/src"])
    cpSync(join(repository, folder), join(copy, folder), { recursive: true });
  for (const file of [
    "tsconfig.base.json",
    "packages/client/tsconfig.build.json",
    "packages/client/package.json",
    "packages/mock/package.json",
    "packages/client/rolldown.config.ts",
  ]) {
    cpSync(join(repository, file), join(copy, file));
  }
  const tsconfig = { extends: "../../tsconfig.base.json", include: ["src", "test"] };
  writeFileSync(join(client, "tsconfig.json"), JSON.stringify(tsconfig));
  mkdirSync(join(client, "node_modules/@types"), { recursive: true });
  for (const name of ["openapi-fetch", "rolldown", "vitest", "@types/node"])
    symlinkSync(tool(name), join(client, "node_modules", name));

  mkdirSync(join(copy, ".changeset"));
  const git = ["-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"];
  for (const args of [
    ["init", "-qb", "main"],
    ["add", "."],
    [...git, "commit", "-qm", "Begin"],
  ])
    execFileSync("git", args, { cwd: copy });

  paste("paths", "\ncomponents:\n");
  paste("schemas", "    TenantAccessToken:\n");
  paste("examples", "\n    # API errors, named");
});

interface List {
  toArray(options: { limit: number }): Promise<{ member_id: string; name: string }[]>;
}

afterAll(() => rmSync(copy, { recursive: true, force: true }));

test("pnpm regen regenerates everything and writes the changeset", () => {
  const regen = join(repository, "tools/regen/src/cli.ts");
  const { status, output } = run(regen, ["--root", copy, "--no-tests"], copy);

  expect({ status, output }).toMatchObject({ status: 0 });
  expect(output).toContain(
    "  im.v1.chatMembers.get: `im.v1.chatMembers.get` is new: call `feishu.im.v1.chatMembers.get()`\n",
  );
  expect(output).toContain("lint passed\n");
  expect(output).toMatch(/^wrote \.changeset\/contract-\w+\.md$/m);
});

test("the client has a typed method for the operation", () => {
  mkdirSync(join(client, "test"), { recursive: true });
  const shown = /```ts\n(.*?)```/s.exec(readme.slice(readme.indexOf("### 4. Call it")))?.[1] ?? "";
  writeFileSync(join(client, "test/shown.ts"), shown.replace("@feishu-openapi/client", "../src/index.ts"));
  writeFileSync(
    join(client, "test/use.ts"),
    `import { createClient, type ChatMember } from "../src/index.ts";
const { chatMembers } = createClient({ token: "t-1" }).im.v1;
export const names = async (chat_id: string): Promise<string[]> => {
  const found: ChatMember[] = await chatMembers.get({ chat_id, page_size: 50, member_id_type: "union_id" }).toArray({ limit: 10 });
  return found.map(({ name }) => name);
};
// @ts-expect-error -- the path parameter is required
chatMembers.get({ page_size: 50 });
// @ts-expect-error -- email is not in the enum
chatMembers.get({ chat_id: "oc_1", member_id_type: "email" });
`,
  );
  expect(run(typescript, ["-p", client], client)).toEqual({ status: 0, output: "" });
  expect(run(typescript, ["-p", "tsconfig.build.json"], client)).toEqual({ status: 0, output: "" });
  expect(run(rolldown, ["-c"], client)).toMatchObject({ status: 0 });
});

test(
  "the mock has the operation, and the contract tests pass, with cases of the operation",
  { timeout: 300_000 },
  () => {
    const report = join(copy, "report.json");
    const vitest = realpathSync(join(repository, "packages/contract-tests/node_modules/vitest/vitest.mjs"));
    const { status, output } = run(
      vitest,
      ["run", "examples", "walking", "probe", "--reporter=json", `--outputFile=${report}`],
      join(repository, "packages/contract-tests"),
      {
        CONTRACT_FILE: contract,
        CONTRACT_CLIENT: join(client, "dist/index.js"),
      },
    );
    expect(status, output).toBe(0);
    const { numFailedTests, testResults } = JSON.parse(readFileSync(report, "utf8")) as {
      numFailedTests: number;
      testResults: { assertionResults: { fullName: string; status: string }[] }[];
    };
    const ofOperation = testResults
      .flatMap(({ assertionResults }) => assertionResults)
      .filter(({ fullName }) => fullName.includes("im.v1.chatMembers.get"));
    expect(numFailedTests).toBe(0);
    expect(ofOperation.filter((result) => result.status === "passed").length).toBeGreaterThan(20);
    expect(ofOperation.map(({ fullName }) => fullName)).toContain("im.v1.chatMembers.get 400 232006");
  },
);

test("the client walks two example pages, which the mock selects by parameter values", async () => {
  // Another contract: the operation with more examples.
  const document = parseDocument(readFileSync(join(repository, "spec/openapi.yaml"), "utf8"));
  const addition = parseDocument(readFileSync(new URL("second-operation.yaml", import.meta.url), "utf8"));
  for (const [key, value] of Object.entries(addition.toJS() as Record<string, Record<string, unknown>>)) {
    for (const [name, entry] of Object.entries(value))
      document.setIn([...key.split("."), name], document.createNode(entry));
  }
  writeFileSync(join(copy, "two-pages.yaml"), document.toString());
  await using mock = await startMock({ contract: join(copy, "two-pages.yaml") });
  const { createClient } = (await import(join(client, "dist/index.js"))) as {
    createClient: (options: object) => { im: { v1: { chatMembers: { get: (parameters: object) => List } } } };
  };
  const { chatMembers } = createClient({ token: "t-any", baseUrl: mock.url }).im.v1;
  const names = async (parameters: object): Promise<string[]> => {
    const found = await chatMembers.get({ chat_id: "oc_1", ...parameters }).toArray({ limit: 10 });
    return found.map(({ member_id, name }) => `${member_id.slice(0, 3)} ${name}`);
  };
  expect(await names({ member_id_type: "union_id" })).toEqual(["on_ 张三", "on_ Tom"]);
  expect(await names({})).toEqual(["ou_ 张三", "ou_ Tom"]);
  expect(mock.requests.map(({ status }) => status)).toEqual([200, 200, 200]);
});
