import { isDeepStrictEqual } from "node:util";
import { textOf } from "../contract/text.ts";
import type { JsonObject } from "../contract/types.ts";
import type { Identity } from "../walks/identity.ts";
import { describeWalk, itemsOf, type Walk } from "../walks/walk.ts";

/** What an assertion on a walk uses besides the walk. */
export interface WalkContext {
  /** Another walk of the same list. */
  readonly reference: Walk;
  /** This walk or the reference stopped early on purpose, so missing items are not wrong. */
  readonly isPartial: boolean;
  /** How many items the list has; undefined if unknown. */
  readonly total: number | undefined;
  /** The page size without the parameter; undefined if the contract has no default. */
  readonly defaultSize: number | undefined;
  /** The response is an example of the contract: the server has no state, and page sizes mean nothing. */
  readonly isExampleOnly: boolean;
  readonly identities: readonly Identity[];
  /** The same list with ids of another type; undefined if there is none. */
  readonly otherIds: Walk | undefined;
}

/** Returns what is wrong with a walk, one message each; undefined if it does not apply to the walk. */
export type WalkAssertion = (walk: Walk, context: WalkContext) => string[] | undefined;

/** The assertions on a whole walk, by name. */
export const walkAssertions = {
  paging_has_more_and_token: ({ pages, isTruncated }, { total, isExampleOnly, isPartial }) => {
    let seen = 0;
    const wrong = pages.flatMap(({ items, hasMore }, index) => {
      seen += items.length;
      const isWrong =
        total !== undefined && !isExampleOnly && hasMore !== undefined && hasMore !== seen < total;
      return isWrong ? [`page ${index + 1} has has_more ${hasMore} after ${seen} items of ${total}`] : [];
    });
    const pageTokens = pages.flatMap(({ hasMore, pageToken }) => (hasMore && pageToken ? [pageToken] : []));
    return [
      ...wrong,
      ...pages.flatMap(({ hasMore, pageToken }, index) => [
        ...(hasMore === true && !pageToken ? [`page ${index + 1} has has_more true and no page_token`] : []),
        ...(hasMore === undefined ? [`page ${index + 1} has no has_more`] : []),
      ]),
      ...(new Set(pageTokens).size < pageTokens.length ? ["two pages have the same page_token"] : []),
      ...(isTruncated && !isPartial ? [`has_more is still true after ${pages.length} pages`] : []),
    ];
  },
  paging_size: ({ pages, size }, { defaultSize, isExampleOnly }) => {
    const requested = size ?? defaultSize;
    if (requested === undefined || isExampleOnly) return undefined;
    return pages.flatMap(({ items }, index) =>
      items.length > requested
        ? [`page ${index + 1} has ${items.length} items; the page size is ${requested}`]
        : [],
    );
  },
  paging_no_duplicate: (walk, { isExampleOnly }) => {
    if (isExampleOnly) return undefined;
    const items = itemsOf(walk).map((item) => JSON.stringify(item));
    const repeated = items.filter((item, index) => items.indexOf(item) !== index);
    return repeated.length > 0
      ? [`${repeated.length} items appear twice; the first is ${repeated[0]?.slice(0, 60)}`]
      : [];
  },
  paging_complete: (walk, { reference, total, isExampleOnly, isPartial }) => {
    if (isExampleOnly || isPartial) return undefined;
    const [{ length }, expected] = [itemsOf(walk), itemsOf(reference)];
    return [
      ...(total !== undefined && length !== total ? [`has ${length} items of ${total}`] : []),
      ...(length !== expected.length
        ? [`has ${length} items, ${describeWalk(reference.filters, reference.size)} has ${expected.length}`]
        : []),
    ];
  },
  paging_same_order: (walk, { reference, isExampleOnly }) => {
    if (isExampleOnly || walk === reference || !isDeepStrictEqual(walk.filters, reference.filters))
      return undefined;
    const [items, expected] = [itemsOf(walk), itemsOf(reference)];
    const index = items.findIndex(
      (item, place) => place < expected.length && !isDeepStrictEqual(item, expected[place]),
    );
    return index < 0
      ? []
      : [`item ${index + 1} differs from ${describeWalk(reference.filters, reference.size)}`];
  },
  owner_bot: (walk, { identities, isExampleOnly, total }) => {
    if (isExampleOnly || identities.length === 0) return undefined;
    const items = itemsOf(walk);
    const isWhole = total !== undefined && items.length === total && total > 0;
    return [
      ...items.flatMap((item, index) =>
        identities
          .filter(({ id, type }) => id in item !== type in item)
          .map(({ id, type }) => `item ${index + 1} has only one of ${id} and ${type}`),
      ),
      ...identities.flatMap(({ id }) => [
        ...(isWhole && items.every((item) => id in item)
          ? [`every item has ${id}; those of bots must not`]
          : []),
        ...(isWhole && !items.some((item) => id in item) ? [`no item has ${id}`] : []),
      ]),
    ];
  },
  owner_kind: (walk, { identities, isExampleOnly, otherIds }) => {
    if (isExampleOnly || identities.length === 0) return undefined;
    const otherItems = otherIds ? itemsOf(otherIds) : [];
    return itemsOf(walk).flatMap((item, index) =>
      identities
        .filter(({ type }) => type in item)
        .flatMap(({ id, type, parameter }) => {
          const requested = walk.filters[parameter.name] ?? parameter.schema["default"];
          const otherItem = otherItems[index];
          const isSameId = otherItem?.[type] !== item[type] && otherItem?.[id] === item[id] && id in item;
          return [
            ...(item[type] === requested
              ? []
              : [
                  `item ${index + 1} has an ${id} of type ${textOf(item[type])}; requested was ${textOf(requested)}`,
                ]),
            ...(isSameId
              ? [
                  `item ${index + 1} has the same ${id} as ${textOf(item[type])} and as ${textOf(otherItem?.[type])}`,
                ]
              : []),
          ];
        }),
    );
  },
} as const satisfies Record<string, WalkAssertion>;

/** Items that show a gated field to an app without its scope, as a message. */
export function gatedFieldMessages(items: readonly JsonObject[], { id, type }: Identity): string[] {
  const shown = items.filter((item) => id in item || type in item);
  return shown.length > 0
    ? [`${shown.length} of ${items.length} items show ${id} to an app without the scope`]
    : [];
}
