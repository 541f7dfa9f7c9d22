import type { Descriptor } from "../descriptor.ts";

/** Parameters as the caller passes them: one flat object with the names of the wire. */
export type Params = { readonly [name: string]: unknown };

/** Parameters grouped by their location in the request. */
export type Located = { [Location in "path" | "query" | "body"]?: { [name: string]: unknown } };

/**
 * Groups parameters by location. Omits those that are `undefined` or `null`.
 *
 * @throws {TypeError} for an unknown parameter, or a value that cannot be serialized; the message names the parameter.
 */
export function locate({ id, params: known }: Descriptor, params: Params): Located {
  const located: Located = known.body ? { body: {} } : {};
  for (const [name, value] of Object.entries(params)) {
    const location = (["path", "query", "body"] as const).find((candidate) =>
      known[candidate]?.includes(name),
    );
    if (!location) throw new TypeError(`${id}: unknown parameter "${name}"; known are ${listNames(known)}`);
    if (value === undefined || value === null) continue;
    if (location !== "body" && !isWritable(value)) {
      throw new TypeError(
        `${id}: parameter "${name}" must be a string, a finite number, a boolean, or an array of these`,
      );
    }
    (located[location] ??= {})[name] = value;
  }
  for (const name of known.path ?? []) {
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
function isWritable(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((entry) => !Array.isArray(entry) && isWritable(entry));
  if (typeof value === "string") return !/\p{Cs}/u.test(value);
  return typeof value === "boolean" || typeof value === "bigint" || Number.isFinite(value);
}

function listNames(known: Descriptor["params"]): string {
  return [known.path, known.query, known.body].flatMap((names) => names ?? []).join(", ") || "none";
}
