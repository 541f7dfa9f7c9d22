import { sample } from "fast-check";
import { operations, type JsonObject, type Operation } from "../contract.ts";
import { methodOf } from "../subject.ts";
import { goodArguments, harmlessOptions, oddArguments, unsendableArguments } from "./arguments.ts";
import { describeEnd, secretFaults, valueFaults } from "./outcome-faults.ts";
import { callToken, perform } from "./perform.ts";
import { meaningOf } from "./prediction.ts";
import { jsonReply, written, type Probing } from "./probing.ts";
import { headerFaults, sentFaults } from "./request-faults.ts";
import { successesOf } from "./success.ts";

/** How many random sets of arguments each operation gets. */
const randomSets = 150;

/** Calls every operation with every kind of arguments, and judges what is sent and what comes of a good answer. */
export async function probeArguments(probing: Probing): Promise<void> {
  for (const operation of operations) {
    const good = goodArguments(operation, probing.seed, randomSets);
    const odd = oddArguments(operation);
    const bodies = sample(successesOf(operation), { seed: probing.seed, numRuns: good.length + odd.length });
    const options = harmlessOptions(operation, probing.seed, good.length);
    for (const [index, params] of [...good, ...odd].entries())
      await sendOnce(probing, operation, params, options[index] ?? {}, bodies[index]!, index < good.length);
    for (const [what, params] of unsendableArguments(operation))
      await refuse(probing, operation, what, params, {});
    for (const [what, wrong] of wrongOptions)
      await refuse(probing, operation, what, operation.minimal, wrong);
  }
}

/** Options that no call has, or with values that cannot be. */
const wrongOptions: readonly [what: string, options: JsonObject][] = [
  ["an unknown option", { timeout: 1000 }],
  ["a time-out of 0", { timeoutMs: 0 }],
  ["a time-out that is a text", { timeoutMs: "1000" }],
  ["a negative deadline", { deadlineMs: -1 }],
  ["no attempts", { retry: { attempts: 0 } }],
  ["a signal that is none", { signal: {} }],
];

async function sendOnce(
  { createClient, recording }: Probing,
  operation: Operation,
  params: JsonObject,
  options: JsonObject,
  body: JsonObject,
  isGood: boolean,
): Promise<void> {
  const reply = jsonReply(body);
  const came = await perform(
    createClient,
    () => reply,
    (client) => methodOf(client, operation)(params, options),
  );
  const [sent] = came.sent;
  const count = came.sent.length;
  const noted = Object.keys(options).length > 0 ? [JSON.stringify(Object.keys(options))] : [];
  recording.noteCall(
    { operation: operation.id, name: written(operation, params, ...noted) },
    {
      client_request: sent
        ? sentFaults(operation, params, sent, isGood)
        : [`nothing is sent: ${describeEnd(came)}`],
      client_headers: sent ? headerFaults(operation, sent, callToken) : [],
      client_retry: count > 1 ? [`${count} requests after a good answer`] : [],
      client_result: valueFaults(operation, meaningOf(operation, reply), came),
      client_secrets: secretFaults([callToken], came),
    },
  );
}

async function refuse(
  { createClient, recording }: Probing,
  operation: Operation,
  what: string,
  params: JsonObject,
  options: JsonObject,
): Promise<void> {
  const came = await perform(
    createClient,
    () => jsonReply({ code: 0, msg: "" }),
    (client) => methodOf(client, operation)(params, options),
  );
  const isRefused = came.ended === "error" && (came.error as Error).name === "TypeError";
  recording.noteCall(
    { operation: operation.id, name: `a call with ${what}` },
    {
      client_refuses: [
        ...(isRefused ? [] : [`it was to be refused with a TypeError, and ${describeEnd(came)}`]),
        ...(came.sent.length > 0 ? ["a request was sent all the same"] : []),
      ],
      client_secrets: secretFaults([callToken], came),
    },
  );
}
