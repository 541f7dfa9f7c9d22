import { interleave } from "../interleave.ts";
import type { Measure } from "../measure.ts";
import { makeMockFolder } from "../mock-folder.ts";
import { startMockProcess } from "../mock-process.ts";
import { MOCK_SUBJECTS } from "../mock-subjects.ts";
import type { Scenario } from "../scenario.ts";

const efforts = {
  full: { rounds: 5, warmUp: 3000, requests: 5000 },
  quick: { rounds: 3, warmUp: 2000, requests: 2000 },
  tiny: { rounds: 1, warmUp: 0, requests: 20 },
};
const connections = 10;

/** What a mock costs: the others serve the same page without state. */
export const mock: Scenario = {
  name: "mock",
  title: "Mocks: a page of 20 chats over a socket",
  note: "CPU of the server's process per answer, from its start to the first answer, memory after the load; in brackets the ratio to bare node:http.",
  async measure(_server, effort): Promise<Measure[]> {
    const { rounds, warmUp, requests } = efforts[effort];
    await using folder = await makeMockFolder();
    const samples = await interleave(rounds, Object.keys(MOCK_SUBJECTS), async (name) => {
      const process = await startMockProcess(name, MOCK_SUBJECTS[name]!, folder.path);
      try {
        if (warmUp > 0) await process.load(warmUp, connections);
        const { cpu, memory } = await process.load(requests, connections);
        return { cpu, start: process.startMs, memory };
      } finally {
        await process.stop();
      }
    });
    const titles = Object.fromEntries(
      Object.entries(MOCK_SUBJECTS).map(([name, { title }]) => [name, title]),
    );
    const base = "node-http";
    return [
      { key: "mock.cpu", title: "CPU", unit: "µs", base, titles, samples: samples["cpu"]! },
      { key: "mock.start", title: "first answer", unit: "ms", base, titles, samples: samples["start"]! },
      { key: "mock.memory", title: "memory", unit: "MB", base, titles, samples: samples["memory"]! },
    ];
  },
};
