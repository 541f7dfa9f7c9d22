import { inspect, isDeepStrictEqual } from "node:util";
import type { JsonObject, Operation } from "../contract.ts";
import { shown, throughJson } from "../probe/text.ts";
import type { Performed } from "./perform.ts";
import type { Foretold, Meaning } from "./prediction.ts";

/** What a result is otherwise than the answer's data; of a list, its first page. */
export function valueFaults({ pagination }: Operation, { value }: Meaning, came: Performed): string[] {
  if (!value) return [];
  if (came.ended !== "value") return [`it was to succeed, and ${describeEnd(came)}`];
  if (!pagination) return isDeepStrictEqual(came.value, value) ? [] : ["the result is not the answer's"];
  const page = came.value as { items?: unknown; data?: unknown; hasNextPage?: unknown };
  return [
    ...(isDeepStrictEqual(page.data, value) ? [] : ["the page's data is not the answer's"]),
    ...(isDeepStrictEqual(page.items, value[pagination.items] ?? [])
      ? []
      : ["the page's items are not the answer's"]),
    ...(page.hasNextPage === value[pagination.has_more]
      ? []
      : [
          `hasNextPage is ${String(page.hasNextPage)}, the server said ${String(value[pagination.has_more])}`,
        ]),
  ];
}

/** What an error is otherwise than the failure that was answered. */
export function errorFaults({ id }: Operation, { error: wanted }: Meaning, came: Performed): string[] {
  if (!wanted) return [];
  if (came.ended !== "error")
    return [`it was to fail with ${String(wanted["name"])}, and ${describeEnd(came)}`];
  const error = came.error as JsonObject;
  const members = Object.entries({ ...wanted, operation: id });
  const message = String(error["message"]);
  return [
    ...members
      .filter(([name, value]) => !isDeepStrictEqual(throughJson(error[name]), throughJson(value)))
      .map(([name, value]) => `the error's ${name} is ${shown(error[name])}, not ${shown(value)}`),
    ...toldInMessage(id, wanted)
      .filter((told) => !message.includes(told))
      .map((told) => `the error's message is ${shown(message)}, without ${shown(told)}`),
  ];
}

/** Documented: what the message says, since a log may keep nothing else. */
function toldInMessage(id: string, wanted: JsonObject): string[] {
  const { status, code, msg, logId, fieldViolations = [] } = wanted;
  const violations = (fieldViolations as JsonObject[]).flatMap(({ field, description }) => [
    field,
    description,
  ]);
  const numbered = typeof code === "number" ? `[${code}]` : undefined;
  const texts = [id, numbered, msg, logId, ...violations].filter((told) => typeof told === "string");
  return typeof status === "number" ? [...texts, `${status}`] : texts;
}

/** What is wrong with how often, and how soon, it was asked again. */
export function retryFaults({ steps }: Foretold, { sent, ended }: Performed): string[] {
  const due = `${sent.length} requests where ${steps.length} are due`;
  if (ended === "never") return [`it never ended: ${due}`];
  if (sent.length !== steps.length) return [due];
  return steps.flatMap(({ waitMs }, index) => {
    if (waitMs === undefined) return [];
    const gap = sent[index + 1]!.atMs - sent[index]!.atMs;
    return gap === waitMs ? [] : [`request ${index + 2} comes after ${gap} ms, not after ${waitMs}`];
  });
}

/** Where a secret is that must not be there, in whatever case: in a URL, in another header than its own, in an error or an event. */
export function secretFaults(secrets: readonly string[], { sent, error, events }: Performed): string[] {
  const places: [string, string][] = [
    ...sent.flatMap(({ url, headers }): [string, string][] => [
      ["the URL", url],
      ...[...headers]
        .filter(([name]) => name !== "authorization")
        .map((pair): [string, string] => ["a header", pair.join()]),
    ]),
    ...(error === undefined ? [] : textsOf(error)),
    ...events.map(({ event }): [string, string] => ["an event", JSON.stringify(event)]),
  ];
  const sought = secrets.map((secret) => secret.toLowerCase());
  const found = places.filter(([, text]) => sought.some((secret) => text.toLowerCase().includes(secret)));
  return [...new Set(found.map(([place]) => `a token or secret is in ${place}`))];
}

/** How a call ended, in words. */
export function describeEnd({ ended, error }: Performed): string {
  if (ended === "never") return "it never ended";
  if (ended === "value") return "it succeeded";
  const { name, message } = error as Partial<Error>;
  return `it failed with ${name ?? typeof error}: ${shown(message)}`;
}

function textsOf(error: unknown): [string, string][] {
  const { stack, message } = error as Partial<Error>;
  return [
    ["the error's message", String(message)],
    ["the error as a text", `${String(error)} ${stack}`],
    ["the error as JSON", JSON.stringify(error) ?? ""],
    ["the error's members", inspect(error, { depth: 8, showHidden: true })],
  ];
}
