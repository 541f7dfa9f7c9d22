import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const folders = [
  "spec",
  "examples",
  ...["packages", "tools"].flatMap((parent) =>
    readdirSync(join(root, parent)).map((name) => `${parent}/${name}`),
  ),
].filter((folder) => existsSync(join(root, folder, "package.json")));

/** The workspaces that each workspace may depend on: the arrows in docs/architecture.md. */
const allowed: Record<string, string[]> = {
  spec: [],
  client: [],
  mock: [],
  cli: [],
  codegen: ["cli", "spec"],
  regen: ["cli", "codegen"],
  pages: ["cli", "codegen"],
  bench: ["client", "mock", "spec"],
  mutation: [],
  "runtime-tests": ["client", "mock"],
  "contract-tests": ["client", "codegen", "mock", "spec"],
  examples: ["client", "mock"],
};

test.for(folders)("%s depends only on the workspaces before it", (folder) => {
  const {
    name,
    dependencies = {},
    devDependencies = {},
  } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")) as {
    name: string;
    dependencies?: Record<string, string>;
    devDependencies?: Record<string, string>;
  };
  const scope = "@feishu-openapi/";
  const inner = Object.keys({ ...dependencies, ...devDependencies }).filter((dependency) =>
    dependency.startsWith(scope),
  );
  expect(inner.map((dependency) => dependency.slice(scope.length)).toSorted()).toEqual(
    allowed[name.slice(scope.length)],
  );
});

test.for([
  ["openapi-fetch", "packages/client/src", "call/http.ts"],
  ["openapi-typescript", "tools/codegen/src", "emit/schema.ts"],
  ["@stoplight/", "packages/mock/src", "prism/prism.ts"],
])("%s is imported in %s only by %s", ([dependency, folder, only]) => {
  const sources = readdirSync(join(root, folder ?? ""), { recursive: true, encoding: "utf8" }).filter(
    (name) => name.endsWith(".ts"),
  );
  const importing = sources.filter((name) =>
    readFileSync(join(root, folder ?? "", name), "utf8").match(
      new RegExp(`(from|import\\()\\s*"${dependency}`),
    ),
  );
  expect(importing).toEqual([only]);
});
