import { interleave } from "../interleave.ts";
import type { Measure } from "../measure.ts";
import { PEERS, type PeerName } from "../peer.ts";
import { startHelper, type Helper } from "../processes.ts";
import { expectChats, type Effort, type Scenario } from "../scenario.ts";
import type { CallsResult, CallsTask } from "../tasks/calls.ts";

const efforts = {
  full: { generations: 2, rounds: 5, calls: 300, warmUp: 1000 },
  quick: { generations: 1, rounds: 3, calls: 200, warmUp: 500 },
  tiny: { generations: 1, rounds: 1, calls: 4, warmUp: 4 },
};
const shapes = [20, 100].flatMap((pageSize) => [1, 10].map((concurrency) => ({ pageSize, concurrency })));
const keyOf = ({ pageSize, concurrency }: (typeof shapes)[number]): string =>
  `call.${pageSize}.${concurrency}`;

/** CPU of a call, in processes that are warm; a few generations of them, since no two warm up alike. */
export const call: Scenario = {
  name: "call",
  title: "A call",
  note: "CPU of the client's process (user and system) for one call: pages of 20 and of 100 chats, one and ten calls at once.",
  async measure(server, effort): Promise<Measure[]> {
    const { generations } = efforts[effort];
    const samples = new Map(
      shapes.map((shape) => [keyOf(shape), new Map(PEERS.map((peer) => [peer, [] as number[]]))]),
    );
    for (let generation = 0; generation < generations; generation += 1) {
      await measureGeneration(server.baseUrl(1000), effort, (key, peer, values) => {
        samples
          .get(key)
          ?.get(peer)
          ?.push(...values);
      });
    }
    return shapes.map((shape) => ({
      key: keyOf(shape),
      title: `${shape.pageSize} chats, ${shape.concurrency} at once`,
      unit: "µs",
      samples: samples.get(keyOf(shape))!,
      base: "fetch",
    }));
  },
};

async function measureGeneration(
  baseUrl: string,
  effort: Effort,
  add: (key: string, peer: PeerName, values: readonly number[]) => void,
): Promise<void> {
  const { rounds, calls, warmUp } = efforts[effort];
  const clients = new Map<PeerName, Helper>();
  async function run(peer: PeerName, shape: (typeof shapes)[number], count: number): Promise<number> {
    const task: CallsTask = { task: "calls", calls: count, ...shape };
    const { cpuMs, chats } = await clients.get(peer)!.ask<CallsResult>(task);
    expectChats(peer, chats, count * shape.pageSize);
    return (cpuMs * 1000) / count;
  }
  try {
    for (const peer of PEERS) {
      clients.set(peer, startHelper("client", peer, baseUrl));
      for (const shape of shapes) await run(peer, shape, warmUp);
    }
    for (const shape of shapes) {
      const { cpu } = await interleave(rounds, PEERS, async (peer) => {
        // A connection that fell idle since the last round is opened again outside the measurement.
        await run(peer, shape, shape.concurrency);
        return { cpu: await run(peer, shape, calls) };
      });
      for (const [peer, values] of cpu ?? []) add(keyOf(shape), peer as PeerName, values);
    }
  } finally {
    await Promise.all(Array.from(clients.values(), (client) => client.stop()));
  }
}
