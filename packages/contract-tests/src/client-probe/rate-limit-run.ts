import { sample } from "fast-check";
import { operations, type Operation } from "../contract.ts";
import { methodOf } from "../subject.ts";
import { perform, type Performed } from "./perform.ts";
import { jsonReply, type Probing } from "./probing.ts";
import { successesOf } from "./success.ts";
import type { Reply } from "./transport.ts";

/** Calls more than the contract allows, and a server that asks everybody to wait. */
export async function probeRateLimits(probing: Probing): Promise<void> {
  for (const operation of operations) {
    const { perSecond, perMinute } = operation.rateLimit ?? {};
    const [body] = sample(successesOf(operation), { seed: probing.seed, numRuns: 1 });
    const good = jsonReply(body);
    const windows = [
      ...(perSecond === undefined ? [] : [{ limit: perSecond, ms: 1000 }]),
      ...(perMinute === undefined ? [] : [{ limit: perMinute, ms: 60_000 }]),
    ];
    if (windows.length === 0) continue;
    const many = Math.max(...windows.map(({ limit }) => limit)) + 3;
    const came = await perform(
      probing.createClient,
      () => good,
      (client) =>
        Promise.all(Array.from({ length: many }, () => methodOf(client, operation)(operation.minimal))),
      {},
      many + 10,
    );
    probing.recording.noteCall(
      { operation: operation.id, name: `${many} calls at once` },
      {
        client_rate_limit: [
          ...windows.flatMap(({ limit, ms }) => windowFaults(came, limit, ms)),
          ...(came.ended === "value" ? [] : ["a call fails"]),
        ],
      },
    );
    await holdBack(probing, operation, good);
  }
}

/** After a 429 no call of the client is sent before the time that the server named. */
async function holdBack(
  { createClient, recording }: Probing,
  operation: Operation,
  good: Reply,
): Promise<void> {
  const seconds = 7;
  const limited = jsonReply({ code: 99991400, msg: "" }, 429, { "x-ogw-ratelimit-reset": `${seconds}` });
  const came = await perform(
    createClient,
    (_sent, index) => (index === 0 ? limited : good),
    async (client) => {
      const call = (): PromiseLike<unknown> =>
        methodOf(client, operation)(operation.minimal, { retry: false });
      await call().then(undefined, () => undefined);
      await call();
    },
  );
  const [first, second] = came.sent;
  const gap = first && second ? second.atMs - first.atMs : undefined;
  recording.noteCall(
    { operation: operation.id, name: "a call after another one's 429" },
    {
      client_rate_limit:
        gap !== undefined && gap >= seconds * 1000
          ? []
          : [`it is sent after ${gap ?? "no"} ms, the server asked for ${seconds * 1000}`],
    },
  );
}

function windowFaults({ sent }: Performed, limit: number, ms: number): string[] {
  const isTooMany = sent.some(({ atMs }, index) => {
    const later = sent[index + limit];
    return later !== undefined && later.atMs - atMs < ms;
  });
  return isTooMany ? [`more than ${limit} requests are sent in ${ms} ms`] : [];
}
