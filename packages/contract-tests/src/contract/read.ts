import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { parse } from "yaml";
import {
  isJsonObject,
  type DocumentedResponse,
  type Example,
  type Failure,
  type JsonObject,
  type Operation,
  type Parameter,
  type RateLimit,
} from "./types.ts";

/** Path of the contract: `CONTRACT_FILE`, or the repository's own. */
export const contractFile: string =
  process.env["CONTRACT_FILE"] ?? createRequire(import.meta.url).resolve("@feishu-openapi/spec/openapi.yaml");

/** The parsed contract. This reader shares no code with the generator, so a bug there does not repeat here. */
export const document: JsonObject = parse(readFileSync(contractFile, "utf8"));

/** Nodes by pointer, since the coverage looks up the same ones again and again. */
const nodes = new Map<string, unknown>();

/** Every operation of the contract. */
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
  const body = readBody(`${pointer}/requestBody`);
  const responses = Object.keys(object(operation["responses"])).map((status) =>
    readResponse(`${pointer}/responses/${status}`, Number(status)),
  );
  const required = parameters.filter((parameter) => parameter.required);
  return {
    id: String(operation["operationId"]),
    method: method.toUpperCase(),
    path,
    secured: list(operation["security"] ?? document["security"]).length > 0,
    parameters,
    minimal: {
      ...Object.fromEntries(required.map(({ name, example }) => [name, example])),
      ...(body?.example !== undefined && object(body.example)),
    },
    pagination: operation["x-pagination"] as Operation["pagination"],
    responses,
    body,
    failures: responses.flatMap(readFailures),
    scopes: list(operation["x-scopes"]).map(String),
    fieldScopes: list(operation["x-field-scopes"]).map((entry) => ({
      scope: String(object(entry)["scope"]),
      gates: String(object(entry)["gates"]),
    })),
    rateLimit: readRateLimit(operation["x-rate-limit"]),
  };
}

function readBody(reference: string): Operation["body"] {
  const pointer = resolve(reference);
  if (pointer === undefined) return undefined;
  const media = `${pointer}/content/application~1json`;
  const schemaPointer = `${media}/schema`;
  return {
    schemaPointer,
    schema: object(at(resolve(schemaPointer) ?? schemaPointer)),
    example: readExamples(media)[0]?.value,
  };
}

function readFailures({ status, examples }: DocumentedResponse): Failure[] {
  return examples.flatMap(({ value, error, summary }) => {
    if (!error) return [];
    const body = object(value);
    return [{ status, code: Number(body["code"]), kind: error.kind, remedy: error.remedy, summary, body }];
  });
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

function readResponse(reference: string, status: number): DocumentedResponse {
  const pointer = resolve(reference) ?? reference;
  const response = object(at(pointer));
  const [contentType = ""] = Object.keys(object(response["content"] ?? {}));
  const media = `${pointer}/content/${escape(contentType)}`;
  const headers = Object.keys(object(response["headers"] ?? {}));
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

/** Follows `$ref` from a pointer to the pointer of the referenced node; undefined if there is no node. */
export function resolve(pointer: string): string | undefined {
  const value = at(pointer);
  if (value === undefined) return undefined;
  const target = (value as JsonObject)["$ref"];
  return typeof target === "string" ? resolve(target) : pointer;
}

/** The node of the contract at a JSON pointer. */
export function at(pointer: string): unknown {
  if (!nodes.has(pointer)) {
    const segments = pointer.replace(/^#\//, "").split("/");
    const node = segments.reduce<unknown>(
      (value, segment) =>
        (value as JsonObject | undefined)?.[segment.replaceAll("~1", "/").replaceAll("~0", "~")],
      document,
    );
    nodes.set(pointer, node);
  }
  return nodes.get(pointer);
}

function escape(segment: string): string {
  return segment.replaceAll("~", "~0").replaceAll("/", "~1");
}

function object(value: unknown): JsonObject {
  if (!isJsonObject(value)) throw new TypeError(`expected a mapping, found ${JSON.stringify(value)}`);
  return value;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
