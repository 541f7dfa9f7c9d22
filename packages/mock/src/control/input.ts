import type { MockRequest } from "../http/message.ts";
import { isObject } from "../util/json.ts";
import type { JsonObject } from "../util/json.ts";
import { ControlError } from "./control-request.ts";
import type { ControlOperation } from "./document.ts";
import { checkBody, checkValue, throwBadRequest } from "./schema.ts";
import type { Schema } from "./schema.ts";

/** Parses and validates the query. Throws a ControlError for unknown, repeated and invalid parameters. */
export function readQuery(search: URLSearchParams, { query }: ControlOperation): JsonObject {
  const names = query.map(({ name }) => name);
  for (const name of search.keys()) {
    if (!names.includes(name))
      throwBadRequest(`query: ${name} is unknown; known: ${names.join(", ") || "none"}`);
    if (search.getAll(name).length > 1) throwBadRequest(`query: ${name} is given twice; send it once`);
  }
  return Object.fromEntries(
    query.map(({ name, schema }) => {
      const sent = search.get(name);
      const value = sent === null ? schema.default : parseValue(sent, schema);
      checkValue(value, schema, `query: ${name}`);
      return [name, value];
    }),
  );
}

/** Parses and validates the JSON body. Throws a ControlError with status 400 or 415. */
export function readBody({ body, headers }: MockRequest, { bodySchema }: ControlOperation): JsonObject {
  const value = body.byteLength === 0 ? {} : parseBody(body, headers["content-type"] ?? "");
  checkBody(value, bodySchema ?? {});
  return value;
}

function parseBody(body: Buffer, type: string): JsonObject {
  // Pages of other sites can send forms and plain text without a preflight, but not JSON.
  if (!/^application\/json\s*(;|$)/i.test(type)) {
    const shown = type === "" ? "missing" : JSON.stringify(type);
    throw new ControlError(415, `Content-Type: ${shown}; send the body as application/json`);
  }
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch (error) {
    return throwBadRequest(`body: not JSON (${(error as Error).message}); send an object in UTF-8`);
  }
  return isObject(value) ? value : throwBadRequest("body must be a JSON object");
}

/** The value of a parameter by its type. An invalid value stays a string, which the schema rejects. */
function parseValue(text: string, { type }: Schema): unknown {
  if (type === "integer" && /^\d{1,16}$/.test(text)) return Number(text);
  if (type === "boolean" && /^(true|false)$/.test(text)) return text === "true";
  return text;
}
