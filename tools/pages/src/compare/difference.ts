/** The kinds of difference. */
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

/** A place where page and contract disagree, or where the page contradicts itself. */
export interface Difference {
  readonly kind: Kind;
  /** The subject: `query page_size default`. */
  readonly what: string;
  readonly page: string;
  readonly contract: string;
  /** The line on the page. */
  readonly line: number;
}

/** Something that could not be compared. It does not count as a difference. */
export interface Note {
  readonly what: string;
  readonly message: string;
  readonly line: number;
}

/** The result of a comparison. */
export interface Findings {
  readonly differences: readonly Difference[];
  readonly notes: readonly Note[];
}

/** Shown for a side that states nothing. */
export const ABSENT = "–";
