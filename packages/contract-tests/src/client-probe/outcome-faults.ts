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
  return members
    .filter(([name, value]) => !isDeepStrictEqual(throughJson(error[name]), throughJson(value)))
    .map(([name, value]) => `the error's ${name} is ${shown(error[name])}, not ${shown(value)}`);
}

/** What is wrong with how often, and how soon, it was asked again. */
export function retryFaults(foretold: Foretold, { sent, ended }: Performed): string[] {
  const { requests, waits } = foretold;
  if (ended === "never") return [`it never ended: ${sent.length} requests where ${requests} are due`];
  if (sent.length !== requests) return [`${sent.length} requests where ${requests} are due`];
  const gaps = waits.map((_wait, index) => sent[index + 1]!.atMs - sent[index]!.atMs);
  return waits.flatMap((wait, index) => {
    const gap = gaps[index]!;
    if (wait === "none") return [];
    if (wait === "some") {
      const isLess = index > 0 && waits[index - 1] === "some" && gap < gaps[index - 1]!;
      return gap <= 0 || isLess
        ? [`request ${index + 2} comes ${gap} ms after the last, which is too soon`]
        : [];
    }
    if (gap < wait) return [`request ${index + 2} comes after ${gap} ms, the server asked for ${wait}`];
    return gap > wait + 10_000 ? [`request ${index + 2} comes after ${gap} ms, ${wait} were asked for`] : [];
  });
}

/** Where a secret is that must not be there: in a URL, in another header than its own, in an error or an event. */
export function secretFaults(secrets: readonly string[], { sent, error, events }: Performed): string[] {
  const places: [string, string][] = [
    ...sent.flatMap(({ url, headers }): [string, string][] => [
      ["the URL", url],
      ...[...headers]
        .filter(([name]) => name !== "authorization")
        .map((pair): [string, string] => ["a header", pair.join()]),
    ]),
    ...(error === undefined ? [] : textsOf(error)),
    ...events.map((event): [string, string] => ["an event", event]),
  ];
  const found = places.filter(([, text]) => secrets.some((secret) => text.includes(secret)));
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
