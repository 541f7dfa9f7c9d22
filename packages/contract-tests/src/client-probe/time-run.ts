import { operations, type Operation } from "../contract.ts";
import type { FeishuClient } from "@feishu-openapi/client";
import type { ClientCall } from "../probe/record.ts";
import { methodOf, type CreateClient } from "../subject.ts";
import { describeEnd, errorFaults } from "./outcome-faults.ts";
import { perform, type ClientSettings, type Performed } from "./perform.ts";
import { jsonReply, type Probing } from "./probing.ts";
import { virtualClock } from "./clock.ts";
import type { Server } from "./transport.ts";

/** How long a call has that is never answered, in milliseconds. */
const shortMs = 10;

const silent: Server = () => "silence";
const down: Server = () => jsonReply({ code: 1500, msg: "" }, 500);

/** Has servers say nothing, and callers give up: a call ends, when and as it was told to. */
export async function probeTime({ createClient, recording }: Probing): Promise<void> {
  const judged = operations.flatMap((operation) => {
    const twice = { timeoutMs: shortMs, retry: { attempts: 2 } };
    return [
      ...runOut(createClient, operation, "timeoutMs", { timeoutMs: shortMs, retry: false }, 1),
      ...runOut(createClient, operation, "deadlineMs", { deadlineMs: shortMs }, 1),
      ...runOut(createClient, operation, "timeoutMs, twice", twice, operation.idempotent ? 2 : 1),
      abortBefore(createClient, operation),
      abortWhile(createClient, operation, "an answer is waited for", silent, false),
      ...(operation.idempotent
        ? [abortWhile(createClient, operation, "a retry is waited for", down, undefined)]
        : []),
    ];
  });
  // All at once, since this is the one part that waits.
  for (const { call, faults } of await Promise.all(judged)) recording.noteCall(call, { client_time: faults });
}

interface Judged {
  readonly call: ClientCall;
  readonly faults: readonly string[];
}

function runOut(
  createClient: CreateClient,
  operation: Operation,
  name: string,
  options: object,
  requests: number,
): Promise<Judged>[] {
  const error = { name: "FeishuTimeoutError", timeoutMs: shortMs };
  const meaning = { value: undefined, error, again: "no", hintMs: undefined } as const;
  const ways: [string, object, ClientSettings][] = [
    ["of the call", options, {}],
    ["of the client", {}, options as ClientSettings],
  ];
  return ways.map(async ([whose, own, settings]) => {
    const act = (client: FeishuClient): PromiseLike<unknown> =>
      methodOf(client, operation)(operation.minimal, own);
    const came = await perform(createClient, silent, act, settings);
    return {
      call: { operation: operation.id, name: `no answer, ${name} ${whose}` },
      faults: [
        ...errorFaults(operation, meaning, came),
        // A busy machine may be late before the first is sent.
        ...(came.sent.length <= requests ? [] : [`${came.sent.length} requests where ${requests} are due`]),
      ],
    };
  });
}

async function abortBefore(createClient: CreateClient, operation: Operation): Promise<Judged> {
  const reason = new Error("not wanted any more");
  const signal = AbortSignal.abort(reason);
  const came = await perform(
    createClient,
    () => "silence",
    (client) => methodOf(client, operation)(operation.minimal, { signal, timeoutMs: 1000, retry: false }),
  );
  return {
    call: { operation: operation.id, name: "a signal that is aborted already" },
    faults: [
      ...abortFaults(came, reason),
      ...(came.sent.length > 0 ? ["a request is sent all the same"] : []),
    ],
  };
}

async function abortWhile(
  createClient: CreateClient,
  operation: Operation,
  what: string,
  server: Server,
  retry: false | undefined,
): Promise<Judged> {
  const reason = new Error("not wanted any more");
  const controller = new AbortController();
  // Who waits between two requests waits until the abort: this clock wakes nobody.
  const clock = {
    ...virtualClock(),
    sleep: (_ms: number, signal?: AbortSignal): Promise<void> =>
      new Promise((_resolve, reject) => {
        if (signal?.aborted) reject(signal.reason as Error);
        signal?.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
      }),
  };
  const answer: Server = (sent, index) => {
    setTimeout(() => controller.abort(reason), 1);
    return server(sent, index);
  };
  const { signal } = controller;
  const came = await perform(
    createClient,
    answer,
    (client) => methodOf(client, operation)(operation.minimal, { signal, retry, timeoutMs: 1000 }),
    { clock, rateLimit: false },
  );
  return {
    call: { operation: operation.id, name: `an abort while ${what}` },
    faults: [
      ...abortFaults(came, reason),
      ...(came.sent.length === 1 ? [] : [`${came.sent.length} requests are sent`]),
    ],
  };
}

function abortFaults(came: Performed, reason: Error): string[] {
  return came.ended === "error" && came.error === reason
    ? []
    : [`it was to fail with the caller's own reason, and ${describeEnd(came)}`];
}
