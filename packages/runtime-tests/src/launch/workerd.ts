import { globSync, writeFileSync } from "node:fs";
import { join, posix } from "node:path";
import type { Project } from "../setup/project.ts";
import { startChild, suiteTimeoutMs } from "./child.ts";
import type { Servers, RunResult, SuiteResult } from "./result.ts";

/** Runs the suite in workerd, with or without Node's modules and globals. */
export async function runWorkerd(
  path: string,
  project: Project,
  servers: Servers,
  withNode: boolean,
): Promise<RunResult> {
  writeFileSync(join(project.folder, "workerd.capnp"), configure(project, withNode));
  await using child = startChild(path, ["serve", "workerd.capnp", "--control-fd=1"], project.folder);
  const port = /\d+$/.exec(await child.waitFor(/"port":\d+/))?.[0];
  const response = await fetch(`http://127.0.0.1:${port}/`, {
    method: "POST",
    body: JSON.stringify(servers),
    signal: AbortSignal.timeout(suiteTimeoutMs),
  });
  if (!response.ok) throw new Error(`workerd responds with ${response.status}; output:\n${child.stderr}`);
  return (await response.json()) as SuiteResult;
}

function configure(project: Project, withNode: boolean): string {
  const modules = ["worker.js", "suite.js", ...filesOf(project)].map(
    (name) => `(name = ${JSON.stringify(name)}, esModule = embed ${JSON.stringify(name)})`,
  );
  const aliases = aliasesOf(project).map(
    ([name, source]) => `(name = ${JSON.stringify(name)}, esModule = ${JSON.stringify(source)})`,
  );
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .main), (name = "internet", network = (allow = ["local"]))],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")]
);
const main :Workerd.Worker = (
  compatibilityDate = "2026-11-01",
  compatibilityFlags = [${withNode ? "" : '"no_nodejs_compat", "no_nodejs_compat_v2"'}],
  modules = [
    ${[...modules, ...aliases].join(",\n    ")}
  ]
);
`;
}

function filesOf({ folder, imports }: Project): string[] {
  return Object.keys(imports).flatMap((name) =>
    globSync(`node_modules/${name}/**/*.{js,mjs}`, { cwd: folder }),
  );
}

/** workerd resolves a bare specifier relative to the importing module, so each folder gets a module of that name. */
function aliasesOf(project: Project): [name: string, source: string][] {
  const folders = new Set(["", ...filesOf(project).map((file) => posix.dirname(file))]);
  return Object.entries(project.imports).flatMap(([specifier, entry]) =>
    Array.from(folders, (folder): [string, string] => {
      const name = posix.join(folder, specifier);
      const target = JSON.stringify(`./${posix.relative(posix.dirname(name), entry)}`);
      return [name, `export * from ${target}; import * as all from ${target}; export default all.default;`];
    }),
  );
}
