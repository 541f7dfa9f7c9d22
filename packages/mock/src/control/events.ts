import type { LoggedRequest } from "../log/log.ts";
import type { MockContext } from "../state/context.ts";
import { createReader } from "./reader.ts";
import type { Reader } from "./reader.ts";
import { mutableState } from "./state.ts";

/** The event stream of a running mock. */
export interface Events {
  /** Sends a `state` event. */
  notify(): void;
  /**
   * Server-sent events: `request` with a logged request without its bodies, `state` with the mutable state, `lost` with
   * the number of events that a slow reader missed. Ends when the mock closes. Rejects with the reason of the signal.
   */
  stream(signal: AbortSignal): AsyncIterable<Buffer>;
}

/** Interval at which the state is polled for changes, in milliseconds. */
const pollMs = 200;
/** Interval of the comments that keep the connection alive, in milliseconds. */
const defaultHeartbeatMs = 15_000;

/** Creates the events of a mock. `closing` ends all streams. Without readers nothing is polled. */
export function createEvents(
  context: MockContext,
  closing: AbortSignal,
  heartbeatMs: number = defaultHeartbeatMs,
): Events {
  const readers = new Set<Reader>();
  let stop: (() => void) | undefined;
  let lastSnapshot: readonly unknown[] = [];
  const send = (text: string): void => readers.forEach((reader) => reader.push(text));

  function notify(): void {
    lastSnapshot = snapshotOf(context);
    if (readers.size > 0) send(eventText("state", mutableState(context)));
  }

  // Polling also sees fields that tests set on plain objects, and rules that requests use up.
  function poll(): void {
    if (snapshotOf(context).some((value, index) => value !== lastSnapshot[index])) notify();
  }

  function start(): () => void {
    lastSnapshot = snapshotOf(context);
    const timers = [setInterval(poll, pollMs), setInterval(() => send(": still here\n\n"), heartbeatMs)];
    for (const timer of timers) timer.unref();
    const unfollow = context.log.follow((entry) => send(eventText("request", withoutBodies(entry))));
    return () => {
      timers.forEach((timer) => clearInterval(timer));
      unfollow();
    };
  }

  function open(signal: AbortSignal): Reader {
    const onClosing = (): void => reader.end();
    const onDisconnect = (): void => reader.end(signal.reason);
    const reader = createReader(() => {
      closing.removeEventListener("abort", onClosing);
      signal.removeEventListener("abort", onDisconnect);
      readers.delete(reader);
      if (readers.size > 0) return;
      stop?.();
      stop = undefined;
    });
    closing.addEventListener("abort", onClosing);
    signal.addEventListener("abort", onDisconnect);
    readers.add(reader);
    stop ??= start();
    // The response headers are sent with the first chunk.
    reader.push("retry: 1000\n\n");
    if (closing.aborted) onClosing();
    if (signal.aborted) onDisconnect();
    return reader;
  }

  return { notify, stream: (signal) => ({ [Symbol.asyncIterator]: () => open(signal) }) };
}

/** Values that differ after a change of the state. */
function snapshotOf(context: MockContext): readonly unknown[] {
  const { apps, tokens, tenant, rules, clock } = context;
  return [
    tenant,
    tenant.revision,
    clock.ahead(),
    tokens.count(),
    JSON.stringify([apps.defaultApp, apps.list(), rules.list()]),
  ];
}

function withoutBodies(entry: LoggedRequest): object {
  return { ...entry, body: undefined, responseBody: undefined };
}

function eventText(event: string, data: object): string {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
