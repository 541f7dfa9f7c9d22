import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { rolldown } from "rolldown";
import { beforeAll, expect, test } from "vitest";

const src = fileURLToPath(new URL("../src/", import.meta.url));

/** What a bundler makes of the given source, minified, with openapi-fetch in it. */
async function bundle(source: string): Promise<string> {
  const build = await rolldown({
    input: "program",
    platform: "browser",
    plugins: [
      {
        name: "program",
        resolveId: (id) => (id === "program" ? id : undefined),
        load: (id) => (id === "program" ? source : undefined),
      },
    ],
  });
  const { output } = await build.generate({ minify: true });
  expect(output).toHaveLength(1);
  return output[0].code;
}

const gzipped = (code: string): number => gzipSync(code, { level: 9 }).length;
const everything = `export * from "${src}index.ts";`;
const checks = `export * from "${src}check.ts";`;

let client: string;
let withChecks: string;

beforeAll(async () => {
  [client, withChecks] = await Promise.all([bundle(everything), bundle(everything + checks)]);
});

// Ceilings, not wishes: docs/decisions/0017 says where the bytes go. What grows beyond one needs a reason.
test("the client and openapi-fetch are at most 12 kB, gzipped", () => {
  expect(gzipped(client)).toBeLessThanOrEqual(12_000);
});

test("checks of answers add at most 1.5 kB, and nothing for who does not import them", () => {
  expect(gzipped(withChecks) - gzipped(client)).toBeLessThanOrEqual(1500);
  expect(withChecks).toContain("unknown_field");
  expect(client).not.toContain("unknown_field");
});

test("what belongs to the tools is not in it", () => {
  expect(withChecks).not.toMatch(/yaml|prism|ajv|node:/i);
});

test("neither are the contract's descriptions", () => {
  const generated = join(src, "generated");
  const comments = readdirSync(generated).flatMap((name) =>
    Array.from(
      readFileSync(join(generated, name), "utf8").matchAll(/^ +\*? *(?:@description|\/\*\*) ?(.{12,})$/gm),
      (match) => match[1]!.replace(/\s*\*\/$/, ""),
    ),
  );
  expect(comments.length).toBeGreaterThan(30);
  expect(comments.filter((comment) => withChecks.includes(comment))).toEqual([]);
});
