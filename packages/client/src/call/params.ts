import type { Descriptor } from "../descriptor.ts";

/** Parameters as the caller passes them: one flat object, named as in Feishu's API. */
export type Params = { readonly [name: string]: unknown };

/** Parameters grouped by their location in the request. */
export type ParamsByLocation = { [Location in "path" | "query" | "body"]?: { [name: string]: unknown } };

/**
 * Groups parameters by location. Omits those that are `undefined` or `null`.
 *
 * @throws {TypeError} for an unknown parameter, or a value that cannot be serialized; the message names the parameter.
 */
export function groupByLocation({ id, params: declared }: Descriptor, params: Params): ParamsByLocation {
  const located: ParamsByLocation = declared.body ? { body: {} } : {};
  for (const [name, value] of Object.entries(params)) {
    const location = (["path", "query", "body"] as const).find((candidate) =>
      declared[candidate]?.includes(name),
    );
    if (!location)
      throw new TypeError(`${id}: unknown parameter "${name}"; known are ${listNames(declared)}`);
    if (value === undefined || value === null) continue;
    if (location !== "body" && !canBeInUrl(value)) {
      throw new TypeError(
        `${id}: parameter "${name}" must be a string, a finite number, a boolean, or an array of these`,
      );
    }
    (located[location] ??= {})[name] = value;
  }
  for (const name of declared.path ?? []) {
    const value = located.path?.[name];
    // `.` and `..` would change the path to another operation.
    if ((typeof value !== "string" && typeof value !== "number") || /^\.{0,2}$/.test(`${value}`)) {
      throw new TypeError(
        `${id}: parameter "${name}" is part of the path: it must be a number, or a string other than "", "." and ".."`,
      );
    }
  }
  return located;
}

/** Whether a URL can carry a value: no objects, no NaN, no lone surrogates. */
function canBeInUrl(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((entry) => !Array.isArray(entry) && canBeInUrl(entry));
  if (typeof value === "string") return !/\p{Cs}/u.test(value);
  return typeof value === "boolean" || typeof value === "bigint" || Number.isFinite(value);
}

function listNames(declared: Descriptor["params"]): string {
  return [declared.path, declared.query, declared.body].flatMap((names) => names ?? []).join(", ") || "none";
}
