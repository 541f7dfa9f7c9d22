import { isDeepStrictEqual } from "node:util";
import { sample } from "fast-check";
import { operations, type Operation } from "../contract.ts";
import { methodOf } from "../subject.ts";
import { perform } from "./perform.ts";
import { jsonReply, type Probing } from "./probing.ts";
import { successesOf } from "./success.ts";
import type { WholeReply } from "./transport.ts";

/** How a call fares: at once, never, or at its second attempt. */
type Fate = "good" | "down" | "flaky";

/** Documented: what a client may spend on retries, and how often a call is sent at most. */
const [capacity, attempts] = [500, 3];

/** Documented: failures, and what a retry after each costs. */
const outages: readonly [what: string, reply: WholeReply, cost: number][] = [
  ["a server that is down", jsonReply({ code: 1500, msg: "" }, 500), 14],
  ["a server that throttles", jsonReply({ code: 99991400, msg: "" }, 429), 5],
];

/** A full budget, then one that runs out, fills a little, and lives on what successful retries give back. */
const fates: readonly Fate[] = [
  ...many("good", 20),
  ...many("down", 60),
  ...many("good", 12),
  ...many("down", 2),
  ...many("good", 5),
  ...many("flaky", 6),
  ...many("down", 2),
];

/** Has servers fail for long: how many requests of all calls the retry budget lets through. */
export async function probeBudget(probing: Probing): Promise<void> {
  for (const operation of operations.filter(({ idempotent }) => idempotent)) {
    for (const outage of outages) await outlast(probing, operation, outage);
  }
}

async function outlast(
  { createClient, seed, recording }: Probing,
  operation: Operation,
  [what, bad, cost]: (typeof outages)[number],
): Promise<void> {
  const [body] = sample(successesOf(operation), { seed, numRuns: 1 });
  const good = jsonReply(body);
  const counts: number[] = [];
  const due = requestsDue(cost);
  await perform(
    createClient,
    () => {
      const fate = fates[counts.length - 1];
      const isFirst = (counts[counts.length - 1]! += 1) === 1;
      return fate === "down" || (fate === "flaky" && isFirst) ? bad : good;
    },
    async (client) => {
      for (let call = 0; call < fates.length; call += 1) {
        counts.push(0);
        await methodOf(client, operation)(operation.minimal).then(undefined, () => undefined);
      }
    },
    { rateLimit: false },
    fates.length * attempts,
  );
  const at = counts.findIndex((count, call) => count !== due[call]);
  recording.noteCall(
    { operation: operation.id, name: `${fates.length} calls of ${what}, now and then` },
    {
      client_retry: isDeepStrictEqual(counts, due)
        ? []
        : [`call ${at + 1} is sent ${counts[at]} times, the budget is for ${due[at]}`],
    },
  );
}

/** How often each call is sent. */
function requestsDue(cost: number): number[] {
  let left = capacity;
  return fates.map((fate) => {
    const wanted = fate === "good" ? 0 : fate === "flaky" ? 1 : attempts - 1;
    const retries = Math.min(wanted, Math.floor(left / cost));
    left -= retries * cost;
    if (fate !== "down" && retries === wanted) left = Math.min(capacity, left + (retries > 0 ? cost : 1));
    return 1 + retries;
  });
}

function many(fate: Fate, count: number): Fate[] {
  return Array.from({ length: count }, () => fate);
}
