import { isObject, objectOr } from "../util/json.ts";
import type { JsonObject } from "../util/json.ts";
import { namedExamples } from "./examples.ts";
import { resolve } from "./reference.ts";

/** A documented failure: a named response example whose body has a `code` other than 0. */
export interface Failure {
  code: number;
  /** HTTP status. */
  status: number;
  /** Name of the example. In the built-in contract this is the code. */
  name: string;
  body: JsonObject;
}

/** A declared response of an operation. */
export interface DeclaredResponse {
  status: number;
  /** The first media type. Undefined for a response without a body. */
  mediaType: string | undefined;
  /** Examples of that media type by name. As in Prism, a single `example` is named `default`. */
  examples: ReadonlyMap<string, unknown>;
}

/** The responses of an operation by status. Ignores ranges (`4XX`) and `default`. */
export function responsesOf(document: JsonObject, operation: JsonObject): Map<number, DeclaredResponse> {
  const responses = new Map<number, DeclaredResponse>();
  for (const [key, node] of Object.entries(objectOr(operation["responses"]))) {
    if (!/^\d{3}$/.test(key)) continue;
    const content = objectOr(objectOr(resolve(document, node))["content"]);
    const mediaType = Object.keys(content)[0];
    const examples = examplesOf(document, objectOr(mediaType === undefined ? {} : content[mediaType]));
    responses.set(Number(key), { status: Number(key), mediaType, examples });
  }
  return responses;
}

/** The failures among the examples of the responses, by code. The first example of a code is used. */
export function failuresOf(responses: ReadonlyMap<number, DeclaredResponse>): Map<number, Failure> {
  const failures = new Map<number, Failure>();
  for (const { status, examples } of responses.values()) {
    for (const [name, body] of examples) {
      if (!isFailure(body) || failures.has(body.code)) continue;
      failures.set(body.code, { code: body.code, status, name, body });
    }
  }
  return failures;
}

/**
 * Name of the default example: the first that is not a failure, otherwise the first. JavaScript objects list numeric
 * names first, so the order in the document is not available.
 */
export function defaultExample(response: DeclaredResponse): string | undefined {
  const names = [...response.examples.keys()];
  return names.find((name) => !isFailure(response.examples.get(name))) ?? names[0];
}

function isFailure(body: unknown): body is JsonObject & { code: number } {
  return isObject(body) && Number.isInteger(body["code"]) && body["code"] !== 0;
}

function examplesOf(document: JsonObject, media: JsonObject): Map<string, unknown> {
  const examples = namedExamples(document, media["examples"]);
  if (examples.size === 0 && "example" in media) examples.set("default", resolve(document, media["example"]));
  return examples;
}
