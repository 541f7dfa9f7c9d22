import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { startMock } from "../src/index.ts";
import { withFurtherOperations } from "./further-operations.ts";
import { temporaryFile } from "./support.ts";

const home = join(import.meta.dirname, "..");
const copy = mkdtempSync(join(tmpdir(), "mock-edited-"));
let start: typeof startMock;

beforeAll(async () => {
  for (const path of ["src", "package.json"]) cpSync(join(home, path), join(copy, path), { recursive: true });
  symlinkSync(join(home, "node_modules"), join(copy, "node_modules"));
  const generated = join(copy, "src/generated/contract.ts");
  writeFileSync(generated, readFileSync(generated, "utf8").replace(/"title": "/, '"title": "Edited: '));
  ({ startMock: start } = (await import(join(copy, "src/index.ts"))) as { startMock: typeof startMock });
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

test("does not start with an edited built-in contract", async () => {
  await expect(start()).rejects.toThrow(
    /^the built-in contract has sha256 \w{12}, but was generated with \w{12}: generate and build it again, or use --contract FILE$/,
  );
});

test("starts with another contract nevertheless", async () => {
  const contract = await temporaryFile("openapi.json", JSON.stringify(withFurtherOperations()));
  await using mock = await start({ contract });

  expect(mock.url).toMatch(/^http:/);
});
