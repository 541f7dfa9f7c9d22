import { fileURLToPath } from "node:url";
import { compareCommand } from "../../src/command.ts";
import type { Difference, Note } from "../../src/compare/difference.ts";

/** The folder of the test pages. */
export const PAGES: string = fileURLToPath(new URL("../pages", import.meta.url));

/** The result of the command. */
export interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The contract of the test pages, independent of the repository's. */
const CONTRACT = ["--spec", "openapi.yaml"];

/** Runs the command in this process, in the folder of the test pages. `stdin`: the page "-". */
export async function runCompare(
  args: readonly string[],
  { stdin = "", width }: { stdin?: string | Uint8Array; width?: number } = {},
): Promise<Ended> {
  const printed = { stdout: "", stderr: "" };
  const status = await compareCommand(args.includes("--spec") ? args : [...args, ...CONTRACT], {
    stdout: (text) => (printed.stdout += text),
    stderr: (text) => (printed.stderr += text),
    stdin: () => Promise.resolve(Buffer.from(stdin)),
    directory: PAGES,
    width,
  });
  return { status, ...printed };
}

/** The `--json` output for a page. */
export interface Report {
  readonly page: string;
  readonly operation: { readonly id: string };
  readonly agrees: boolean;
  readonly differences: readonly Difference[];
  readonly notes: readonly Note[];
}

/** The report on a page given as text. Throws the error of the command. */
export async function reportOn(text: string, ...args: string[]): Promise<Report> {
  const { status, stdout, stderr } = await runCompare(["-", "--json", ...args], { stdin: text });
  if (status !== 0 && status !== 3) throw new Error(stderr);
  const [report] = JSON.parse(stdout) as [Report];
  return report;
}
