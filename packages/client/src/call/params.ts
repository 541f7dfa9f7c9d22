import type { Descriptor } from "../descriptor.ts";

/** Parameters as the caller passes them: flat, by their names on the wire. */
export type Params = { readonly [name: string]: unknown };

/** Parameters where the contract says that they go. */
export type Located = { [Location in "path" | "query" | "body"]?: { [name: string]: unknown } };

/**
 * Finds the place of each parameter; one that is `undefined` or `null` is left out.
 *
 * @throws {TypeError} for an unknown parameter, and for one that cannot be written, naming it.
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
        `${id}: parameter "${name}" must be a text, a finite number, true or false, or a list of them`,
      );
    }
    (located[location] ??= {})[name] = value;
  }
  for (const name of known.path ?? []) {
    const value = located.path?.[name];
    // `.` and `..` would climb to another operation.
    if ((typeof value !== "string" && typeof value !== "number") || /^\.{0,2}$/.test(`${value}`)) {
      throw new TypeError(
        `${id}: parameter "${name}" is part of the path and must be a text other than "", "." and ".."`,
      );
    }
  }
  return located;
}

/** What a URL can carry: no objects, no NaN, and no half of a character. */
function isWritable(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((entry) => !Array.isArray(entry) && isWritable(entry));
  if (typeof value === "string") return !/\p{Cs}/u.test(value);
  return typeof value === "boolean" || typeof value === "bigint" || Number.isFinite(value);
}

function listNames(known: Descriptor["params"]): string {
  return [known.path, known.query, known.body].flatMap((names) => names ?? []).join(", ") || "none";
}
