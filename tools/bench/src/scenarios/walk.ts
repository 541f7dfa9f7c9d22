import { interleave } from "../interleave.ts";
import type { Measure } from "../measure.ts";
import type { PeerName } from "../peer.ts";
import type { Scenario } from "../scenario.ts";
import { walkOnce } from "../walkers.ts";

const efforts = {
  full: { rounds: 7, lengths: [10_000, 100_000] },
  quick: { rounds: 2, lengths: [10_000, 100_000] },
  tiny: { rounds: 1, lengths: [250] },
};
const byPage: PeerName[] = ["fetch", "undici", "openapi-fetch", "official", "ours", "ours-node"];
const byItem: PeerName[] = ["ours", "ours-node"];
const subjects = [...byPage, ...byItem.map((peer) => `${peer} items` as const)];

/** A walk of all chats, each in a process of its own that has done nothing before. */
export const walk: Scenario = {
  name: "walk",
  title: "A walk",
  note: "All chats in pages of 100, in a fresh process. Peers page with a loop written by hand, the official SDK with its iterator; this client page by page like them, and chat by chat.",
  async measure(server, effort): Promise<Measure[]> {
    const { rounds, lengths } = efforts[effort];
    const measures: Measure[] = [];
    for (const chats of lengths) {
      const title = chats.toLocaleString("en");
      const samples = await interleave(rounds, subjects, async (subject) => {
        const [peer, item] = subject.split(" ") as [PeerName, string?];
        await server.connections();
        const result = await walkOnce(peer, server.baseUrl(chats), chats, { by: item ? "item" : "page" });
        const connections = await server.connections();
        const { wallMs: wall, cpuMs: cpu, peakMegabytes: memory } = result;
        return { wall, cpu, memory, connections };
      });
      const about = (key: string): Pick<Measure, "key" | "samples"> => ({
        key: `walk.${chats}.${key}`,
        samples: samples[key]!,
      });
      measures.push({ ...about("wall"), title: `${title}: time`, unit: "ms", base: "fetch" });
      if (chats !== lengths.at(-1)) continue;
      measures.push(
        { ...about("cpu"), title: "CPU", unit: "ms", base: "fetch" },
        { ...about("memory"), title: "peak memory", unit: "MB", base: "fetch" },
        { ...about("connections"), title: "connections", unit: "count" },
      );
    }
    return measures;
  },
};
