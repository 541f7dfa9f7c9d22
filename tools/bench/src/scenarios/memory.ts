import { walkOnce } from "../harness/child-process.ts";
import { interleave, type Measure } from "../harness/figures.ts";
import type { Scenario } from "../harness/scenario.ts";

const LONG = { chats: 1_000_000, noteAt: 100_000 };
const EFFORTS = { full: LONG, quick: LONG, tiny: { chats: 400, noteAt: 100 } };

/** Whether the memory grows with the length of a walk. */
export const memory: Scenario = {
  name: "memory",
  title: "A walk of one million chats",
  note: "Peak memory of the process after the first 100,000 chats and at the end.",
  async measure(server, effort): Promise<Measure[]> {
    const { chats, noteAt } = EFFORTS[effort];
    const samples = await interleave(1, ["ours", "ours-node"], async (peer) => {
      const task = { by: "item", noteAt } as const;
      const { notedMegabytes, peakMegabytes } = await walkOnce(peer, server.baseUrl(chats), chats, task);
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
