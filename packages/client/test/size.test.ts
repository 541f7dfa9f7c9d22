import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { rolldown } from "rolldown";
import { beforeAll, expect, test } from "vitest";

const src = fileURLToPath(new URL("../src/", import.meta.url));

/** Bundles and minifies the given source, including openapi-fetch. */
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

// Limits with a reason: docs/decisions/0017 says where the bytes go.
test("the client and openapi-fetch are at most 12 kB, gzipped", () => {
  expect(gzipped(client)).toBeLessThanOrEqual(12_000);
});

test("the response check adds at most 1.5 kB, and nothing unless it is imported", () => {
  expect(gzipped(withChecks) - gzipped(client)).toBeLessThanOrEqual(1500);
  expect(withChecks).toContain("unknown_field");
  expect(client).not.toContain("unknown_field");
});

test("nothing of the tools is in the bundle", () => {
  expect(withChecks).not.toMatch(/yaml|prism|ajv|node:/i);
});

test("the contract's descriptions are not in the bundle", () => {
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
