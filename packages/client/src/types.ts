// Types shared by generated and hand-written code. This file imports neither.

/** The kind of an API error, for a program to branch on. `unknown`: the contract does not document the code. */
export type ErrorKind =
  | "auth"
  | "permission"
  | "rate_limit"
  | "validation"
  | "not_found"
  | "internal"
  | "unknown";

/** What the contract documents about an error code. */
export interface DocumentedError {
  readonly kind: Exclude<ErrorKind, "unknown">;
  /** What to do about it, in one sentence. */
  readonly remedy: string;
}

/** Requests allowed per second and per minute, for each app and tenant. */
export interface RateLimit {
  readonly per_second?: number;
  readonly per_minute?: number;
}

/** Options of one call. */
export interface CallOptions {
  /** Aborts the call. Its reason is rethrown unchanged. */
  signal?: AbortSignal | undefined;
  /** Milliseconds for one attempt, response body included. Default: the client's `timeoutMs`. */
  timeoutMs?: number | undefined;
  /** Milliseconds for the whole call: all attempts and all waiting. Default: the client's `deadlineMs`. */
  deadlineMs?: number | undefined;
  /** `false` for a single attempt, or the number of attempts. Default: the client's `retry`. */
  retry?: false | { attempts?: number | undefined } | undefined;
}

/** Options of one list. They apply to each of its pages. */
export interface ListOptions extends CallOptions {
  /**
   * Whether a walk requests the next page while the caller processes this one. Default: true. Leaving the walk early
   * aborts that request.
   */
  prefetch?: boolean | undefined;
}

/** One page of a list. */
export interface Page<Item, Data> {
  /** The items of this page; may be empty while there are more pages. */
  readonly items: Item[];
  /** The complete `data` of the response, including fields that the contract does not know. */
  readonly data: Data;
  /** The `has_more` of the response. */
  readonly hasNextPage: boolean;
  /** Fetches the next page. Rejects with a `RangeError` on the last page. */
  nextPage(): Promise<Page<Item, Data>>;
}

/**
 * The result of a list method. Nothing is sent until it is awaited or iterated.
 *
 * - `await list` returns the first page, which is fetched once.
 * - `for await (const item of list)` walks all items of all pages. Each loop starts a new walk.
 *
 * A walk ends only when `has_more` is false. An error on any page is thrown, with the token to continue from in
 * `resumeFrom`.
 */
export interface List<Item, Data> extends PromiseLike<Page<Item, Data>>, AsyncIterable<Item> {
  /** Walks page by page, for work that may be resumed: `page.data` has the token of the next page. */
  pages(): AsyncGenerator<Page<Item, Data>, void, undefined>;
  /** Collects at most `limit` items and fetches no further page. `Infinity` collects all. */
  toArray(options: { limit: number }): Promise<Item[]>;
  /** Same as on the promise of the first page. */
  catch<Other = never>(
    onRejected?: ((reason: unknown) => Other | PromiseLike<Other>) | null,
  ): Promise<Page<Item, Data> | Other>;
  /** Same as on the promise of the first page. */
  finally(onFinally?: (() => void) | null): Promise<Page<Item, Data>>;
}
