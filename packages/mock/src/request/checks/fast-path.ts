import type { Call } from "../../call/call.ts";
import type { Operation } from "../../contract/contract.ts";
import type { Parameter } from "../../contract/parameters.ts";
import type { JsonObject } from "../../util/json.ts";
import { decimal, integer } from "./number-forms.ts";

/** Returns true only for a valid value. False means that Prism must decide. */
type Accepts = (value: string) => boolean;

/** Annotation keywords: they do not affect validation. */
const annotations: ReadonlySet<string> = new Set([
  "default",
  "deprecated",
  "description",
  "example",
  "examples",
  "title",
]);
/** The supported keywords by type. A schema with any other keyword leaves the operation to Prism. */
const keywords: Readonly<Record<string, readonly string[]>> = {
  string: ["enum", "minLength", "maxLength", "pattern"],
  integer: ["minimum", "maximum", "format"],
  number: ["minimum", "maximum"],
  boolean: [],
};

const compiled = new WeakMap<Operation, ((call: Call) => boolean) | undefined>();

/**
 * Returns true for a request that is plainly valid, so that it can skip Prism, whose validation takes several times as
 * long as the rest of a response. False means that Prism must decide. Every refusal is Prism's.
 */
export function fastPathValidate(call: Call): boolean {
  if (!compiled.has(call.operation)) compiled.set(call.operation, compile(call.operation));
  return compiled.get(call.operation)?.(call) ?? false;
}

function compile({ parameters, bodyTypes }: Operation): ((call: Call) => boolean) | undefined {
  if (bodyTypes.length > 0) return undefined;
  const query = new Map<string, Accepts>();
  const path: [name: string, accepts: Accepts][] = [];
  for (const parameter of parameters) {
    const accepts = acceptsOf(parameter);
    if (!accepts) return undefined;
    if (parameter.in === "query") query.set(parameter.name, accepts);
    else path.push([parameter.name, accepts]);
  }
  const required = parameters.flatMap((one) => (one.in === "query" && one.required ? [one.name] : []));
  return (call) => {
    const seen = new Set<string>();
    for (const [name, value] of call.query) {
      const accepts = query.get(name);
      // Unknown names are ignored, except those that Prism might parse as a part of a declared object or array.
      if (!accepts && /[[\].]/.test(name)) return false;
      if (!accepts) continue;
      if (seen.has(name) || value === "" || !accepts(value)) return false;
      seen.add(name);
    }
    return (
      required.every((name) => seen.has(name)) &&
      path.every(([name, accepts]) => accepts(call.path[name] ?? ""))
    );
  };
}

function acceptsOf({ in: location, schema, isPlain }: Parameter): Accepts | undefined {
  if (location === "header" || !isPlain) return undefined;
  const { type } = schema;
  const known = typeof type === "string" ? keywords[type] : undefined;
  if (!known || !Object.keys(schema).every((key) => isKnown(key, known))) return undefined;
  if (type === "boolean") return (value) => value === "true" || value === "false";
  if (type === "string") return acceptsString(schema, location === "path");
  return acceptsNumber(schema, type === "integer" ? integer : decimal);
}

function isKnown(keyword: string, known: readonly string[]): boolean {
  return (
    keyword === "type" || known.includes(keyword) || annotations.has(keyword) || keyword.startsWith("x-")
  );
}

function acceptsNumber(schema: JsonObject, form: RegExp): Accepts | undefined {
  const { minimum = -Infinity, maximum = Infinity, format } = schema;
  if (typeof minimum !== "number" || typeof maximum !== "number") return undefined;
  if (format !== undefined && format !== "int32" && format !== "int64") return undefined;
  // Every integer of this length is within the range of the format.
  const longest = format === "int32" ? 9 : 15;
  return (value) => {
    if (value.length > longest || !form.test(value)) return false;
    const number = Number(value);
    return number >= minimum && number <= maximum;
  };
}

function acceptsString(schema: JsonObject, isSegment: boolean): Accepts | undefined {
  const { minLength = 0, maxLength = Infinity, pattern, enum: options } = schema;
  if (typeof minLength !== "number" || typeof maxLength !== "number") return undefined;
  if (options !== undefined && !(Array.isArray(options) && options.every((one) => typeof one === "string")))
    return undefined;
  const allowed = options && new Set<string>(options);
  const expression = pattern === undefined ? undefined : compiledPattern(pattern);
  if (expression === null) return undefined;
  return (value) => {
    // Prism gets path values percent-encoded, and counts characters outside ASCII in another way.
    if (!(isSegment ? /^[\w~.-]+$/ : /^[\x20-\x7e]+$/).test(value)) return false;
    if (value.length < minLength || value.length > maxLength) return false;
    return (allowed?.has(value) ?? true) && (expression?.test(value) ?? true);
  };
}

/** The pattern as Prism's validator compiles it. Null for an invalid pattern. */
function compiledPattern(pattern: unknown): RegExp | null {
  try {
    return typeof pattern === "string" ? new RegExp(pattern, "u") : null;
  } catch {
    return null;
  }
}
