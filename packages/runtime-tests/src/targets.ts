import { locate } from "./cache.ts";
import type { Gateway } from "./gateway.ts";
import { locateChromium, runBrowser } from "./launch/browser.ts";
import type { Outcome, Places } from "./launch/outcome.ts";
import { runProcess } from "./launch/process.ts";
import { runWorkerd } from "./launch/workerd.ts";
import type { Project } from "./project.ts";
import { runtimes, type Runtime } from "./runtimes.ts";

/** One way to run the suite. */
export interface Target {
  /** The runtime with its version, and what the client is given to send with. */
  readonly name: string;
  /** Why it cannot be run here. */
  readonly missing: string | undefined;
  /** What the runtime must say of itself, or a part of it. */
  readonly runtime: string;
  /** Whether it has a process of its own, which must end by itself. */
  readonly isProcess: boolean;
  /** Whether its clock goes on while code runs. */
  readonly hasClock: boolean;
  readonly run: () => Promise<Outcome>;
}

/** Every runtime; Node, Bun and Deno once more with `nodeFetch` if the tarball exports it. */
export function findTargets(project: Project, gateway: Gateway, places: Places): Target[] {
  return [
    ...runtimes.flatMap((runtime) => targetsOf(runtime, project, places)),
    browserTarget(project, gateway),
  ];
}

function targetsOf(runtime: Runtime, project: Project, places: Places): Target[] {
  const { name, version, kind } = runtime;
  const found = locate(runtime);
  const path = found.path ?? "";
  const missing = project.missing ?? found.missing;
  const title = `${name} (${version})`;
  if (kind === "workerd") {
    return [false, true].map((withNode) => {
      const manner = `${withNode ? "with" : "without"} Node's modules`;
      const run = (): Promise<Outcome> => runWorkerd(path, project, places, withNode);
      return {
        name: `${title} ${manner}`,
        missing,
        runtime: `workerd ${manner}`,
        isProcess: false,
        hasClock: false,
        run,
      };
    });
  }
  const common = { missing, runtime: `${name.split(" ")[0]} ${version}`, isProcess: true, hasClock: true };
  const nodeEntry = project.entries.includes("./node") ? undefined : "the tarball does not export it";
  return [
    { ...common, name: title, run: () => runProcess(kind, path, project, places, "default") },
    {
      ...common,
      name: `${title} with nodeFetch`,
      missing: missing ?? nodeEntry,
      run: () => runProcess(kind, path, project, places, "node"),
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
