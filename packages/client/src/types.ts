// Types that generated and hand-written code share; it imports nothing of either.

/** What a failure means for a program. `unknown` is a code that the contract does not document. */
export type ErrorKind =
  | "auth"
  | "permission"
  | "rate_limit"
  | "validation"
  | "not_found"
  | "internal"
  | "unknown";

/** What the contract says of a failure code. */
export interface DocumentedError {
  readonly kind: Exclude<ErrorKind, "unknown">;
  /** What the reader of the error should do, one sentence. */
  readonly remedy: string;
}

/** Requests allowed in each window, for each app and tenant. */
export interface RateLimit {
  readonly per_second?: number;
  readonly per_minute?: number;
}

/** What may be set for one call alone. */
export interface CallOptions {
  /** Ends the call, whatever it is waiting for; its reason is rethrown untouched. */
  signal?: AbortSignal | undefined;
  /** Milliseconds for one attempt, the body included. Default: the client's `timeoutMs`. */
  timeoutMs?: number | undefined;
  /** Milliseconds for the whole call: all attempts and all waiting. Default: the client's `deadlineMs`. */
  deadlineMs?: number | undefined;
  /** `false` for a single attempt, or how many attempts there may be. Default: the client's `retry`. */
  retry?: false | { attempts?: number | undefined } | undefined;
}

/** What may be set for one list alone; it holds for each of its pages. */
export interface ListOptions extends CallOptions {
  /**
   * Whether a walk asks for the next page while the items of this one are worked on, one page ahead. Default: true.
   * Leaving the walk early ends that request, which has then been sent in vain.
   */
  prefetch?: boolean | undefined;
}

/** One page of a list. */
export interface Page<Item, Data> {
  /** The items of this page; may be empty while there are more pages. */
  readonly items: Item[];
  /** The whole `data` of the answer, as it came: fields that the contract does not know are in it too. */
  readonly data: Data;
  /** What the server said in `has_more`. */
  readonly hasNextPage: boolean;
  /** Asks for the page after this one. Rejects with a `RangeError` on the last page. */
  nextPage(): Promise<Page<Item, Data>>;
}

/**
 * A list that has not been asked for yet: nothing is sent until it is awaited or iterated.
 *
 * - `await list` is its first page, asked for once.
 * - `for await (const item of list)` walks all items of all pages; each loop is a walk of its own.
 *
 * A walk ends only when the server says that there is no more. An error on any page is thrown out of the loop and
 * carries the token to go on from in `resumeFrom`.
 */
export interface List<Item, Data> extends PromiseLike<Page<Item, Data>>, AsyncIterable<Item> {
  /** Walks page by page, for work that is to be resumed: `page.data` holds the token of the next page. */
  pages(): AsyncGenerator<Page<Item, Data>, void, undefined>;
  /** Collects the items of a walk, `limit` at most; no page is asked for beyond it. `Infinity` collects all. */
  toArray(options: { limit: number }): Promise<Item[]>;
  /** As of a promise of the first page. */
  catch<Other = never>(
    onRejected?: ((reason: unknown) => Other | PromiseLike<Other>) | null,
  ): Promise<Page<Item, Data> | Other>;
  /** As of a promise of the first page. */
  finally(onFinally?: (() => void) | null): Promise<Page<Item, Data>>;
}
