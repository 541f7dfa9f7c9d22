import { textOf } from "../contract/text.ts";
import type { Operation, Parameter } from "../contract/types.ts";
import type { WireRequest } from "../wire/types.ts";
import { encode } from "./values.ts";

/** Changes to a valid request. */
export interface RequestChange {
  /** Query parameters by name, percent-encoded; `undefined` removes one. */
  readonly query?: Readonly<Record<string, string | undefined>>;
  /** Path parameters by name, percent-encoded. */
  readonly path?: Readonly<Record<string, string>>;
  /** `undefined` removes a header. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body?: string | undefined;
}

/** Makes the requests of one caller. */
export type MakeRequest = (operation: Operation, change?: RequestChange) => WireRequest;

/** Makes valid requests: required parameters, the token, the example's body, and then the change. */
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

/** The path; a parameter without a value gets the contract's example. */
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

/** A query of values that are percent-encoded already. */
export function writeQuery(values: Readonly<Record<string, string | undefined>>): string {
  return Object.entries(present(values))
    .map(([name, raw]) => `${encode(name)}=${raw}`)
    .join("&");
}

/** The query parameters of an operation. */
export function queryParametersOf({ parameters }: Operation): Parameter[] {
  return parameters.filter((parameter) => parameter.in === "query");
}

function requiredOf({ parameters }: Operation, location: Parameter["in"]): Record<string, string> {
  const required = parameters.filter((parameter) => parameter.in === location && parameter.required);
  return Object.fromEntries(required.map(({ name, example }) => [name, encode(textOf(example))]));
}

function present(values: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
