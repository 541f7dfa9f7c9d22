import { isObject } from "../json.ts";
import type { JsonObject } from "../json.ts";
import { ControlError } from "./route.ts";
import type { ControlCall } from "./route.ts";

/** What a member of a body may be. */
export interface Kind<Value> {
  /** For people. */
  readonly allowed: string;
  is(value: unknown): value is Value;
}

type Values<Fields extends Readonly<Record<string, Kind<unknown>>>> = {
  -readonly [Name in keyof Fields]?: Fields[Name] extends Kind<infer Value> ? Value : never;
};

/** True or false. */
export const bool: Kind<boolean> = { allowed: "true or false", is: (value) => typeof value === "boolean" };

/** A text that is not empty. */
export const text: Kind<string> = {
  allowed: "a text that is not empty",
  is: (value): value is string => typeof value === "string" && value !== "",
};

/** A list of texts. */
export const texts: Kind<string[]> = {
  allowed: "a list of texts",
  is: (value): value is string[] =>
    Array.isArray(value) && value.every((element) => typeof element === "string"),
};

/** A number from 0 up to a largest one. */
export function upTo(largest: number, unit: string): Kind<number> {
  return {
    allowed: `${unit}, a number from 0 to ${largest}`,
    is: (value): value is number => typeof value === "number" && value >= 0 && value <= largest,
  };
}

/** The JSON object of a request's body, an empty one where there is no body. Refuses with 400 or 415. */
export function bodyOf({ request }: ControlCall): JsonObject {
  if (request.body.byteLength === 0) return {};
  const type = request.headers["content-type"] ?? "";
  // A page of another site may send a form or a plain text unasked, but this only with the mock's leave.
  if (!/^application\/json\s*(;|$)/i.test(type))
    throw new ControlError(
      415,
      `Content-Type: ${type === "" ? "missing" : JSON.stringify(type)}; send a body as application/json`,
    );
  let body: unknown;
  try {
    body = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(request.body));
  } catch (error) {
    throw new ControlError(400, `body: no JSON (${(error as Error).message}); send an object in UTF-8`);
  }
  if (!isObject(body)) throw new ControlError(400, "body must be a JSON object");
  return body;
}

/** Such members of the body as are there. Refuses every other one, and every value that may not be. */
export function fieldsOf<Fields extends Readonly<Record<string, Kind<unknown>>>>(
  call: ControlCall,
  fields: Fields,
): Values<Fields> {
  const body = bodyOf(call);
  for (const [name, value] of Object.entries(body)) {
    const kind = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (!kind)
      throw new ControlError(
        400,
        `body.${name} is unknown; known: ${Object.keys(fields).join(", ") || "none, leave the body out"}`,
      );
    if (!kind.is(value)) throw new ControlError(400, `body.${name} must be ${kind.allowed}`);
  }
  return body as Values<Fields>;
}

/** A member that must be there. */
export function needed<Value>(value: Value | undefined, name: string, kind: Kind<Value>): Value {
  if (value === undefined) throw new ControlError(400, `body.${name} is missing; it must be ${kind.allowed}`);
  return value;
}

/** Refuses parameters of the query that the route does not know, and doubled ones. */
export function checkQuery({ query }: ControlCall, known: readonly string[]): void {
  for (const name of query.keys()) {
    if (!known.includes(name))
      throw new ControlError(400, `query: ${name} is unknown; known: ${known.join(", ") || "none"}`);
    if (query.getAll(name).length > 1)
      throw new ControlError(400, `query: ${name} is there twice; send it once`);
  }
}

/** A whole number of the query from 0 up to a largest one, or what it is where it is left out. */
export function numberOf(
  { query }: ControlCall,
  name: string,
  usual: number,
  largest: number = Number.MAX_SAFE_INTEGER,
): number {
  const value = query.get(name);
  if (value === null) return usual;
  if (/^\d{1,16}$/.test(value) && Number(value) <= largest) return Number(value);
  throw new ControlError(400, `query: ${name} must be a whole number from 0 to ${largest}`);
}
