import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { figure, ratio, type Measure } from "./harness/figures.ts";
import { PEERS, TITLES } from "./harness/peers.ts";
import { table } from "./table.ts";

const begin = "<!-- bench:begin, written by `pnpm bench --write` -->";
const end = "<!-- bench:end -->";
const readme = fileURLToPath(new URL("../../../packages/client/README.md", import.meta.url));

/** What holds on any machine: ratios of medians, and sizes. */
function renderSummary(results: ReadonlyMap<string, Measure>, nodeVersion: string): string {
  const columns: [title: string, value: (peer: string) => number | undefined, digits: number][] = [
    ...[
      ["CPU of a call", "call.100.1"],
      ["… ten at once", "call.100.10"],
      ["walk", "walk.100000.wall"],
      ["peak memory", "walk.100000.memory"],
      ["walk, busy consumer", "overlap.wait"],
      ["whole process", "start"],
    ].map(([title = "", key = ""]): (typeof columns)[number] => [
      title,
      (peer) => ratio(results.get(key), peer, "fetch"),
      2,
    ]),
    ["kB gzip", (peer) => figure(results.get("size.gzip"), peer), 1],
  ];
  const rows = PEERS.map((peer) => [
    TITLES[peer],
    ...columns.map(([, value, digits]) => value(peer)?.toFixed(digits) ?? ""),
  ]);
  return [
    `Node ${nodeVersion}, every feature on, relative to bare \`fetch\`; less is better. A call: a page of 100 chats. A walk:`,
    "100,000 chats in pages of 100. Busy: the consumer works as long as the server takes.",
    "",
    table(["", ...columns.map(([title]) => title)], rows),
  ].join("\n");
}

/** Replaces the text between the markers of a README. @throws when it has no markers. */
export function replaceBetweenMarkers(text: string, replacement: string): string {
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`the README lacks the lines ${begin} and ${end}`);
  return `${text.slice(0, from + begin.length)}\n\n${replacement}\n\n${text.slice(to)}`;
}

/** Writes the summary into the client's README. */
export async function writeReadme(results: ReadonlyMap<string, Measure>): Promise<void> {
  const major = process.version.split(".")[0]!.slice(1);
  const text = await readFile(readme, "utf8");
  await writeFile(readme, replaceBetweenMarkers(text, renderSummary(results, major)));
}
