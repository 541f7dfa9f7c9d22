import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { generate } from "@feishu-openapi/codegen/generate.ts";
import { parseContract } from "@feishu-openapi/codegen/contract/load-contract.ts";
import { readModel } from "@feishu-openapi/codegen/read/read-model.ts";
import { expect, test } from "vitest";
import { compare } from "../src/compare/compare.ts";
import { readFacts } from "../src/contract/contract-facts.ts";
import { renderDraft } from "../src/draft/draft.ts";
import { refuserOf } from "../src/page/page-error.ts";
import { readPage } from "../src/read/read-page.ts";
import { PAGES, runCompare } from "./support/run.ts";
import { smallOperation } from "./support/small-operation.ts";
import { pageOf } from "./support/small-page.ts";

const repository = fileURLToPath(new URL("../../..", import.meta.url));
const ownSpec = join(repository, "spec/openapi.yaml");
const spec = readFileSync(ownSpec, "utf8");
const members = readFileSync(join(PAGES, "members.zh.md"), "utf8");
const refuse = refuserOf("page.md");
const contract = parseContract(spec, "openapi.yaml");
const ours = { contract, operations: readModel(contract, []).operations };

/** Pastes a draft where spec/README.md says. */
function pasted(draft: string): string {
  return spec.replace("\ncomponents:\n", () => `\n${draft}\ncomponents:\n`);
}

test("drafts an operation of any page that the generator accepts and that agrees with the page", () => {
  fc.assert(
    fc.property(smallOperation, fc.constantFrom("zh", "en"), (operation, language) => {
      const text = pageOf(operation, { language, nesting: "spaces", table: "framed", newline: "\n" });
      const page = readPage(text, refuse);
      const further = parseContract(
        pasted(renderDraft(page, ours, "im.v1.thing.do", refuse)),
        "openapi.yaml",
      );
      const { operations } = readModel(further, []);
      const own = operations.find(({ id }) => id === "im.v1.thing.do") ?? expect.unreachable();
      expect(compare(page, readFacts(further, own), refuse)).toEqual({ differences: [], notes: [] });
    }),
    { numRuns: 20 },
  );
});

test("drafts everything that the page states, with a TODO for the rest", async () => {
  const { status, stdout } = await runCompare(["-", "--draft", "--operation", "im.v1.chatMembers.get"], {
    stdin: members,
  });
  expect(status).toBe(0);
  const text = stdout.replaceAll(/\n +/g, "\n");
  for (const part of [
    "# Paste under `paths` of spec/openapi.yaml",
    "operationId: im.v1.chatMembers.get\n",
    "summary: TODO # TODO: one sentence\n",
    "x-rate-limit:\nper_minute: 1000\nper_second: 50\n",
    "x-pagination:\ncursor: page_token\nlimit: page_size\nitems: items\nhas_more: has_more\n",
    "- name: chat_id\nin: path\nrequired: true\ndescription: TODO # TODO: in your own words\nschema:\ntype: string\n",
    "- name: page_size\nin: query\ndescription: TODO # TODO: in your own words\nschema:\ntype: integer\nmaximum: 100\ndefault: 20\n",
    "required: [] # TODO: the page does not state which are always present\n",
    '"232006":\nsummary: TODO # TODO: what happened, in a few words\nx-error:\nkind: validation # TODO: guessed from the status\n',
    '"232025": { $ref: "#/components/examples/232025" }\n',
  ])
    expect(text).toContain(part);
  expect(stdout).not.toContain("员");
});

test("drafts an operation that, pasted into the contract, generates and passes the lint", async () => {
  // A path that Feishu does not have.
  const page = members.replace("/chats/", "/drafted/");
  const options = ["--draft", "--operation", "im.v1.drafted.get", "--spec", ownSpec];
  const { stdout } = await runCompare(["-", ...options], { stdin: page });
  const folder = mkdtempSync(join(tmpdir(), "pages-"));
  try {
    const file = join(folder, "openapi.yaml");
    writeFileSync(file, pasted(stdout));
    const files = await generate(file, repository);
    expect(files.find(({ path }) => path.endsWith("api.md"))?.text).toContain("im.v1.drafted.get");
    const redocly = fileURLToPath(import.meta.resolve("@redocly/cli/bin/cli.js"));
    const rules = join(repository, "spec/redocly.yaml");
    const {
      status,
      stdout: report,
      stderr,
    } = spawnSync(process.execPath, [redocly, "lint", file, "--config", rules, "--format=stylish"], {
      encoding: "utf8",
      env: { ...process.env, REDOCLY_SUPPRESS_NOTIFICATIONS: "true" },
    });
    expect({ status, report: status === 0 ? "" : report + stderr }).toEqual({ status: 0, report: "" });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("omits an example that contradicts its table, with the reason", async () => {
  const page = members.replace('"member_total": 2', '"member_total": "2"');
  expect(page).not.toBe(members);
  const { stdout } = await runCompare(["-", "--draft"], { stdin: page });
  expect(stdout).toContain(
    `description: TODO # TODO: an example; the page's own contradicts its table: response example data.member_total, "2" is not of type integer\n`,
  );
  expect(stdout).not.toContain("examples:\n                page:");
});

test("adds a TODO when the page requires all scopes", async () => {
  const page = members.replace(/(权限要求 \|).*\n/, "$1 所有权限均需\n");
  expect(page).not.toBe(members);
  const { stdout } = await runCompare(["-", "--draft"], { stdin: page });
  expect(stdout).toMatch(
    /x-scopes: \[.*im:chat.*\] # TODO: the page requires all of them; in the contract one is/,
  );
});

test("omits a default that contradicts its row", async () => {
  const page = members.replace("**默认值**：20", "**默认值**：200");
  const drafted = await runCompare(["-", "--draft"], { stdin: page });
  expect(drafted.stdout).toContain("            maximum: 100\n");
  expect(drafted.stdout).not.toContain("default: 200");
});

test("adds a remark when the contract already has the operation", async () => {
  const { stdout } = await runCompare(["chats.zh.md", "--draft", "--operation", "im.v1.chat.list"]);
  expect(stdout).toContain("# The contract already has this path: paste the method under it.\n");
  expect(stdout).toContain("operationId: im.v1.chat.list # TODO: taken; choose another\n");
});
