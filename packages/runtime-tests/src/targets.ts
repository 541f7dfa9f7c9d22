import { locate } from "./setup/cache.ts";
import type { Gateway } from "./setup/gateway.ts";
import { locateChromium, runBrowser } from "./launch/browser.ts";
import type { Servers, RunResult } from "./launch/result.ts";
import { runProcess } from "./launch/process.ts";
import { runWorkerd } from "./launch/workerd.ts";
import type { Project } from "./setup/project.ts";
import { runtimes, type Runtime } from "./setup/runtimes.ts";

/** A runtime and a transport to run the suite with. */
export interface Target {
  /** The runtime, its version, and the transport. */
  readonly name: string;
  /** Why it cannot be run on this machine; undefined if it can. */
  readonly missing: string | undefined;
  /** Part of the name that the suite must report for the runtime. */
  readonly runtime: string;
  /** Whether the suite runs in a process of its own, which must exit by itself. */
  readonly isProcess: boolean;
  /** Whether its clock advances while code runs. */
  readonly hasClock: boolean;
  readonly run: () => Promise<RunResult>;
}

/** Every runtime, with the default `fetch`; Node, Bun and Deno also with `nodeFetch`. */
export function findTargets(project: Project, gateway: Gateway, servers: Servers): Target[] {
  return [
    ...runtimes.flatMap((runtime) => targetsOf(runtime, project, servers)),
    browserTarget(project, gateway),
  ];
}

function targetsOf(runtime: Runtime, project: Project, servers: Servers): Target[] {
  const { name, version, kind } = runtime;
  const found = locate(runtime);
  const path = found.path ?? "";
  const missing = project.missing ?? found.missing;
  const title = `${name} (${version})`;
  if (kind === "workerd") {
    return [false, true].map((withNode) => {
      const variant = `${withNode ? "with" : "without"} Node's modules`;
      const run = (): Promise<RunResult> => runWorkerd(path, project, servers, withNode);
      return {
        name: `${title} ${variant}`,
        missing,
        runtime: `workerd ${variant}`,
        isProcess: false,
        hasClock: false,
        run,
      };
    });
  }
  const common = { missing, runtime: `${name.split(" ")[0]} ${version}`, isProcess: true, hasClock: true };
  const nodeEntry = project.entries.includes("./node") ? undefined : "the tarball does not export it";
  return [
    { ...common, name: title, run: () => runProcess(kind, path, project, servers, "default") },
    {
      ...common,
      name: `${title} with nodeFetch`,
      missing: missing ?? nodeEntry,
      run: () => runProcess(kind, path, project, servers, "node"),
    },
  ];
}

function browserTarget(project: Project, gateway: Gateway): Target {
  const { path = "", missing, version } = locateChromium();
  return {
    name: version ? `Chromium (${version})` : "Chromium",
    missing: project.missing ?? missing,
    runtime: `Chrome/${version.split(".")[0]}.`,
    isProcess: false,
    hasClock: true,
    run: () => runBrowser(path, project, gateway),
  };
}
