import type { Outcome } from "../call/attempt.ts";
import type { Descriptor } from "../descriptor.ts";
import { responseError } from "../call/envelope.ts";
import type { ResponseFault } from "../errors.ts";
import type { Params } from "../call/params.ts";

/** Names of the parameter and fields that make a list. */
export type Pagination = NonNullable<Descriptor["pagination"]>;

/** Where a walk stands: what to ask for, and the tokens that led here, each with the number of the page it opens. */
export interface Position {
  readonly params: Params;
  readonly index: number;
  readonly seen: Map<string, number>;
}

/** The beginning of a walk, which may itself be in the middle of a list. */
export function startingAt(params: Params, { cursor }: Pagination): Position {
  const token = params[cursor];
  return { params, index: 0, seen: new Map(typeof token === "string" ? [[token, 0]] : []) };
}

/**
 * The items of a page, and where the next one begins: `undefined` only when the server says that there is no more.
 *
 * @throws {FeishuResponseError} for a page that does not say how to go on; its items are withheld, so that resuming
 * at it repeats nothing.
 */
export function readPage(
  descriptor: Descriptor,
  pagination: Pagination,
  { result, answer, secrets }: Outcome,
  position: Position,
): { items: unknown[]; next: Position | undefined } {
  const { cursor } = pagination;
  const { [pagination.items]: items, [pagination.has_more]: hasMore, [cursor]: token } = result;
  const refuse = (fault: ResponseFault, message: string): never => {
    throw responseError(descriptor, answer, fault, message, secrets);
  };
  if (typeof hasMore !== "boolean") {
    return refuse(
      "no_envelope",
      `the page does not say whether there is more: ${pagination.has_more} is no boolean`,
    );
  }
  // has_more alone decides: a page that leaves its items out is an empty one.
  const list = items ?? [];
  if (!Array.isArray(list)) return refuse("no_envelope", `${pagination.items} is no list`);
  if (!hasMore) return { items: list, next: undefined };
  if (typeof token !== "string" || token === "") {
    return refuse("cursor", `the page says that there is more, but gives no ${cursor}`);
  }
  const { params, index, seen } = position;
  // A page may be asked for twice, by two calls of `nextPage`: its token then opens the same page again.
  if ((seen.get(token) ?? Infinity) <= index) {
    return refuse("cursor", `the page gives a ${cursor} that was used before: the walk would never end`);
  }
  seen.set(token, index + 1);
  return { items: list, next: { params: { ...params, [cursor]: token }, index: index + 1, seen } };
}
