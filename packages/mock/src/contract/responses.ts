import { isObject, objectOr } from "../json.ts";
import type { JsonObject } from "../json.ts";
import { namedExamples } from "./examples.ts";
import { resolve } from "./reference.ts";

/** A failure that the contract documents: a named example whose body carries a `code` other than 0. */
export interface Failure {
  code: number;
  /** HTTP status under which it stands. */
  status: number;
  /** The example's name; in the built-in contract the code again. */
  name: string;
  body: JsonObject;
}

/** One status of an operation, as far as it can be had by `Prefer`. */
export interface DeclaredResponse {
  status: number;
  /** The first media type, undefined for a response without a body. */
  mediaType: string | undefined;
  /** Examples of that media type by name; a single `example` is named `default`, as Prism names it. */
  examples: ReadonlyMap<string, unknown>;
}

/** The responses of an operation by status. Ranges (`4XX`) and `default` name no status and are left out. */
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

/** The failures among the responses' examples by code; the first of a code counts. */
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
 * The example that answers where nothing else is asked for: the first that is no failure, else the first. Names
 * that are numbers come first in a JavaScript object, so the document's own order would not do.
 */
export function usualExample(response: DeclaredResponse): string | undefined {
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
