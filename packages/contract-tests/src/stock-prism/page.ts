import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { probe } from "../probe/run.ts";
import { deviationsOf, type Deviation } from "./deviations.ts";
import type { Verdict } from "./judgements.ts";
import { startStockPrism } from "./start.ts";

/** The page that holds the tables. */
export const pageFile: string = fileURLToPath(
  new URL("../../../../docs/prism-deviations.md", import.meta.url),
);

const begin = "<!-- prism:begin, written by `pnpm --filter @feishu-openapi/contract-tests prism` -->";
const end = "<!-- prism:end -->";

/** How long Prism's answers are waited for, in milliseconds: some never come. */
const patienceMs = 8000;

const parts: Readonly<Record<Verdict, readonly [title: string, text: string]>> = {
  wrong: ["Wrong by OpenAPI or HTTP", "What any reader of the document, or of HTTP, can expect."],
  unknown: [
    "Unknown to Prism",
    "What the contract says in words, in the meaning of its examples, or by its state. No fault of Prism's; a client\nthat is tested against it meets another Feishu all the same.",
  ],
  allowed: ["Different, and allowed", "The mock answers otherwise; Prism may answer as it does."],
};

/** The page as it stands, and as it would be after another run against stock Prism. */
export async function renewedPage(): Promise<{ before: string; after: string }> {
  const before = readFileSync(pageFile, "utf8");
  const [from, to] = [before.indexOf(begin), before.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${pageFile} lacks the lines ${begin} and ${end}`);
  // One at a time, so that what ends the process ends no other request; and no answer is too slow to be right.
  const report = await probe({ start: startStockPrism, atOnce: 1, patienceMs, ceilingMs: Infinity });
  const text = render(deviationsOf(report), report.exchanges.length);
  return { before, after: `${before.slice(0, from + begin.length)}\n\n${text}\n\n${before.slice(to)}` };
}

function render(deviations: readonly Deviation[], cases: number): string {
  const { version } = createRequire(import.meta.url)("@stoplight/prism-cli/package.json") as {
    version: string;
  };
  const sections = (Object.keys(parts) as Verdict[]).map((verdict) => {
    const [title, text] = parts[verdict];
    const own = deviations.filter(({ judgement }) => judgement.verdict === verdict);
    return `## ${title}\n\n${text}\n\n${table(own)}`;
  });
  return [`\`prism mock\` ${version}, without options; ${cases} cases.`, ...sections].join("\n\n");
}

function table(deviations: readonly Deviation[]): string {
  const head = ["sent", "operation", "the contract", "Prism", "why", "check", "cases"];
  const rows = deviations.map(({ judgement: { sent, why, instead }, ...deviation }) => [
    sent,
    `\`${deviation.operation}\``,
    instead?.contract ?? either(deviation.expected),
    instead?.prism ?? either(deviation.got),
    why,
    deviation.checks.map((name) => `\`${name}\``).join(", "),
    String(deviation.cases),
  ]);
  const lines = [head, head.map(() => "---"), ...rows];
  const widths = head.map((_, column) => Math.max(...lines.map((cells) => cells[column]!.length)));
  return lines
    .map((cells, row) =>
      cells
        .map((cell, column) => (row === 1 ? "-".repeat(widths[column]!) : cell.padEnd(widths[column]!)))
        .join(" | "),
    )
    .map((line) => `| ${line} |`)
    .join("\n");
}

/** What made Prism's connection end is said elsewhere in the row. */
function either(outcomes: readonly string[]): string {
  const single = outcomes.flatMap((outcome) => outcome.replace(/^no answer .*/, "no answer").split(" or "));
  return [...new Set(single)].join(" or ");
}
