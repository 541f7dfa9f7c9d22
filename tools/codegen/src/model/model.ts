import type { JsonObject, Pointer } from "../contract/json.ts";

/** Where a parameter goes on the wire. */
export type Location = "path" | "query" | "body";

/** What a caller passes to an operation. */
export interface Parameter {
  readonly name: string;
  readonly location: Location;
  readonly required: boolean;
  readonly deprecated: boolean;
  /** As written: a reference is kept, since its name is the type's name. */
  readonly schema: JsonObject;
  /** The same, with the reference followed. */
  readonly constraints: JsonObject;
  readonly description: string;
  readonly descriptionZh: string;
  readonly example: unknown;
}

/** `x-pagination`: which parameters and which fields of `data` make a list. */
export interface Pagination {
  readonly cursor: string;
  readonly limit?: string;
  readonly items: string;
  readonly has_more: string;
}

/** `x-rate-limit`: requests allowed in each window, for each operation, app and tenant. */
export interface RateLimit {
  readonly per_second?: number;
  readonly per_minute?: number;
}

/** One entry of the error table, from a named example that has `x-error`. */
export interface Failure {
  readonly code: number;
  readonly kind: string;
  readonly summary: string;
  readonly remedy: string;
}

/** One operation, with all that its types, its descriptor and its documentation are made from. */
export interface Operation {
  /** The vendor's own name of the method: `im.v1.chat.list`. */
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly pointer: Pointer;
  readonly summary: string;
  readonly summaryZh: string;
  readonly description: string;
  readonly docs: string | undefined;
  readonly deprecated: boolean;
  /** Whether it may be sent again when nobody knows whether it arrived: by its method, or by `x-idempotent`. */
  readonly idempotent: boolean;
  readonly secured: boolean;
  readonly scopes: readonly string[];
  readonly fieldScopes: readonly { readonly scope: string; readonly gates: string }[];
  readonly preconditions: readonly string[];
  readonly rateLimit: RateLimit | undefined;
  readonly pagination: Pagination | undefined;
  readonly parameters: readonly Parameter[];
  /** The status whose answer is success, and what of it the caller gets. */
  readonly success: Success;
  /** Codes that this operation documents, ascending. */
  readonly codes: readonly number[];
}

/** What a successful answer holds. */
export interface Success {
  readonly status: string;
  /** Whether the result is the envelope's `data` or, as for tokens, the top level itself. */
  readonly from: "data" | "top";
  readonly schema: JsonObject;
  readonly pointer: Pointer;
}

/** All that the emitters need to know: already checked, so that none of them refuses anything. */
export interface Model {
  readonly baseUrl: string;
  readonly operations: readonly Operation[];
  readonly failures: readonly Failure[];
  readonly schemas: ReadonlyMap<string, JsonObject>;
  /** Components that an answer can hold: their enums are open, since Feishu adds values. */
  readonly answerSchemas: ReadonlySet<string>;
  /** Where the enums stand that answers hold, in components and beside them. */
  readonly openEnums: readonly Pointer[];
}
