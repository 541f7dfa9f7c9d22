import { parseArguments } from "@feishu-openapi/cli/command.ts";
import { UsageError } from "@feishu-openapi/cli/errors.ts";

/** What `--help` prints. */
export const HELP = `Usage: pnpm compare PAGE.md... [options]

Compares pages of Feishu's documentation, saved as Markdown, with the operations of the contract that they
describe, and finds contradictions within a page. Never changes the contract. "-" reads a page from stdin.

Options:
  --operation ID   the operation of the page (default: the one with the page's method and URL)
  --draft          print a draft of the operation as YAML instead, for \`paths\` of the contract
  --json           print JSON: a list with one entry for each page
  --spec FILE      the contract (default: spec/openapi.yaml)
  --help           print this

Exit codes: 0 no difference, 3 differences, 2 usage or a page that cannot be read, 1 any other error.
`;

/** The parsed command line. */
export interface CliOptions {
  readonly help: boolean;
  /** File names as the user wrote them; `-` is standard input. */
  readonly pages: readonly string[];
  readonly operation: string | undefined;
  readonly draft: boolean;
  readonly json: boolean;
  readonly spec: string | undefined;
}

/** @throws {UsageError} */
export function readArguments(args: readonly string[]): CliOptions {
  const { values, positionals: pages } = parseArguments("pnpm compare", {
    args: [...args],
    allowPositionals: true,
    options: {
      operation: { type: "string" },
      draft: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      spec: { type: "string" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  const { help, operation, draft, json, spec } = values;
  if (!help) {
    if (pages.length === 0) throw new UsageError("no page; name a Markdown file: pnpm compare PAGE.md");
    if (draft && json) throw new UsageError("--draft prints YAML; leave out --json");
    const single = draft ? "--draft" : operation === undefined ? undefined : "--operation";
    if (single && pages.length > 1)
      throw new UsageError(`${single} takes one page, got ${pages.length}: "${pages.join('", "')}"`);
    if (pages.filter((page) => page === "-").length > 1)
      throw new UsageError('"-" is given twice; stdin has one page');
  }
  return { help, pages, operation, draft, json, spec };
}
