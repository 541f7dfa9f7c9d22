import type { CallResult } from "../call/attempt.ts";
import type { Descriptor } from "../descriptor.ts";
import { responseError } from "../call/envelope.ts";
import type { ResponseErrorReason } from "../errors.ts";
import type { Params } from "../call/params.ts";

/** Names of the cursor parameter and of the fields of a list. */
export type Pagination = NonNullable<Descriptor["pagination"]>;

/** A position in a walk: parameters and number of the next page, and each token seen with the page it opens. */
export interface Position {
  readonly params: Params;
  readonly index: number;
  readonly seen: Map<string, number>;
}

/** The first position of a walk. It is in the middle of the list if the caller passes a cursor. */
export function firstPosition(params: Params, { cursor }: Pagination): Position {
  const token = params[cursor];
  return { params, index: 0, seen: new Map(typeof token === "string" ? [[token, 0]] : []) };
}

/**
 * Returns the items of a page and the position of the next one, which is `undefined` only if `has_more` is false.
 *
 * @throws {FeishuResponseError} for a page without a usable `has_more` or cursor. Its items are not returned, so that
 * resuming at this page repeats none.
 */
export function readPage(
  descriptor: Descriptor,
  pagination: Pagination,
  { result, response, secrets }: CallResult,
  position: Position,
): { items: unknown[]; next: Position | undefined } {
  const { cursor } = pagination;
  const { [pagination.items]: items, [pagination.has_more]: hasMore, [cursor]: token } = result;
  const refuse = (reason: ResponseErrorReason, message: string): never => {
    throw responseError(descriptor, response, reason, message, secrets);
  };
  if (typeof hasMore !== "boolean") {
    return refuse(
      "no_envelope",
      `the page does not say whether there are more: ${pagination.has_more} is not a boolean`,
    );
  }
  // Only has_more ends a walk: a page without items is empty.
  const list = items ?? [];
  if (!Array.isArray(list)) return refuse("no_envelope", `${pagination.items} is not an array`);
  if (!hasMore) return { items: list, next: undefined };
  if (typeof token !== "string" || token === "") {
    return refuse("cursor", `${pagination.has_more} is true, but the page has no ${cursor}`);
  }
  const { params, index, seen } = position;
  // Two calls of `nextPage` request the same page twice, so its token may repeat at the same index.
  if ((seen.get(token) ?? Infinity) <= index) {
    return refuse("cursor", `the ${cursor} of the page was used before: the walk would never end`);
  }
  seen.set(token, index + 1);
  return { items: list, next: { params: { ...params, [cursor]: token }, index: index + 1, seen } };
}
