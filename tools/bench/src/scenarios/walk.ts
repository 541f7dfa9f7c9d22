import { walkOnce } from "../harness/child-process.ts";
import { interleave, type Measure } from "../harness/figures.ts";
import { PEERS, type PeerName } from "../harness/peers.ts";
import type { Scenario } from "../harness/scenario.ts";

const EFFORTS = {
  full: { rounds: 7, lengths: [10_000, 100_000] },
  quick: { rounds: 2, lengths: [10_000, 100_000] },
  tiny: { rounds: 1, lengths: [250] },
};
const SUBJECTS = [...PEERS, "ours items", "ours-node items"];

/** A walk of all chats, each in a fresh process. */
export const walk: Scenario = {
  name: "walk",
  title: "A walk",
  note: "All chats in pages of 100, in a fresh process. The others page with a hand-written loop, the official SDK with its iterator; this client page by page like them, and chat by chat.",
  async measure(server, effort): Promise<Measure[]> {
    const { rounds, lengths } = EFFORTS[effort];
    const measures: Measure[] = [];
    for (const chats of lengths) {
      const title = chats.toLocaleString("en");
      const samples = await interleave(rounds, SUBJECTS, async (subject) => {
        const [peer, item] = subject.split(" ") as [PeerName, string?];
        const result = await walkOnce(peer, server.baseUrl(chats), chats, { by: item ? "item" : "page" });
        return { wall: result.wallMs, cpu: result.cpuMs, memory: result.peakMegabytes };
      });
      const about = (key: string): Pick<Measure, "key" | "samples" | "base"> => ({
        key: `walk.${chats}.${key}`,
        samples: samples[key]!,
        base: "fetch",
      });
      measures.push({ ...about("wall"), title: `${title}: time`, unit: "ms" });
      if (chats !== lengths.at(-1)) continue;
      measures.push(
        { ...about("cpu"), title: "CPU", unit: "ms" },
        { ...about("memory"), title: "peak memory", unit: "MB" },
      );
    }
    return measures;
  },
};
