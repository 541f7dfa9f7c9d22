import type { JsonObject, Pointer } from "../contract/json.ts";

/** Where a parameter is sent. */
export type Location = "path" | "query" | "body";

/** A parameter of an operation. */
export interface Parameter {
  readonly name: string;
  readonly location: Location;
  readonly required: boolean;
  readonly deprecated: boolean;
  /** The schema as written. A reference is kept, since its name becomes the type's name. */
  readonly schema: JsonObject;
  /** The schema with its reference resolved. */
  readonly constraints: JsonObject;
  readonly description: string;
  readonly descriptionZh: string;
  readonly example: unknown;
}

/** `x-pagination`: the parameters and the fields of `data` that make a list. */
export interface Pagination {
  readonly cursor: string;
  readonly limit?: string;
  readonly items: string;
  readonly has_more: string;
}

/** `x-rate-limit`: allowed requests in each window, for each operation, app and tenant. */
export interface RateLimit {
  readonly per_second?: number;
  readonly per_minute?: number;
}

/** An entry of the error table, from a named example with `x-error`. */
export interface Failure {
  readonly code: number;
  readonly kind: string;
  readonly summary: string;
  readonly remedy: string;
}

/** An operation, with everything that the emitters need. */
export interface Operation {
  /** Feishu's name of the method: `im.v1.chat.list`. */
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly pointer: Pointer;
  readonly summary: string;
  readonly summaryZh: string;
  readonly description: string;
  readonly docs: string | undefined;
  readonly deprecated: boolean;
  /** Whether it may be retried after an unknown result: by its method, or by `x-idempotent`. */
  readonly idempotent: boolean;
  readonly secured: boolean;
  readonly scopes: readonly string[];
  readonly fieldScopes: readonly { readonly scope: string; readonly gates: string }[];
  readonly preconditions: readonly string[];
  readonly rateLimit: RateLimit | undefined;
  readonly pagination: Pagination | undefined;
  readonly parameters: readonly Parameter[];
  /** The response of a successful call. */
  readonly success: Success;
  /** Documented error codes, ascending. */
  readonly codes: readonly number[];
}

/** The response of a successful call. */
export interface Success {
  readonly status: string;
  /** Whether the result is the `data` of the envelope or, as for tokens, the envelope itself. */
  readonly from: "data" | "top";
  readonly schema: JsonObject;
  readonly pointer: Pointer;
}

/** The input of the emitters. It is valid, so no emitter throws. */
export interface Model {
  readonly baseUrl: string;
  /** The document with normalised schemas. */
  readonly document: JsonObject;
  readonly operations: readonly Operation[];
  readonly failures: readonly Failure[];
  readonly schemas: ReadonlyMap<string, JsonObject>;
  /** Components used in responses. Their enums are open, since Feishu adds values. */
  readonly responseSchemas: ReadonlySet<string>;
  /** The enums in responses, inside and outside of components. */
  readonly openEnums: readonly Pointer[];
}
