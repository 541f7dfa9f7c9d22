import { execFileSync, spawnSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

// The tarball as it would be published, installed into an empty project.
const home = fileURLToPath(new URL("..", import.meta.url));
const project = mkdtempSync(join(tmpdir(), "feishu-client-"));
const installed = join(project, "node_modules/@feishu-openapi/client");

beforeAll(() => {
  execFileSync("pnpm", ["pack", "--pack-destination", project], { cwd: home, stdio: "pipe" });
  const tarball = readdirSync(project).find((name) => name.endsWith(".tgz")) ?? "";
  mkdirSync(installed, { recursive: true });
  execFileSync("tar", ["-xzf", join(project, tarball), "-C", installed, "--strip-components=1"]);
  const openapiFetch = realpathSync(join(home, "node_modules/openapi-fetch"));
  symlinkSync(openapiFetch, join(project, "node_modules/openapi-fetch"));
  symlinkSync(
    join(dirname(openapiFetch), "openapi-typescript-helpers"),
    join(project, "node_modules/openapi-typescript-helpers"),
  );
  writeFileSync(
    join(project, "package.json"),
    JSON.stringify({ name: "empty", private: true, type: "module" }),
  );
  writeFileSync(
    join(project, "use.ts"),
    `import { createClient, FeishuApiError, type Chat } from "@feishu-openapi/client";
const feishu = createClient({ token: "t-0123456789abcdef" });
export async function names(): Promise<string[]> {
  const found: string[] = [];
  for await (const chat of feishu.im.v1.chat.list({ page_size: 100 })) found.push(chat.name);
  return found;
}
export async function first(): Promise<Chat | undefined> {
  const page = await feishu.im.v1.chat.list({ sort_type: "ByActiveTimeDesc" });
  return page.items[0];
}
export const isRefusal = (error: unknown): boolean => error instanceof FeishuApiError && error.kind === "permission";
// @ts-expect-error -- a typo does not compile
feishu.im.v1.chat.list({ pageSize: 100 });
export const raw = feishu.http.GET("/im/v1/chats", { params: { query: { page_size: 5 } } });
`,
  );
});

afterAll(() => rmSync(project, { recursive: true, force: true }));

test("the tarball holds the built files, the readme, the licence, and nothing else", () => {
  const files = readdirSync(installed, { recursive: true, encoding: "utf8" }).filter(
    (name) => /\.\w+$/.test(name) || name === "LICENSE",
  );
  expect(files.filter((name) => !name.startsWith("dist/")).toSorted()).toEqual([
    "LICENSE",
    "README.md",
    "README.zh-CN.md",
    "package.json",
  ]);
  // Leftovers of an earlier build would be published, too.
  const modules = readdirSync(join(home, "src"), { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".ts"),
  );
  const built = [
    ...["check", "index", "node", "shared"].map((name) => `dist/${name}.js`),
    ...modules.map((name) => `dist/${name.replace(/\.ts$/, ".d.ts")}`),
  ];
  expect(files.filter((name) => name.startsWith("dist/")).toSorted()).toEqual(built.toSorted());
});

test("its only dependency at run time is openapi-fetch, as a range", () => {
  const { dependencies, peerDependencies } = JSON.parse(
    readFileSync(join(installed, "package.json"), "utf8"),
  );
  expect(dependencies).toEqual({ "openapi-fetch": "^0.17.0" });
  expect(peerDependencies).toBeUndefined();
});

test.each([
  ["typescript-oldest", "5.4", "nodenext", true],
  ["typescript", "7.0", "nodenext", true],
  ["typescript", "7.0", "bundler", false],
])(
  "it type-checks with %s (%s), module resolution %s, exact optional properties %s",
  (compiler, version, resolution, exact) => {
    const options = {
      strict: true,
      exactOptionalPropertyTypes: exact,
      skipLibCheck: false,
      // Only the compiler's own library, which is most of what there is to check.
      skipDefaultLibCheck: true,
      noEmit: true,
      target: "es2022",
      lib: ["es2022", "dom", "dom.iterable", "dom.asynciterable"],
      types: [],
      module: resolution === "bundler" ? "esnext" : "nodenext",
      moduleResolution: resolution,
    };
    writeFileSync(
      join(project, "tsconfig.json"),
      JSON.stringify({ compilerOptions: options, files: ["use.ts"] }),
    );
    const tsc = join(home, "node_modules", compiler, "bin/tsc");
    expect(spawnSync(process.execPath, [tsc, "--version"], { encoding: "utf8" }).stdout).toContain(
      `Version ${version}`,
    );
    const { stdout, status } = spawnSync(process.execPath, [tsc, "-p", project], { encoding: "utf8" });
    expect([stdout, status]).toEqual(["", 0]);
  },
);

test("the packed client runs", async () => {
  const { createClient } = await import(join(installed, "dist/index.js"));
  const fetch = (): Promise<Response> =>
    Promise.resolve(
      Response.json({ code: 0, msg: "", data: { items: [{ chat_id: "oc_1" }], has_more: false } }),
    );
  expect((await createClient({ token: "t-1", fetch }).im.v1.chat.list()).items).toEqual([
    { chat_id: "oc_1" },
  ]);
});
