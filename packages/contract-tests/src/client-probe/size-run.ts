import { sample } from "fast-check";
import { operations, type JsonObject } from "../contract.ts";
import { methodOf } from "../subject.ts";
import { errorFaults, valueFaults } from "./outcome-faults.ts";
import { perform } from "./perform.ts";
import { meaningOf } from "./prediction.ts";
import { jsonReply, logId, type Probing } from "./probing.ts";
import { successesOf } from "./success.ts";
import type { WholeReply } from "./transport.ts";

/** Documented: the largest answer that is read unless told otherwise, in bytes. */
const usualMost = 8 * 1024 * 1024;

/** Answers with as many bytes as are read, and with one more. */
export async function probeSizes({ createClient, seed, recording }: Probing): Promise<void> {
  for (const operation of operations) {
    const [body] = sample(successesOf(operation), { seed, numRuns: 1 });
    const good = jsonReply({ ...body, not_documented: "\u6536\u5230" });
    const small = Buffer.byteLength(good.text) + 7;
    for (const [most, settings] of [
      [usualMost, {}],
      [small, { maxResponseBytes: small }],
    ] as const) {
      for (const bytes of [most, most + 1]) {
        const reply = padded(good, bytes);
        const meaning = bytes > most ? tooLarge : meaningOf(operation, reply);
        const came = await perform(
          createClient,
          () => reply,
          (client) => methodOf(client, operation)(operation.minimal, { retry: false }),
          settings,
        );
        recording.noteCall(
          { operation: operation.id, name: `an answer of ${bytes} bytes, where ${most} are read` },
          {
            client_result: valueFaults(operation, meaning, came),
            client_error: errorFaults(operation, meaning, came),
          },
        );
      }
    }
  }
}

const error: JsonObject = {
  name: "FeishuResponseError",
  fault: "too_large",
  status: 200,
  logId,
  bodyStart: "",
};
const tooLarge = { value: undefined, error, again: "no", hintMs: undefined } as const;

/** The same answer with spaces at its end. */
function padded({ text, ...reply }: WholeReply, bytes: number): WholeReply {
  return { ...reply, text: text + " ".repeat(bytes - Buffer.byteLength(text)) };
}
