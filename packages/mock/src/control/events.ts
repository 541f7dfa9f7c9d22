import type { Setup } from "../call.ts";
import type { LoggedRequest } from "../log/log.ts";
import { createReader } from "./reader.ts";
import type { Reader } from "./reader.ts";
import { changingState } from "./state.ts";

/** What happens in a running mock, told as it happens. */
export interface Events {
  /** Tells that something was changed. */
  announce(): void;
  /**
   * Server-sent events from when they are first asked for: `request` with a logged request without its bodies, `state`
   * with the changing members of the state, `lost` with how many of these a slow reader missed. The stream ends with
   * the mock, and fails with the signal's reason.
   */
  stream(signal: AbortSignal): AsyncIterable<Buffer>;
}

/** How often it is looked whether something changed, in milliseconds. */
const lookMs = 200;
/** How often a stream shows that it lives, in milliseconds. */
const usualHeartbeatMs = 15_000;

/** Makes the events of a mock; `closing` ends them all. While nobody reads, they cost nothing. */
export function createEvents(
  setup: Setup,
  closing: AbortSignal,
  heartbeatMs: number = usualHeartbeatMs,
): Events {
  const readers = new Set<Reader>();
  let stop: (() => void) | undefined;
  let seen: readonly unknown[] = [];
  const tell = (text: string): void => readers.forEach((reader) => reader.push(text));

  function announce(): void {
    seen = traitsOf(setup);
    if (readers.size > 0) tell(written("state", changingState(setup)));
  }

  // Tests set members of plain objects, and requests use rules up: looking sees it all.
  function look(): void {
    if (traitsOf(setup).some((trait, index) => trait !== seen[index])) announce();
  }

  function start(): () => void {
    seen = traitsOf(setup);
    const timers = [setInterval(look, lookMs), setInterval(() => tell(": still here\n\n"), heartbeatMs)];
    for (const timer of timers) timer.unref();
    const unfollow = setup.log.follow((entry) => tell(written("request", withoutBodies(entry))));
    return () => {
      timers.forEach((timer) => clearInterval(timer));
      unfollow();
    };
  }

  function open(signal: AbortSignal): Reader {
    const onClosing = (): void => reader.end();
    const onGone = (): void => reader.end(signal.reason);
    const reader = createReader(() => {
      closing.removeEventListener("abort", onClosing);
      signal.removeEventListener("abort", onGone);
      readers.delete(reader);
      if (readers.size > 0) return;
      stop?.();
      stop = undefined;
    });
    closing.addEventListener("abort", onClosing);
    signal.addEventListener("abort", onGone);
    readers.add(reader);
    stop ??= start();
    // The head of the answer goes out with the first bytes.
    reader.push("retry: 1000\n\n");
    if (closing.aborted) onClosing();
    if (signal.aborted) onGone();
    return reader;
  }

  return { announce, stream: (signal) => ({ [Symbol.asyncIterator]: () => open(signal) }) };
}

/** What differs when something was changed. */
function traitsOf(setup: Setup): readonly unknown[] {
  const { apps, tokens, tenant, rules, clock } = setup;
  return [
    tenant,
    tenant.revision,
    clock.ahead(),
    tokens.count(),
    JSON.stringify([apps.usual, apps.list(), rules.list()]),
  ];
}

function withoutBodies(entry: LoggedRequest): object {
  return { ...entry, body: undefined, responseBody: undefined };
}

function written(event: string, data: object): string {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
