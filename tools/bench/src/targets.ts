import { PEERS } from "./peer.ts";
import { extreme, figureOf, ratioOf, type Results } from "./results.ts";
import { table } from "./table.ts";

/** Something that the client is to reach. */
interface Target {
  readonly claim: string;
  readonly bound: "at most" | "at least";
  readonly value: number;
  readonly reached: (results: Results) => number | undefined;
}

const shapes = ["call.20.1", "call.20.10", "call.100.1", "call.100.10"];
const others = PEERS.filter((peer) => !peer.startsWith("ours"));
const worstCall = (peer: string) => (results: Results) =>
  extreme(
    "max",
    shapes.map((key) => ratioOf(results, key, peer, "fetch")),
  );
const speed = (peer: string, other: string) => (results: Results) =>
  ratioOf(results, "walk.100000.wall", other, peer);
const lead = (key: string, peer: string) => (results: Results) =>
  extreme(
    "min",
    others.map((other) => ratioOf(results, key, other, peer)),
  );
const mock = (measure: string, other: string) => (results: Results) =>
  ratioOf(results, `mock.${measure}`, "ours", other);

/** Figures to reach, all features on. They are printed and never asserted: a busy machine must not fail a test. */
export const TARGETS: readonly Target[] = [
  target("CPU of a call, worst of four shapes, to bare fetch", "at most", 1.05, worstCall("ours")),
  target("… on the node entry", "at most", 0.6, worstCall("ours-node")),
  target("speed of walking 100,000, page by page, to bare fetch", "at least", 1, speed("ours", "fetch")),
  target("… chat by chat", "at least", 1, speed("ours items", "fetch")),
  target("… on the node entry, page by page", "at least", 1.5, speed("ours-node", "fetch")),
  target("… on the node entry, chat by chat", "at least", 1.5, speed("ours-node items", "fetch")),
  target("… on the node entry, to the official SDK", "at least", 2, speed("ours-node", "official")),
  target("speed with a consumer that waits, to the best peer", "at least", 1.7, lead("overlap.wait", "ours")),
  target("… on the node entry", "at least", 1.7, lead("overlap.wait", "ours-node")),
  target(
    "speed with one that never yields, to the best peer",
    "at least",
    1.4,
    lead("overlap.compute", "ours"),
  ),
  target("… on the node entry", "at least", 1.4, lead("overlap.compute", "ours-node")),
  target("connections of a sequential walk, node entry", "at most", 1, (results) =>
    figureOf(results, "walk.100000.connections", "ours-node"),
  ),
  target("peak memory of that walk, node entry, to the official SDK", "at most", 0.33, (results) =>
    ratioOf(results, "walk.100000.memory", "ours-node", "official"),
  ),
  target("growth of memory from 100,000 to a million", "at most", 1.2, (results) =>
    figureOf(results, "memory.growth", "ours"),
  ),
  target("… on the node entry", "at most", 1.2, (results) => figureOf(results, "memory.growth", "ours-node")),
  target("whole process, to bare fetch", "at most", 1.15, (results) =>
    ratioOf(results, "start", "ours", "fetch"),
  ),
  target("… on the node entry", "at most", 1, (results) => ratioOf(results, "start", "ours-node", "fetch")),
  target("size of the whole client but the node entry, kB gzip", "at most", 6, (results) =>
    figureOf(results, "size.gzip", "ours whole"),
  ),
  target("instantiations of one call, TypeScript 5.9", "at most", 100, (results) =>
    figureOf(results, "types.5.9.instantiations", "ours"),
  ),
  target("CPU of the mock's answer, to bare node:http", "at most", 3, mock("cpu", "node-http")),
  target("… to prism mock", "at most", 0.1, mock("cpu", "prism-mock")),
  target("… to prism mock, quiet", "at most", 0.25, mock("cpu", "prism-quiet")),
  target("the mock's first answer, to prism mock", "at most", 0.7, mock("start", "prism-mock")),
  target("the mock's memory, to prism mock", "at most", 0.5, mock("memory", "prism-mock")),
];

/** What was to be reached and what was, for all that this run measured; empty when that is nothing. */
export function renderTargets(results: Results): string {
  const rows = TARGETS.flatMap(({ claim, bound, value, reached }) => {
    const got = reached(results);
    if (got === undefined) return [];
    const met = bound === "at most" ? got <= value : got >= value;
    return [[claim, `${bound} ${value}`, String(Number(got.toFixed(2))), met ? "yes" : "NO"]];
  });
  return rows.length > 0 ? table(["target", "bound", "reached", "met"], rows) : "";
}

function target(claim: string, bound: Target["bound"], value: number, reached: Target["reached"]): Target {
  return { claim, bound, value, reached };
}
