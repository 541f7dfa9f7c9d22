import { interleave } from "../interleave.ts";
import type { Measure } from "../measure.ts";
import { PEERS } from "../peer.ts";
import type { Scenario } from "../scenario.ts";
import { walkOnce } from "../walkers.ts";

const delayMs = 20;
const efforts = {
  full: { rounds: 3, pages: 25 },
  quick: { rounds: 1, pages: 10 },
  tiny: { rounds: 1, pages: 2 },
};

/** A consumer that works on each page for as long as the server takes for one. */
export const overlap: Scenario = {
  name: "overlap",
  title: "A consumer that works as long as the server takes",
  note: `The server holds each answer back for ${delayMs} ms, and the consumer takes ${delayMs} ms for each page: waiting for something else, or computing without ever yielding.`,
  async measure(server, effort): Promise<Measure[]> {
    const { rounds, pages } = efforts[effort];
    const chats = pages * 100;
    const samples = await interleave(rounds, PEERS, async (peer) => {
      const figures: Record<string, number> = {};
      for (const kind of ["wait", "compute"] as const) {
        const task = { by: "page", work: { kind, ms: delayMs } } as const;
        figures[kind] = (await walkOnce(peer, server.baseUrl(chats, delayMs), chats, task)).wallMs;
      }
      return figures;
    });
    return [
      { key: "overlap.wait", title: "waits", unit: "ms", base: "fetch", samples: samples["wait"]! },
      { key: "overlap.compute", title: "computes", unit: "ms", base: "fetch", samples: samples["compute"]! },
    ];
  },
};
