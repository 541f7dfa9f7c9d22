import { readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { generate } from "../src/generate.ts";
import { KNOWN } from "../src/known-extensions.ts";
import { edit, root, writeContract, type Edit } from "./support/contract.ts";

const readme = readFileSync(join(root, "spec/README.md"), "utf8");

test("spec/README.md explains every extension that is known, and no other", () => {
  const rows = Array.from(readme.matchAll(/^\| \[`(x-[a-z-]+)`\]/gm), ([, name]) => name);

  expect(rows).toEqual(Object.keys(KNOWN));
});

test("the operation that spec/README.md adds can be generated from as it stands there", async () => {
  const pasted = readme.matchAll(/<!-- paste: (\w+) -->[^`]*```yaml\n(.*?)```/gs);
  const edits = Array.from(pasted).flatMap(([, place = "", text = ""]) =>
    Object.entries(parse(text) as object).map(([name, value]): Edit => [
      place === "paths" ? ["paths", name] : ["components", place, name],
      value,
    ]),
  );
  const file = writeContract(edit(...edits));

  const files = await generate(file, root);
  rmSync(dirname(file), { recursive: true });

  expect(edits.map(([pointer]) => pointer[1]).filter((name) => name === "schemas")).toHaveLength(2);
  expect(files.find(({ path }) => path.endsWith("/client.ts"))?.text).toContain(
    "readonly get: (params: ImV1ChatMembersGetParams, options?: ListOptions) => List<ChatMember, ChatMemberPage>;",
  );
});
