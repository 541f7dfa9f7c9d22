/** What sort of thing differs. */
export type Kind =
  | "method"
  | "path"
  | "app types"
  | "rate limit"
  | "scope"
  | "field scope"
  | "token"
  | "section"
  | "field"
  | "type"
  | "required"
  | "enum"
  | "default"
  | "bound"
  | "error code"
  | "error status"
  | "contradiction";

/** One thing that the page and the contract, or the page and itself, say differently. */
export interface Difference {
  readonly kind: Kind;
  /** What it is about: `query page_size default`. */
  readonly what: string;
  readonly page: string;
  readonly contract: string;
  /** The page's line. */
  readonly line: number;
}

/** What could not be held against each other; it does not count as a difference. */
export interface Note {
  readonly what: string;
  readonly message: string;
  readonly line: number;
}

/** What a comparison finds. */
export interface Findings {
  readonly differences: readonly Difference[];
  readonly notes: readonly Note[];
}

/** Where one side says nothing. */
export const NOTHING = "–";
