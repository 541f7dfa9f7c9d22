import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { KNOWN } from "../src/read/known-extensions.ts";
import { root } from "./support/contract.ts";

const readme = readFileSync(join(root, "spec/README.md"), "utf8");

test("spec/README.md explains exactly the known extensions", () => {
  const rows = Array.from(readme.matchAll(/^\| \[`(x-[a-z-]+)`\]/gm), ([, name]) => name);

  expect(rows).toEqual(Object.keys(KNOWN));
});
