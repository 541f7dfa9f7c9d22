import type { Call } from "../call.ts";
import type { Operation } from "../contract/contract.ts";
import type { Parameter } from "../contract/parameters.ts";
import type { JsonObject } from "../json.ts";
import { decimal, integer } from "./number-forms.ts";

/** Whether a value is surely what the contract allows; false where only Prism can tell. */
type Accepts = (value: string) => boolean;

/** What says nothing about a value. */
const annotations: ReadonlySet<string> = new Set([
  "default",
  "deprecated",
  "description",
  "example",
  "examples",
  "title",
]);
/** All that is known here of a schema, by its type; anything else in one leaves the operation to Prism. */
const keywords: Readonly<Record<string, readonly string[]>> = {
  string: ["enum", "minLength", "maxLength", "pattern"],
  integer: ["minimum", "maximum", "format"],
  number: ["minimum", "maximum"],
  boolean: [],
};

const compiled = new WeakMap<Operation, ((call: Call) => boolean) | undefined>();

/**
 * True for a request whose parameters the contract surely allows, which Prism then need not look at: it costs several
 * times what the rest of an answer does. False says nothing: whatever is not plain, and every refusal, is Prism's.
 */
export function surelyValid(call: Call): boolean {
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
      // Feishu ignores what it does not know, but for names that Prism could take for a part of another.
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

function acceptsOf({ in: place, schema, isPlain }: Parameter): Accepts | undefined {
  if (place === "header" || !isPlain) return undefined;
  const { type } = schema;
  const known = typeof type === "string" ? keywords[type] : undefined;
  if (!known || !Object.keys(schema).every((key) => isKnown(key, known))) return undefined;
  if (type === "boolean") return (value) => value === "true" || value === "false";
  if (type === "string") return texts(schema, place === "path");
  return numbers(schema, type === "integer" ? integer : decimal);
}

function isKnown(keyword: string, known: readonly string[]): boolean {
  return (
    keyword === "type" || known.includes(keyword) || annotations.has(keyword) || keyword.startsWith("x-")
  );
}

function numbers(schema: JsonObject, form: RegExp): Accepts | undefined {
  const { minimum = -Infinity, maximum = Infinity, format } = schema;
  if (typeof minimum !== "number" || typeof maximum !== "number") return undefined;
  if (format !== undefined && format !== "int32" && format !== "int64") return undefined;
  // Both formats hold all integers of so many characters.
  const longest = format === "int32" ? 9 : 15;
  return (value) => {
    if (value.length > longest || !form.test(value)) return false;
    const number = Number(value);
    return number >= minimum && number <= maximum;
  };
}

function texts(schema: JsonObject, isSegment: boolean): Accepts | undefined {
  const { minLength = 0, maxLength = Infinity, pattern, enum: options } = schema;
  if (typeof minLength !== "number" || typeof maxLength !== "number") return undefined;
  if (options !== undefined && !(Array.isArray(options) && options.every((one) => typeof one === "string")))
    return undefined;
  const allowed = options && new Set<string>(options);
  const expression = pattern === undefined ? undefined : compiledPattern(pattern);
  if (expression === null) return undefined;
  return (value) => {
    // Nothing that is escaped on the way to Prism, and no character of more than one unit of length.
    if (!(isSegment ? /^[\w~.-]+$/ : /^[\x20-\x7e]+$/).test(value)) return false;
    if (value.length < minLength || value.length > maxLength) return false;
    return (allowed?.has(value) ?? true) && (expression?.test(value) ?? true);
  };
}

/** As Prism's validator compiles it; null for what is no pattern. */
function compiledPattern(pattern: unknown): RegExp | null {
  try {
    return typeof pattern === "string" ? new RegExp(pattern, "u") : null;
  } catch {
    return null;
  }
}
