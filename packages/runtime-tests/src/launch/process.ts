import type { Project } from "../project.ts";
import { startChild } from "./child.ts";
import type { Outcome, Places, SuiteResult } from "./outcome.ts";

/** Which `fetch` the suite gives to the client: none, or the one of its node entry. */
export type Transport = "default" | "node";

/** Runs the suite in a process of Node, Bun or Deno. */
export async function runProcess(
  kind: "bun" | "deno" | "node",
  path: string,
  project: Project,
  places: Places,
  transport: Transport,
): Promise<Outcome> {
  const flags = kind === "deno" ? denoFlags(places, transport) : [];
  const task = JSON.stringify({ places, transport });
  await using child = startChild(path, [...flags, "process.js", task], project.folder, {
    DENO_NO_UPDATE_CHECK: "1",
  });
  const result = JSON.parse(await child.print(/^\{.*\}$/m)) as SuiteResult;
  return { ...result, endsByItself: await child.ends(10_000) };
}

/** The client may do nothing but talk to its servers; only the node entry may look at the environment too. */
function denoFlags({ api, origin }: Places, transport: Transport): string[] {
  const hosts = [api, origin].map((url) => new URL(url).host);
  const flags = ["run", "--no-prompt", "--no-lock", "--no-remote", `--allow-net=${hosts.join(",")}`];
  return transport === "node" ? [...flags, "--allow-env"] : flags;
}
