import { isDeepStrictEqual } from "node:util";
import type { JsonObject } from "../contract.ts";
import type { Identity } from "./identity.ts";
import { textOf } from "./text.ts";
import { describe, itemsOf, type Walk } from "./walk.ts";

/** What a check may know beside the one walk. */
export interface WalkContext {
  /** Another walk of the same list. */
  readonly reference: Walk;
  /** This walk or the other was given up early on purpose: what it shows counts, not what it did not come to. */
  readonly isPartial: boolean;
  /** How many items there are; undefined where nobody knows. */
  readonly total: number | undefined;
  /** The size of a page when none is asked for. */
  readonly defaultSize: number | undefined;
  /** The answer is an example of the contract to the letter: a server without state, whose sizes say nothing. */
  readonly isCanned: boolean;
  readonly identities: readonly Identity[];
  /** The same list with ids of another kind; undefined where there is none. */
  readonly otherKind: Walk | undefined;
}

/** What is wrong with a walk, one text each; undefined where the check has nothing to say about such a walk. */
export type WalkCheck = (walk: Walk, context: WalkContext) => string[] | undefined;

/** The checks of a whole walk, by name. */
export const walkChecks = {
  paging_has_more_and_token: ({ pages, isCut }, { total, isCanned, isPartial }) => {
    let seen = 0;
    const untrue = pages.flatMap(({ items, hasMore }, index) => {
      seen += items.length;
      const isWrong = total !== undefined && !isCanned && hasMore !== undefined && hasMore !== seen < total;
      return isWrong ? [`page ${index + 1} says has_more ${hasMore} after ${seen} items of ${total}`] : [];
    });
    const tokens = pages.flatMap(({ hasMore, token }) => (hasMore && token ? [token] : []));
    return [
      ...untrue,
      ...pages.flatMap(({ hasMore, token }, index) => [
        ...(hasMore === true && !token ? [`page ${index + 1} says has_more and gives no token`] : []),
        ...(hasMore === undefined ? [`page ${index + 1} does not say whether there is more`] : []),
      ]),
      ...(new Set(tokens).size < tokens.length ? ["two pages give the same token"] : []),
      ...(isCut && !isPartial ? [`there is still more after ${pages.length} pages`] : []),
    ];
  },
  paging_size: ({ pages, size }, { defaultSize, isCanned }) => {
    const most = size ?? defaultSize;
    if (most === undefined || isCanned) return undefined;
    return pages.flatMap(({ items }, index) =>
      items.length > most
        ? [`page ${index + 1} holds ${items.length} items, ${most} at most were asked for`]
        : [],
    );
  },
  paging_no_duplicate: (walk, { isCanned }) => {
    if (isCanned) return undefined;
    const texts = itemsOf(walk).map((item) => JSON.stringify(item));
    const twice = texts.filter((entry, index) => texts.indexOf(entry) !== index);
    return twice.length > 0
      ? [`${twice.length} items come twice, the first is ${twice[0]?.slice(0, 60)}`]
      : [];
  },
  paging_whole: (walk, { reference, total, isCanned, isPartial }) => {
    if (isCanned || isPartial) return undefined;
    const [items, others] = [itemsOf(walk), itemsOf(reference)];
    const sizes = `${items.length} items, ${describe(reference.fixed, reference.size)} gives ${others.length}`;
    return [
      ...(total !== undefined && items.length !== total ? [`${items.length} items of ${total}`] : []),
      ...(items.length !== others.length ? [sizes] : []),
    ];
  },
  paging_same_order: (walk, { reference, isCanned }) => {
    if (isCanned || walk === reference || !isDeepStrictEqual(walk.fixed, reference.fixed)) return undefined;
    const [items, others] = [itemsOf(walk), itemsOf(reference)];
    const index = items.findIndex(
      (item, place) => place < others.length && !isDeepStrictEqual(item, others[place]),
    );
    return index < 0
      ? []
      : [`item ${index + 1} is another than in ${describe(reference.fixed, reference.size)}`];
  },
  owner_bot: (walk, { identities, isCanned, total }) => {
    if (isCanned || identities.length === 0) return undefined;
    const items = itemsOf(walk);
    const isWhole = total !== undefined && items.length === total && total > 0;
    return [
      ...items.flatMap((item, index) =>
        identities
          .filter(({ id, type }) => id in item !== type in item)
          .map(({ id, type }) => `item ${index + 1} has one of ${id} and ${type} without the other`),
      ),
      ...identities.flatMap(({ id }) => [
        ...(isWhole && items.every((item) => id in item) ? [`no item is without ${id}, as a bot's is`] : []),
        ...(isWhole && !items.some((item) => id in item) ? [`no item has ${id}`] : []),
      ]),
    ];
  },
  owner_kind: (walk, { identities, isCanned, otherKind }) => {
    if (isCanned || identities.length === 0) return undefined;
    const others = otherKind ? itemsOf(otherKind) : [];
    return itemsOf(walk).flatMap((item, index) =>
      identities.flatMap(({ id, type, parameter }) => {
        const wanted = walk.fixed[parameter.name] ?? parameter.schema["default"];
        const other = others[index];
        const isOther = type in item && other?.[type] !== item[type];
        return [
          ...(type in item && item[type] !== wanted
            ? [
                `item ${index + 1} has an ${id} of type ${textOf(item[type])}, ${textOf(wanted)} was asked for`,
              ]
            : []),
          ...(isOther && other?.[id] === item[id] && id in item
            ? [
                `item ${index + 1} has the same ${id} as ${textOf(item[type])} and as ${textOf(other?.[type])}`,
              ]
            : []),
        ];
      }),
    );
  },
} as const satisfies Record<string, WalkCheck>;

/** Without the fields that a scope gates: a check of items, for an app that lacks it. */
export function gatedFields(items: readonly JsonObject[], { id, type }: Identity): string[] {
  const shown = items.filter((item) => id in item || type in item);
  return shown.length > 0
    ? [`${shown.length} of ${items.length} items show ${id} to an app without the scope`]
    : [];
}
