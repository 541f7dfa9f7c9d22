import type { Descriptor } from "./descriptor.ts";
import { readEnvelope } from "./envelope.ts";
import { copyError, FeishuError } from "./errors.ts";
import { exchange, type WireAnswer } from "./exchange.ts";
import type { Params, Serialize } from "./http.ts";
import { checkMilliseconds, type ResolvedOptions } from "./options.ts";
import type { TokenSource } from "./token.ts";
import type { CallOptions } from "./types.ts";

/** A result with the answer that it was read from, for those who must refuse it after all. */
export interface Outcome {
  readonly result: { readonly [field: string]: unknown };
  readonly answer: WireAnswer;
  readonly secrets: readonly string[];
}

/** Performs an operation once: the same for all of them. */
export type Call = (descriptor: Descriptor, params: Params, options: CallOptions) => Promise<Outcome>;

/** Joins serialiser, token and transport. */
export function createCall(options: ResolvedOptions, serialize: Serialize, token: TokenSource): Call {
  return async (descriptor, params, { signal, timeoutMs = options.timeoutMs, ...rest }) => {
    const [unknown] = Object.keys(rest);
    if (unknown)
      throw new TypeError(`${descriptor.id}: unknown option "${unknown}"; known are signal, timeoutMs`);
    checkMilliseconds(descriptor.id, "timeoutMs", timeoutMs);
    signal?.throwIfAborted();
    return serialize(descriptor, params, async (request) => {
      const secrets = (descriptor.secrets ?? [])
        .map((name) => params[name])
        .filter((secret) => typeof secret === "string");
      if (descriptor.secured) {
        const current = await ownToken(token, signal);
        secrets.push(current);
        request.headers.set("Authorization", `Bearer ${current}`);
      }
      const answer = await exchange(options.fetch, descriptor.id, request, {
        signal,
        timeoutMs,
        maxResponseBytes: options.maxResponseBytes,
      });
      return { result: readEnvelope(descriptor, answer, secrets) as Outcome["result"], answer, secrets };
    });
  };
}

/** Many calls may wait for one token: the abort of one ends its own waiting, and a failure reaches each as its own. */
async function ownToken(token: TokenSource, signal: AbortSignal | undefined): Promise<string> {
  let onAbort: (() => void) | undefined;
  try {
    const current = token();
    if (!signal || typeof current === "string") return await current;
    const aborted = new Promise<never>((_resolve, reject) => {
      onAbort = () => reject(signal.reason);
      signal.addEventListener("abort", onAbort, { once: true });
    });
    return await Promise.race([current, aborted]);
  } catch (error) {
    throw error instanceof FeishuError ? copyError(error) : error;
  } finally {
    if (onAbort) signal?.removeEventListener("abort", onAbort);
  }
}
