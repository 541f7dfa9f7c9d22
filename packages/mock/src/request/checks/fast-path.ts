import type { Operation } from "../../contract/contract.ts";
import type { Parameter } from "../../contract/parameters.ts";
import type { OperationRequest } from "../../operation/operation-request.ts";
import type { JsonObject } from "../../util/json.ts";
import { decimal, integer } from "./number-forms.ts";

/** Returns true only if the value is certainly valid. */
type ValueTest = (value: string) => boolean;

/** Annotation keywords: they do not affect validation. */
const annotations: ReadonlySet<string> = new Set([
  "default",
  "deprecated",
  "description",
  "example",
  "examples",
  "title",
]);
/** The supported keywords by type. An operation with any other keyword has no fast path. */
const keywords: Readonly<Record<string, readonly string[]>> = {
  string: ["enum", "minLength", "maxLength", "pattern"],
  integer: ["minimum", "maximum", "format"],
  number: ["minimum", "maximum"],
  boolean: [],
};

type Validator = (request: OperationRequest) => boolean;

/** The validators by operation, created on first use. Undefined for an operation without a fast path. */
const validators = new WeakMap<Operation, Validator | undefined>();

/**
 * Returns true only if the request is certainly valid. Otherwise the complete validation runs, which takes several times
 * as long as the rest of a response.
 */
export function isCertainlyValid(request: OperationRequest): boolean {
  const { operation } = request;
  if (!validators.has(operation)) validators.set(operation, createValidator(operation));
  return validators.get(operation)?.(request) ?? false;
}

function createValidator({ parameters, bodyTypes }: Operation): Validator | undefined {
  if (bodyTypes.length > 0) return undefined;
  const queryTests = new Map<string, ValueTest>();
  const pathTests: [name: string, isValid: ValueTest][] = [];
  for (const parameter of parameters) {
    const isValid = valueTestOf(parameter);
    if (!isValid) return undefined;
    if (parameter.in === "query") queryTests.set(parameter.name, isValid);
    else pathTests.push([parameter.name, isValid]);
  }
  const requiredNames = parameters
    .filter((parameter) => parameter.in === "query" && parameter.required)
    .map(({ name }) => name);
  return ({ query, path }) => {
    const seen = new Set<string>();
    for (const [name, value] of query) {
      const isValid = queryTests.get(name);
      // Unknown names are ignored, except those that Prism might parse as a part of a declared object or array.
      if (!isValid && /[[\].]/.test(name)) return false;
      if (!isValid) continue;
      if (seen.has(name) || value === "" || !isValid(value)) return false;
      seen.add(name);
    }
    return (
      requiredNames.every((name) => seen.has(name)) &&
      pathTests.every(([name, isValid]) => isValid(path[name] ?? ""))
    );
  };
}

/** Undefined if the schema, the location or the style of the parameter is not supported. */
function valueTestOf({ in: location, schema, isPlain }: Parameter): ValueTest | undefined {
  if (location === "header" || !isPlain) return undefined;
  const { type } = schema;
  const supported = typeof type === "string" ? keywords[type] : undefined;
  if (!supported || !Object.keys(schema).every((keyword) => isSupported(keyword, supported)))
    return undefined;
  if (type === "boolean") return (value) => value === "true" || value === "false";
  if (type === "string") return stringTest(schema, location === "path");
  return numberTest(schema, type === "integer" ? integer : decimal);
}

function isSupported(keyword: string, supported: readonly string[]): boolean {
  return (
    keyword === "type" || supported.includes(keyword) || annotations.has(keyword) || keyword.startsWith("x-")
  );
}

function numberTest(schema: JsonObject, form: RegExp): ValueTest | undefined {
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

function stringTest(schema: JsonObject, isSegment: boolean): ValueTest | undefined {
  const { minLength = 0, maxLength = Infinity, pattern, enum: options } = schema;
  if (typeof minLength !== "number" || typeof maxLength !== "number") return undefined;
  if (
    options !== undefined &&
    !(Array.isArray(options) && options.every((option) => typeof option === "string"))
  )
    return undefined;
  const allowed = options && new Set<string>(options);
  const expression = pattern === undefined ? undefined : compiledPattern(pattern);
  if (expression === null) return undefined;
  return (value) => {
    // Prism gets path values percent-encoded, and counts characters outside ASCII differently.
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
