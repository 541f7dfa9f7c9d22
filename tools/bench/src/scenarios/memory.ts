import { interleave } from "../interleave.ts";
import type { Measure } from "../measure.ts";
import type { PeerName } from "../peer.ts";
import type { Scenario } from "../scenario.ts";
import { walkOnce } from "../walkers.ts";

const efforts = {
  full: { rounds: 1, chats: 1_000_000, noteAt: 100_000 },
  quick: { rounds: 1, chats: 1_000_000, noteAt: 100_000 },
  tiny: { rounds: 1, chats: 400, noteAt: 100 },
};
const peers: PeerName[] = ["ours", "ours-node"];

/** Whether a long walk gathers memory. */
export const memory: Scenario = {
  name: "memory",
  title: "A walk of one million chats",
  note: "Peak memory of the process after the first 100,000 and at the end.",
  async measure(server, effort): Promise<Measure[]> {
    const { rounds, chats, noteAt } = efforts[effort];
    const samples = await interleave(rounds, peers, async (peer) => {
      const { notedMegabytes, peakMegabytes } = await walkOnce(peer, server.baseUrl(chats), chats, {
        by: "item",
        noteAt,
      });
      const noted = notedMegabytes ?? Number.NaN;
      return { noted, end: peakMegabytes, growth: peakMegabytes / noted };
    });
    return [
      { key: "memory.noted", title: "after 100,000", unit: "MB", samples: samples["noted"]! },
      { key: "memory.end", title: "at the end", unit: "MB", samples: samples["end"]! },
      { key: "memory.growth", title: "growth", unit: "ratio", samples: samples["growth"]! },
    ];
  },
};
