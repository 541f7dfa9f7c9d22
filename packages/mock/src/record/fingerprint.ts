import { isObject } from "../util/json.ts";
import { redactText } from "../log/redact.ts";
import type { MockRequest } from "../http/message.ts";

/** The parts of a request that must equal those of a recorded one. Without secrets. */
export interface Fingerprint {
  readonly method: string;
  /** Percent-decoded. */
  readonly path: string;
  /** Sorted by name. Repeated values keep their order. */
  readonly query: readonly (readonly [name: string, value: string])[];
  /** Whether there is an `Authorization` header. Its value is not compared. */
  readonly authorization: boolean;
  /** JSON with sorted fields; any other body unchanged. */
  readonly body: string;
}

/** The fingerprint of a request. */
export function fingerprintOf({ method, target, headers, body }: MockRequest): Fingerprint {
  const [, path = "", query = ""] =
    /^(?:https?:\/\/[^/?#]*)?([^?#]*)\??([^#]*)/i.exec(redactText(target)) ?? [];
  return {
    method,
    path: path.split("/").map(decoded).join("/"),
    query: [...new URLSearchParams(query)].toSorted(([left], [right]) =>
      left < right ? -1 : left > right ? 1 : 0,
    ),
    authorization: headers["authorization"] !== undefined,
    body: bodyOf(body, headers["content-type"] ?? ""),
  };
}

/** Names of the parts in which two requests differ, such as `body` and `query page_size`. */
export function differences(left: Fingerprint, right: Fingerprint): string[] {
  const names = new Set([...left.query, ...right.query].map(([name]) => name));
  const differing = [...names].filter((name) => valuesOf(left, name) !== valuesOf(right, name));
  return [
    ...(["method", "path"] as const).filter((part) => left[part] !== right[part]),
    ...differing.map((name) => `query ${name}`),
    ...(["authorization", "body"] as const).filter((part) => left[part] !== right[part]),
  ];
}

function valuesOf({ query }: Fingerprint, name: string): string {
  return JSON.stringify(query.filter(([key]) => key === name));
}

function bodyOf(body: Buffer, type: string): string {
  const text = redactText(body.toString("latin1"));
  // Clients choose a new boundary for each request.
  const [, boundary] = /boundary="?([^";]+)/i.exec(type) ?? [];
  if (boundary !== undefined) return text.replaceAll(boundary, "boundary");
  try {
    return JSON.stringify(sorted(JSON.parse(text)));
  } catch {
    return text;
  }
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .toSorted()
      .map((name) => [name, sorted(value[name])]),
  );
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
