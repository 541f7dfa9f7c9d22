import { interleave, type Measure } from "../harness/figures.ts";
import { makeMockFolder } from "../mocks/folder.ts";
import { MOCKS, startMockProcess, type MockName } from "../mocks/process.ts";
import type { Scenario } from "../harness/scenario.ts";

const EFFORTS = {
  full: { rounds: 5, warmUp: 3000, requests: 5000 },
  quick: { rounds: 3, warmUp: 2000, requests: 2000 },
  tiny: { rounds: 1, warmUp: 0, requests: 20 },
};
const CONNECTIONS = 10;

/** The cost of a mock. The others serve the same page without state. */
export const mock: Scenario = {
  name: "mock",
  title: "Mocks: a page of 20 chats over a socket",
  note: "CPU time of the server's process for a response, time from its start to the first response, memory after the load; in brackets the ratio to bare node:http.",
  async measure(_server, effort): Promise<Measure[]> {
    const { rounds, warmUp, requests } = EFFORTS[effort];
    await using folder = await makeMockFolder();
    const samples = await interleave(rounds, Object.keys(MOCKS) as MockName[], async (name) => {
      const process = await startMockProcess(name, folder.path);
      try {
        if (warmUp > 0) await process.load(warmUp, CONNECTIONS);
        const { cpu, memory } = await process.load(requests, CONNECTIONS);
        return { cpu, start: process.startMs, memory };
      } finally {
        await process.stop();
      }
    });
    const titles = Object.fromEntries(Object.entries(MOCKS).map(([name, { title }]) => [name, title]));
    const base = "node-http";
    return [
      { key: "mock.cpu", title: "CPU", unit: "µs", base, titles, samples: samples["cpu"]! },
      { key: "mock.start", title: "first response", unit: "ms", base, titles, samples: samples["start"]! },
      { key: "mock.memory", title: "memory", unit: "MB", base, titles, samples: samples["memory"]! },
    ];
  },
};
