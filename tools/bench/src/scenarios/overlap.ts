import { walkOnce } from "../harness/child-process.ts";
import { interleave, type Measure } from "../harness/figures.ts";
import { PEERS } from "../harness/peers.ts";
import type { Scenario } from "../harness/scenario.ts";

const DELAY_MS = 20;
const EFFORTS = {
  full: { rounds: 3, pages: 25 },
  quick: { rounds: 1, pages: 10 },
  tiny: { rounds: 1, pages: 2 },
};

/** A consumer that works on each page as long as the server takes for one. */
export const overlap: Scenario = {
  name: "overlap",
  title: "A consumer that works as long as the server takes",
  note: `The server delays each response by ${DELAY_MS} ms, and the consumer spends ${DELAY_MS} ms on each page: it waits, or it computes without yielding.`,
  async measure(server, effort): Promise<Measure[]> {
    const { rounds, pages } = EFFORTS[effort];
    const chats = pages * 100;
    const samples = await interleave(rounds, PEERS, async (peer) => {
      const figures: Record<string, number> = {};
      for (const kind of ["wait", "compute"] as const) {
        const task = { by: "page", work: { kind, ms: DELAY_MS } } as const;
        figures[kind] = (await walkOnce(peer, server.baseUrl(chats, DELAY_MS), chats, task)).wallMs;
      }
      return figures;
    });
    return [
      { key: "overlap.wait", title: "waits", unit: "ms", base: "fetch", samples: samples["wait"]! },
      { key: "overlap.compute", title: "computes", unit: "ms", base: "fetch", samples: samples["compute"]! },
    ];
  },
};
