import { spawnSync } from "node:child_process";
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

// A second list operation, written into a copy of the contract and nowhere else.
const repository = fileURLToPath(new URL("../../..", import.meta.url));
const copy = mkdtempSync(join(tmpdir(), "feishu-second-operation-"));
const contract = join(copy, "spec/openapi.yaml");
const client = join(copy, "packages/client");

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
    "packages/client/tsconfig.json",
    "packages/client/tsconfig.build.json",
    "packages/client/package.json",
    "packages/client/rolldown.config.ts",
  ]) {
    cpSync(join(repository, file), join(copy, file));
  }
  mkdirSync(join(client, "node_modules/@types"), { recursive: true });
  for (const name of ["openapi-fetch", "rolldown", "vitest", "@types/node"])
    symlinkSync(tool(name), join(client, "node_modules", name));

  const document = parseDocument(readFileSync(contract, "utf8"));
  const addition = parseDocument(readFileSync(new URL("second-operation.yaml", import.meta.url), "utf8"));
  for (const [key, value] of Object.entries(addition.toJS() as Record<string, Record<string, unknown>>)) {
    for (const [name, entry] of Object.entries(value))
      document.setIn([...key.split("."), name], document.createNode(entry));
  }
  writeFileSync(contract, document.toString());
});

interface List {
  toArray(options: { limit: number }): Promise<{ member_id: string; name: string }[]>;
}

afterAll(() => rmSync(copy, { recursive: true, force: true }));

test("generating is one command", () => {
  expect(run(join(repository, "tools/codegen/src/cli.ts"), ["--root", copy], copy)).toMatchObject({
    status: 0,
  });
});

test("the operation is a typed method, and agrees with openapi-typescript's types", () => {
  mkdirSync(join(client, "test"), { recursive: true });
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
// @ts-expect-error -- what a request may say is closed
chatMembers.get({ chat_id: "oc_1", member_id_type: "email" });
`,
  );
  expect(run(typescript, ["-p", client], client)).toEqual({ status: 0, output: "" });
  expect(run(typescript, ["-p", "tsconfig.build.json"], client)).toEqual({ status: 0, output: "" });
  expect(run(rolldown, ["-c"], client)).toMatchObject({ status: 0 });
});

test("it is mocked and passes the same contract tests, its own cases among them", () => {
  const report = join(copy, "report.json");
  const vitest = realpathSync(join(repository, "packages/contract-tests/node_modules/vitest/vitest.mjs"));
  const { status, output } = run(
    vitest,
    ["run", "examples", "walking", "conformance", "--reporter=json", `--outputFile=${report}`],
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
  const own = testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ fullName }) => fullName.includes("im.v1.chatMembers.get"));
  expect(numFailedTests).toBe(0);
  expect(own.filter(({ status: outcome }) => outcome === "passed").length).toBeGreaterThan(25);
  expect(own.map(({ fullName }) => fullName)).toContain("im.v1.chatMembers.get 400 232011");
});

test("its client walks the two pages that its examples describe, chosen by the values of its parameters", async () => {
  await using mock = await startMock({ contract });
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
