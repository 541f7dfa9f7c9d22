// The interface to Prism that the rest of the mock uses. Imports nothing from Prism.
import type { Operation } from "../contract/contract.ts";
import type { ResponseDraft } from "../http/response.ts";

/**
 * A violation that Prism's validation found, such as `{ path: ["query", "page_size"], code: "maximum", message: "Request
 * query parameter page_size must be <= 100" }`.
 */
export interface Diagnostic {
  /** `query`, `path`, `header` or `body`, then the lower-case name of the parameter or the path into the body. */
  path: readonly string[];
  /** The violated JSON Schema keyword, such as `maximum`. */
  code: string;
  message: string;
}

/** A request for Prism to validate. */
export interface PrismInput {
  path: string;
  query: Record<string, string | string[]>;
  headers: Readonly<Record<string, string | undefined>>;
  /** The whole `Content-Type` header of a form, with its boundary. Undefined for JSON, whose `body` is parsed. */
  formContentType?: string;
  body: unknown;
}

/** Selects a response of the contract. */
export interface ResponseChoice {
  /** Default: the lowest 2xx, then `default`. */
  status?: number;
  example?: string;
  mediaType?: string;
  /** True generates the body from the schema. The same seed gives the same body. */
  dynamic: boolean;
}

/** A Prism instance for one contract. */
export interface Prism {
  validate(operation: Operation, input: PrismInput): Promise<Diagnostic[]>;
  respond(operation: Operation, choice: ResponseChoice): Promise<ResponseDraft>;
}
