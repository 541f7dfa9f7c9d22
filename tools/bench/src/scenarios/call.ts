import { expectChats, startClient, type ClientProcess } from "../harness/child-process.ts";
import { interleave, type Measure } from "../harness/figures.ts";
import { PEERS, type PeerName } from "../harness/peers.ts";
import type { Effort, Scenario } from "../harness/scenario.ts";

const EFFORTS = {
  full: { generations: 2, rounds: 5, calls: 300, warmUp: 1000 },
  quick: { generations: 1, rounds: 3, calls: 200, warmUp: 500 },
  tiny: { generations: 1, rounds: 1, calls: 4, warmUp: 4 },
};
const SHAPES = [20, 100].flatMap((pageSize) => [1, 10].map((concurrency) => ({ pageSize, concurrency })));

/** CPU time of a call in warm processes; several generations of them, since no two processes warm up alike. */
export const call: Scenario = {
  name: "call",
  title: "A call",
  note: "CPU time (user and system) of the client's process for one call: pages of 20 and of 100 chats, one and ten calls at once.",
  async measure(server, effort): Promise<Measure[]> {
    const measures = SHAPES.map((shape) => ({
      ...shape,
      samples: new Map(PEERS.map((peer) => [peer, [] as number[]])),
    }));
    for (let generation = 0; generation < EFFORTS[effort].generations; generation += 1)
      await measureGeneration(server.baseUrl(1000), effort, measures);
    return measures.map(({ pageSize, concurrency, samples }) => ({
      key: `call.${pageSize}.${concurrency}`,
      title: `${pageSize} chats, ${concurrency} at once`,
      unit: "µs",
      samples,
      base: "fetch",
    }));
  },
};

async function measureGeneration(
  baseUrl: string,
  effort: Effort,
  measures: readonly ((typeof SHAPES)[number] & { samples: ReadonlyMap<PeerName, number[]> })[],
): Promise<void> {
  const { rounds, calls, warmUp } = EFFORTS[effort];
  const clients = new Map<PeerName, ClientProcess>();
  async function run(peer: PeerName, shape: (typeof SHAPES)[number], count: number): Promise<number> {
    const { pageSize, concurrency } = shape;
    const task = { task: "calls", calls: count, pageSize, concurrency } as const;
    const { cpuMs, chats } = await clients.get(peer)!.run(task);
    expectChats(peer, chats, count * pageSize);
    return (cpuMs * 1000) / count;
  }
  try {
    for (const peer of PEERS) {
      clients.set(peer, startClient(peer, baseUrl));
      for (const shape of SHAPES) await run(peer, shape, warmUp);
    }
    for (const shape of measures) {
      const { cpu } = await interleave(rounds, PEERS, async (peer) => {
        // Reopens connections that were closed since the last round, outside the measurement.
        await run(peer, shape, shape.concurrency);
        return { cpu: await run(peer, shape, calls) };
      });
      for (const [peer, values] of cpu ?? []) shape.samples.get(peer as PeerName)?.push(...values);
    }
  } finally {
    await Promise.all(Array.from(clients.values(), (client) => client.stop()));
  }
}
