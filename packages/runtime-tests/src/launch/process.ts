import type { Project } from "../setup/project.ts";
import { startChild } from "./child.ts";
import type { Servers, RunResult, SuiteResult } from "./result.ts";

/** The `fetch` that the client gets: none, so it uses the global one, or `nodeFetch`. */
export type Transport = "default" | "node";

/** Runs the suite in a process of Node, Bun or Deno. */
export async function runProcess(
  kind: "bun" | "deno" | "node",
  path: string,
  project: Project,
  servers: Servers,
  transport: Transport,
): Promise<RunResult> {
  const flags = kind === "deno" ? denoFlags(servers, transport) : [];
  const task = JSON.stringify({ servers, transport });
  await using child = startChild(path, [...flags, "process.js", task], project.folder, {
    DENO_NO_UPDATE_CHECK: "1",
  });
  const result = JSON.parse(await child.waitFor(/^\{.*\}$/m)) as SuiteResult;
  return { ...result, exitsByItself: await child.ends(10_000) };
}

/** Permissions: only the two servers; with `nodeFetch` also the environment. */
function denoFlags({ api, origin }: Servers, transport: Transport): string[] {
  const hosts = [api, origin].map((url) => new URL(url).host);
  const flags = ["run", "--no-prompt", "--no-lock", "--no-remote", `--allow-net=${hosts.join(",")}`];
  return transport === "node" ? [...flags, "--allow-env"] : flags;
}
