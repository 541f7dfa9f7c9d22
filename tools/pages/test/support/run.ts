import { fileURLToPath } from "node:url";
import { compareCommand } from "../../src/command.ts";
import type { Difference, Note } from "../../src/compare/difference.ts";

/** Where the pages are that the tests read. */
export const PAGES: string = fileURLToPath(new URL("../pages", import.meta.url));

/** How the command ended. */
export interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The contract that the pages are held against, so that an edit of the repository's own does not concern them. */
const CONTRACT = ["--spec", "openapi.yaml"];

/** Runs the command in this process, in the folder of the pages; `stdin` is what "-" reads. */
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

/** What `--json` prints of a page. */
export interface Report {
  readonly page: string;
  readonly operation: { readonly id: string };
  readonly agrees: boolean;
  readonly differences: readonly Difference[];
  readonly notes: readonly Note[];
}

/** The report on a page that is given as text; throws what the command says of a page that it does not understand. */
export async function reportOn(text: string, ...args: string[]): Promise<Report> {
  const { status, stdout, stderr } = await runCompare(["-", "--json", ...args], { stdin: text });
  if (status !== 0 && status !== 3) throw new Error(stderr);
  const [report] = JSON.parse(stdout) as [Report];
  return report;
}
