import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { parse } from "yaml";

/** A parsed mapping whose shape the contract decides. */
export type JsonObject = { readonly [key: string]: unknown };

/** A named example of an answer. */
export interface Example {
  readonly name: string;
  readonly value: unknown;
  /** One line about it; empty where there is none. */
  readonly summary: string;
  /** `x-error`: this is a failure, and what it means. */
  readonly error: { readonly kind: string; readonly remedy: string } | undefined;
}

export interface Answer {
  readonly status: number;
  readonly contentType: string;
  /** Where its schema stands, for the validator. */
  readonly schemaPointer: string;
  readonly headers: readonly string[];
  readonly examples: readonly Example[];
}

/** A failure that an operation documents: one of its examples with `x-error`. */
export interface Failure {
  readonly status: number;
  readonly code: number;
  /** `x-error.kind`, such as `validation`. */
  readonly kind: string;
  /** What it means, for people. */
  readonly summary: string;
  /** `x-error.remedy`: what to do, for people. */
  readonly remedy: string;
  /** The example's own body. */
  readonly body: JsonObject;
}

/** Requests allowed to one app; undefined where the contract sets no limit. */
export interface RateLimit {
  readonly perSecond: number | undefined;
  readonly perMinute: number | undefined;
}

/** The JSON body of a request. */
export interface Body {
  readonly schemaPointer: string;
  readonly schema: JsonObject;
  /** The first example; undefined without one. */
  readonly example: unknown;
}

export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required: boolean;
  readonly schema: JsonObject;
  readonly schemaPointer: string;
  readonly example: unknown;
}

export interface Operation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly secured: boolean;
  /** Whether it may be sent twice: by its method, or by `x-idempotent`. */
  readonly idempotent: boolean;
  readonly parameters: readonly Parameter[];
  readonly bodyPointer: string | undefined;
  /** Parameters that make a valid call: every required one, with the contract's own example. */
  readonly minimal: JsonObject;
  readonly pagination:
    | { readonly cursor: string; readonly limit: string; readonly items: string; readonly has_more: string }
    | undefined;
  readonly answers: readonly Answer[];
  readonly body: Body | undefined;
  readonly failures: readonly Failure[];
  /** Any one of these lets the app in (`x-scopes`). */
  readonly scopes: readonly string[];
  /** Scopes without which parts of the answer are left out (`x-field-scopes`), and the text that says which parts. */
  readonly fieldScopes: readonly { readonly scope: string; readonly gates: string }[];
  readonly preconditions: readonly string[];
  readonly rateLimit: RateLimit | undefined;
}

/** The file of the contract under test: the repository's own, or the one that `CONTRACT_FILE` names. */
export const contractFile: string =
  process.env["CONTRACT_FILE"] ?? createRequire(import.meta.url).resolve("@feishu-openapi/spec/openapi.yaml");

/** The contract under test. Read here and not by the generator, so that a mistake there is not repeated here. */
export const document: JsonObject = parse(readFileSync(contractFile, "utf8"));

/** Every operation of the contract under test. */
export const operations: readonly Operation[] = Object.entries(object(document["paths"])).flatMap(
  ([path, item]) =>
    Object.keys(object(item))
      .filter((method) => ["get", "put", "post", "delete", "patch"].includes(method))
      .map((method) => readOperation(path, method)),
);

