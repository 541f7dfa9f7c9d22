import type { SuccessfulResponse } from "../call/attempt.ts";
import type { Descriptor } from "../descriptor.ts";
import { responseError } from "../call/envelope.ts";
import type { ResponseErrorReason } from "../errors.ts";
import type { Params } from "../call/params.ts";

/** Names of the cursor parameter and of the fields of a list. */
export type Pagination = NonNullable<Descriptor["pagination"]>;

/** A position in a walk. `seen` maps each page token received so far to the index of the page that it requests. */
export interface Position {
  readonly params: Params;
  readonly index: number;
  readonly seen: Map<string, number>;
}

/** The first position of a walk, which may be in the middle of the list if the parameters have a page token. */
export function positionOf(params: Params, { cursor }: Pagination): Position {
  const token = params[cursor];
  return { params, index: 0, seen: new Map(typeof token === "string" ? [[token, 0]] : []) };
}

/**
 * Returns the items of a page and the position of the next one, which is `undefined` only if `has_more` is false.
 *
 * @throws {FeishuResponseError} for a page without a usable `has_more` or page token. The items of such a page are
 * discarded; a walk that resumes here returns them.
 */
export function readPage(
  descriptor: Descriptor,
  pagination: Pagination,
  { result, response, secrets }: SuccessfulResponse,
  position: Position,
): { items: unknown[]; next: Position | undefined } {
  const { cursor } = pagination;
  const { [pagination.items]: items, [pagination.has_more]: hasMore, [cursor]: pageToken } = result;
  const fail = (reason: ResponseErrorReason, message: string): never => {
    throw responseError(descriptor, response, reason, message, secrets);
  };
  if (typeof hasMore !== "boolean") {
    return fail(
      "invalid_envelope",
      `the page does not say whether there are more: ${pagination.has_more} is not a boolean`,
    );
  }
  // A missing `items` field counts as an empty page; only `has_more` ends a walk.
  const list = items ?? [];
  if (!Array.isArray(list)) return fail("invalid_envelope", `${pagination.items} is not an array`);
  if (!hasMore) return { items: list, next: undefined };
  if (typeof pageToken !== "string" || pageToken === "") {
    return fail("cursor", `${pagination.has_more} is true, but the page has no ${cursor}`);
  }
  const { params, index, seen } = position;
  // Two calls of `nextPage` request the same page twice, so its token may repeat at the same index.
  if ((seen.get(pageToken) ?? Infinity) <= index) {
    return fail("cursor", `the ${cursor} of the page was used before: the walk would never end`);
  }
  seen.set(pageToken, index + 1);
  return { items: list, next: { params: { ...params, [cursor]: pageToken }, index: index + 1, seen } };
}
