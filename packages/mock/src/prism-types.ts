// What the rest of the mock asks of Prism, in the mock's own terms; nothing of Prism is imported here.
import type { Answer } from "./answer.ts";
import type { Operation } from "./contract/contract.ts";

/** A finding of Prism's validation. */
export interface Diagnostic {
  /** Where: `query`, `path`, `header` or `body`, then the parameter's name in lower case or the way into the body. */
  path: readonly string[];
  /** The JSON Schema keyword that was broken, such as `maximum`. */
  code: string;
  message: string;
}

/** What Prism validates. */
export interface PrismInput {
  path: string;
  query: Record<string, string | string[]>;
  headers: Readonly<Record<string, string | undefined>>;
  /** Media type of a form; JSON goes without, and its body is a value. */
  formType?: string;
  body: unknown;
}

/** Which of the contract's answers Prism is to give. */
export interface Choice {
  /** HTTP status; undefined leaves it to Prism, which takes the lowest 2xx, then `default`. */
  code?: number;
  example?: string;
  mediaType?: string;
  /** True makes the body up from the schema, the same one for the same seed. */
  dynamic: boolean;
}

/** Prism, holding one contract. */
export interface Prism {
  validate(operation: Operation, input: PrismInput): Promise<Diagnostic[]>;
  answer(operation: Operation, choice: Choice): Promise<Answer>;
}
