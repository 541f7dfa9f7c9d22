import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { PEERS, TITLES } from "./peer.ts";
import { figureOf, ratioOf, type Results } from "./results.ts";
import { table } from "./table.ts";

const begin = "<!-- bench:begin, written by `pnpm bench --write` -->";
const end = "<!-- bench:end -->";
const readme = fileURLToPath(new URL("../../../packages/client/README.md", import.meta.url));

/** Facts that hold on any machine: ratios of medians, sizes, counts. */
function renderSummary(results: Results, nodeVersion: string): string {
  const columns: [string, (peer: string) => number | undefined, number][] = [
    ["CPU of a call", (peer) => ratioOf(results, "call.100.1", peer, "fetch"), 2],
    ["… ten at once", (peer) => ratioOf(results, "call.100.10", peer, "fetch"), 2],
    ["walk", (peer) => ratioOf(results, "walk.100000.wall", peer, "fetch"), 2],
    ["peak memory", (peer) => ratioOf(results, "walk.100000.memory", peer, "fetch"), 2],
    ["walk, busy consumer", (peer) => ratioOf(results, "overlap.wait", peer, "fetch"), 2],
    ["whole process", (peer) => ratioOf(results, "start", peer, "fetch"), 2],
    ["kB gzip", (peer) => figureOf(results, "size.gzip", peer), 1],
  ];
  const rows = PEERS.map((peer) => [
    TITLES[peer],
    ...columns.map(([, read, digits]) => read(peer)?.toFixed(digits) ?? ""),
  ]);
  return [
    `Node ${nodeVersion}, everything on, against bare \`fetch\` = 1, less is better. A call: a page of 100 chats. A walk:`,
    "100,000 chats in pages of 100; busy: a consumer that works as long as the server takes.",
    "",
    table(["", ...columns.map(([title]) => title)], rows),
  ].join("\n");
}

/** Puts a text between the markers of a README. @throws when they are not there. */
export function replaceBetweenMarkers(text: string, replacement: string): string {
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`the README lacks the lines ${begin} and ${end}`);
  return `${text.slice(0, from + begin.length)}\n\n${replacement}\n\n${text.slice(to)}`;
}

/** Writes the summary into the client's README. */
export async function writeReadme(results: Results): Promise<void> {
  const major = process.version.split(".")[0]!.slice(1);
  const text = await readFile(readme, "utf8");
  await writeFile(readme, replaceBetweenMarkers(text, renderSummary(results, major)));
}
