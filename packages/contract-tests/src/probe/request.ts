import type { Operation, Parameter } from "../contract.ts";
import type { WireRequest } from "./case.ts";
import { textOf } from "./text.ts";
import { encode } from "./values.ts";

/** What may be changed of a request that is right. */
export interface Change {
  /** Query parameters by name, percent-encoded; `undefined` takes one away. */
  readonly query?: Readonly<Record<string, string | undefined>>;
  /** Path parameters by name, percent-encoded. */
  readonly path?: Readonly<Record<string, string>>;
  /** Undefined takes a header away. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body?: string | undefined;
}

/** Makes requests of one caller. */
export type MakeRequest = (operation: Operation, change?: Change) => WireRequest;

/** Requests that are right but for what is changed: with the required parameters, the token and the example's body. */
export function requestsWith(token: string): MakeRequest {
  return (operation, change = {}) => {
    const authorization = operation.secured ? `Bearer ${token}` : undefined;
    const isJson = operation.body !== undefined;
    const headers = {
      ...requiredOf(operation, "header"),
      authorization,
      "content-type": isJson ? "application/json; charset=utf-8" : undefined,
      ...change.headers,
    };
    const body =
      "body" in change ? change.body : isJson ? JSON.stringify(operation.body?.example) : undefined;
    return {
      method: operation.method,
      path: pathOf(operation, change.path),
      query: writeQuery({ ...requiredOf(operation, "query"), ...change.query }),
      headers: present(headers),
      ...(body !== undefined && { body }),
    };
  };
}

/** The path with the contract's example for each parameter that is not given. */
export function pathOf(
  { path, parameters }: Operation,
  values: Readonly<Record<string, string>> = {},
): string {
  return path.replaceAll(/\{([^{}]+)\}/g, (_, name: string) => {
    const example = parameters.find(
      (parameter) => parameter.in === "path" && parameter.name === name,
    )?.example;
    return values[name] ?? encode(textOf(example ?? "x"));
  });
}

/** Joins values that are percent-encoded already. */
export function writeQuery(values: Readonly<Record<string, string | undefined>>): string {
  return Object.entries(present(values))
    .map(([name, raw]) => `${encode(name)}=${raw}`)
    .join("&");
}

/** An operation's parameters in its query. */
export function queryParametersOf({ parameters }: Operation): Parameter[] {
  return parameters.filter((parameter) => parameter.in === "query");
}

function requiredOf({ parameters }: Operation, place: Parameter["in"]): Record<string, string> {
  const required = parameters.filter((parameter) => parameter.in === place && parameter.required);
  return Object.fromEntries(required.map(({ name, example }) => [name, encode(textOf(example))]));
}

function present(values: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
