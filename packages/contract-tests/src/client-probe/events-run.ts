import { sample } from "fast-check";
import { operations } from "../contract.ts";
import { methodOf } from "../subject.ts";
import { errorFaults, retryFaults, valueFaults } from "./outcome-faults.ts";
import { perform } from "./perform.ts";
import { foretell } from "./prediction.ts";
import { jsonReply, type Probing } from "./probing.ts";
import { successesOf } from "./success.ts";

const fail = (): never => {
  throw new Error("disk full");
};

/** Has each handler of events fail in turn: a logger's failure is not the call's. */
export async function probeEvents({ createClient, seed, recording }: Probing): Promise<void> {
  for (const operation of operations) {
    const [body] = sample(successesOf(operation), { seed, numRuns: 1 });
    const replies = [jsonReply({ code: 1500, msg: "" }, 500), jsonReply(body)];
    const foretold = foretell(operation, replies, { attempts: 3 });
    for (const handler of ["onRequest", "onResponse", "onRetry"]) {
      const came = await perform(
        createClient,
        (_sent, index) => replies[Math.min(index, 1)]!,
        (client) => methodOf(client, operation)(operation.minimal),
        { [handler]: fail },
      );
      recording.noteCall(
        { operation: operation.id, name: `a handler ${handler} that throws` },
        {
          client_events: [
            ...valueFaults(operation, foretold, came),
            ...errorFaults(operation, foretold, came),
            ...retryFaults(foretold, came),
          ],
        },
      );
    }
  }
}