function readOperation(path: string, method: string): Operation {
  const pointer = `#/paths/${escape(path)}/${method}`;
  const operation = object(at(pointer));
  const parameters = list(operation["parameters"]).map((_entry, index) =>
    readParameter(`${pointer}/parameters/${index}`),
  );
  const body = resolve(`${pointer}/requestBody`);
  const bodyPointer = body && `${body}/content/application~1json/schema`;
  const [bodyExample] = body ? readExamples(`${body}/content/application~1json`) : [];
  const answers = Object.keys(object(operation["responses"])).map((status) =>
    readAnswer(`${pointer}/responses/${status}`, Number(status)),
  );
  return {
    id: String(operation["operationId"]),
    method: method.toUpperCase(),
    path,
    secured: list(operation["security"] ?? document["security"]).length > 0,
    idempotent: ["get", "put", "delete"].includes(method) || operation["x-idempotent"] === true,
    parameters,
    bodyPointer,
    minimal: {
      ...Object.fromEntries(
        parameters.filter(({ required }) => required).map(({ name, example }) => [name, example]),
      ),
      ...(bodyExample && object(bodyExample.value)),
    },
    pagination: operation["x-pagination"] as Operation["pagination"],
    answers,
    body:
      bodyPointer === undefined
        ? undefined
        : {
            schemaPointer: bodyPointer,
            schema: object(at(resolve(bodyPointer) ?? bodyPointer)),
            example: bodyExample?.value,
          },
    failures: answers.flatMap(readFailures),
    scopes: list(operation["x-scopes"]).map(String),
    fieldScopes: list(operation["x-field-scopes"]).map((entry) => ({
      scope: String(object(entry)["scope"]),
      gates: String(object(entry)["gates"]),
    })),
    preconditions: list(operation["x-preconditions"]).map(String),
    rateLimit: readRateLimit(operation["x-rate-limit"]),
  };
}

function readFailures({ status, examples }: Answer): Failure[] {
  return examples.flatMap(({ value, error, summary }) =>
    error
      ? [
          {
            status,
            code: Number(object(value)["code"]),
            kind: error.kind,
            remedy: error.remedy,
            summary,
            body: object(value),
          },
        ]
      : [],
  );
}

function readRateLimit(node: unknown): RateLimit | undefined {
  if (node === undefined) return undefined;
  const { per_second, per_minute } = object(node);
  return { perSecond: numberOf(per_second), perMinute: numberOf(per_minute) };
}

function numberOf(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}

function readParameter(reference: string): Parameter {
  const pointer = resolve(reference) ?? reference;
  const { name, in: location, required, schema, example } = object(at(pointer));
  const { examples, enum: allowed, default: initial } = object(schema);
  return {
    name: String(name),
    in: location as Parameter["in"],
    required: required === true,
    schema: object(schema),
    schemaPointer: `${pointer}/schema`,
    example: example ?? list(examples)[0] ?? initial ?? list(allowed)[0],
  };
}

function readAnswer(reference: string, status: number): Answer {
  const pointer = resolve(reference) ?? reference;
  const answer = object(at(pointer));
  const [contentType = ""] = Object.keys(object(answer["content"] ?? {}));
  const media = `${pointer}/content/${escape(contentType)}`;
  const headers = Object.keys(object(answer["headers"] ?? {}));
  return { status, contentType, headers, schemaPointer: `${media}/schema`, examples: readExamples(media) };
}

function readExamples(media: string): Example[] {
  const examples = object(object(at(media) ?? {})["examples"] ?? {});
  return Object.keys(examples).map((name) => {
    const example = object(at(resolve(`${media}/examples/${escape(name)}`) ?? ""));
    const { value, summary = "" } = example;
    return { name, value, summary: String(summary), error: example["x-error"] as Example["error"] };
  });
}

/** Where a reference really leads; `undefined` when there is nothing. */
export function resolve(pointer: string): string | undefined {
  const value = at(pointer);
  if (value === undefined) return undefined;
  const target = (value as JsonObject)["$ref"];
  return typeof target === "string" ? resolve(target) : pointer;
}

/** The node of the document at a pointer. */
export function at(pointer: string): unknown {
  const steps = pointer.replace(/^#\//, "").split("/");
  return steps.reduce<unknown>(
    (value, step) => (value as JsonObject | undefined)?.[step.replaceAll("~1", "/").replaceAll("~0", "~")],
    document,
  );
}

function escape(step: string): string {
  return step.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** Whether a value is a mapping. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function object(value: unknown): JsonObject {
  if (!isJsonObject(value)) throw new TypeError(`expected a mapping, found ${JSON.stringify(value)}`);
  return value;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
