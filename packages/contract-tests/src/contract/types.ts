/** A parsed JSON or YAML mapping; the contract decides its fields. */
export type JsonObject = { readonly [key: string]: unknown };

/** A named example of a response. */
export interface Example {
  readonly name: string;
  readonly value: unknown;
  /** One line; empty if the contract has none. */
  readonly summary: string;
  /** `x-error`: the example is a failure. */
  readonly error: { readonly kind: string; readonly remedy: string } | undefined;
}

/** A response that an operation documents. */
export interface DocumentedResponse {
  readonly status: number;
  readonly contentType: string;
  /** JSON pointer of the schema, for the validator. */
  readonly schemaPointer: string;
  readonly headers: readonly string[];
  readonly examples: readonly Example[];
}

/** A failure that an operation documents: an example with `x-error`. */
export interface Failure {
  readonly status: number;
  readonly code: number;
  /** `x-error.kind`, such as `validation`. */
  readonly kind: string;
  /** The example's summary, for people. */
  readonly summary: string;
  /** `x-error.remedy`: what to do, for people. */
  readonly remedy: string;
  /** The example's body. */
  readonly body: JsonObject;
}

/** Requests that one app may send; undefined if the contract sets no limit. */
export interface RateLimit {
  readonly perSecond: number | undefined;
  readonly perMinute: number | undefined;
}

/** The JSON body of a request. */
export interface Body {
  readonly schemaPointer: string;
  readonly schema: JsonObject;
  /** The first example; undefined if there is none. */
  readonly example: unknown;
}

/** A parameter in the path, the query or a header. */
export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required: boolean;
  readonly schema: JsonObject;
  readonly schemaPointer: string;
  readonly example: unknown;
}

/** One method and path of the contract. */
export interface Operation {
  /** `operationId`. */
  readonly id: string;
  /** Upper case. */
  readonly method: string;
  readonly path: string;
  /** Whether it needs a bearer token. */
  readonly secured: boolean;
  readonly parameters: readonly Parameter[];
  /** The parameters of a minimal valid call: every required one, with the contract's example. */
  readonly minimal: JsonObject;
  readonly pagination:
    | { readonly cursor: string; readonly limit: string; readonly items: string; readonly has_more: string }
    | undefined;
  readonly responses: readonly DocumentedResponse[];
  readonly body: Body | undefined;
  readonly failures: readonly Failure[];
  /** `x-scopes`: any one of them is enough. */
  readonly scopes: readonly string[];
  /** `x-field-scopes`: scopes that unlock parts of the response, and the prose that names the parts. */
  readonly fieldScopes: readonly { readonly scope: string; readonly gates: string }[];
  readonly rateLimit: RateLimit | undefined;
}

/** A list operation. */
export type Paged = Operation & { readonly pagination: NonNullable<Operation["pagination"]> };

/** Whether an operation returns its result page by page. */
export function isPaged(operation: Operation): operation is Paged {
  return operation.pagination !== undefined;
}

/** Whether a value is a JSON object. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
