import { isDeepStrictEqual } from "node:util";
import type { JsonObject, Operation } from "../contract.ts";
import { shown, throughJson } from "../probe/text.ts";
import type { Performed, ToldEvent } from "./perform.ts";
import type { Foretold, Step } from "./prediction.ts";

/** What the client tells otherwise than what happened: each attempt before and after, and each repetition. */
export function eventFaults(operation: Operation, { steps }: Foretold, { events }: Performed): string[] {
  const due = steps.flatMap((step) => dueEvents(operation, step));
  const told = events.map(({ handler, event }) => {
    const { durationMs: _ms, ...untimed } = event;
    return { handler, event: untimed };
  });
  const isTimed = events.every(
    ({ handler, event }) => handler === "onRequest" || Number(event["durationMs"]) >= 0,
  );
  if (told.length !== due.length) return [`${told.length} events are told, ${due.length} are due`];
  return [
    ...(isTimed ? [] : ["an event has no duration"]),
    ...due.flatMap((one, index) =>
      isDeepStrictEqual(throughJson(told[index]), throughJson(one))
        ? []
        : [`event ${index + 1} is ${shown(told[index])}, not ${shown(one)}`],
    ),
  ];
}

function dueEvents({ id, method }: Operation, { reply, meaning, attempt, waitMs }: Step): ToldEvent[] {
  const about: JsonObject = { operation: id, method, attempt };
  const { error, again } = meaning;
  const { status, headers } = typeof reply === "object" && "status" in reply ? reply : {};
  const over = {
    ...about,
    status,
    code: error ? error["code"] : 0,
    logId: error ? error["logId"] : headers?.["x-tt-logid"],
    error: error?.["name"],
  };
  const reason = again === "token" ? "token_rejected" : again;
  return [
    { handler: "onRequest", event: about },
    { handler: "onResponse", event: over },
    ...(waitMs === undefined ? [] : [{ handler: "onRetry", event: { ...over, reason, delayMs: waitMs } }]),
  ];
}
