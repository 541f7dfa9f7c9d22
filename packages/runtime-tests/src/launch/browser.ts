import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { Found } from "../setup/cache.ts";
import type { Gateway } from "../setup/gateway.ts";
import type { Project } from "../setup/project.ts";
import { startChild, suiteTimeoutMs } from "./child.ts";
import type { Servers, RunResult, SuiteResult } from "./result.ts";

/** Finds the Chromium of the machine, and its version. */
export function locateChromium(): Found & { readonly version: string } {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const path = ["chromium", "chromium-browser", "google-chrome"]
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((candidate) => existsSync(candidate));
  if (path === undefined) return { missing: "no Chromium on this machine", version: "" };
  try {
    const output = execFileSync(path, ["--version"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    return { path, version: /[\d.]+/.exec(output)?.[0] ?? "" };
  } catch {
    return { missing: "its program does not start on this machine", version: "" };
  }
}

/** Runs the suite in a page of headless Chromium; the page sends the results to the gateway. */
export async function runBrowser(path: string, project: Project, gateway: Gateway): Promise<RunResult> {
  const { folder } = project;
  const servers: Servers = { api: `${gateway.origin}/open-apis`, origin: gateway.origin };
  writeFileSync(join(folder, "page.html"), page(project, servers));
  const report = gateway.report();
  const profile = mkdtempSync(join(folder, "profile-"));
  await using child = startChild(
    path,
    [...flags(), `--user-data-dir=${profile}`, `${gateway.origin}/project/page.html`],
    folder,
  );
  const failed = child.ends(suiteTimeoutMs).then((ended): never => {
    throw new Error(`${ended ? "Chromium exited" : "no result in time"}; output:\n${child.stderr}`);
  });
  const result = JSON.parse(await Promise.race([report, failed])) as SuiteResult | { failure: string };
  if ("failure" in result) throw new Error(`the page failed: ${result.failure}`);
  return result;
}

function flags(): string[] {
  const quiet =
    "headless disable-gpu disable-quic no-first-run disable-background-networking disable-component-update " +
    "disable-sync";
  // Chromium's sandbox does not work for root.
  const root = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return [...quiet.split(" ").map((name) => `--${name}`), ...root];
}

function page({ imports }: Project, servers: Servers): string {
  const urls = Object.entries(imports).map(([specifier, file]) => [specifier, `/project/${file}`]);
  return `<!doctype html>
<title>suite</title>
<script type="importmap">${JSON.stringify({ imports: Object.fromEntries(urls) })}</script>
<script type="module">
  const send = (report) => fetch("/report", { method: "POST", body: JSON.stringify(report) });
  try {
    const { runSuite } = await import("./suite.js");
    await send(await runSuite(${JSON.stringify(servers)}));
  } catch (error) {
    await send({ failure: String(error) });
  }
</script>
`;
}
