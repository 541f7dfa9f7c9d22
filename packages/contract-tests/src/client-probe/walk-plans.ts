import { array, boolean, constantFrom, nat, option, record, sample, uniqueArray } from "fast-check";
import type { JsonObject } from "../contract.ts";
import type { Paged } from "../probe/walk.ts";
import { texts } from "./arbitrary.ts";
import { goodArguments } from "./arguments.ts";
import { jsonReply, written } from "./probing.ts";
import type { Ending, ServedList } from "./served-list.ts";
import { itemsOfList } from "./success.ts";
import type { Reply } from "./transport.ts";

/** How many walks each list gets. */
const randomWalks = 150;

/** A way to go through a list. */
const ways = ["items", "pages", "toArray", "nextPage"] as const;

/** One walk: the list that is served, and how it is gone through. */
export interface Plan {
  readonly list: ServedList;
  readonly params: JsonObject;
  readonly way: (typeof ways)[number];
  readonly prefetch: boolean;
  /** For `toArray`. */
  readonly limit: number;
}

/** Failures in the middle of a walk. */
const failures: readonly Reply[] = [
  jsonReply({ code: 232025, msg: "Bot ability is not activated." }, 400),
  jsonReply({ code: 99991400, msg: "too many" }, 429, { "x-ogw-ratelimit-reset": "1" }),
  jsonReply({ code: 99991663, msg: "Invalid access token" }, 400),
  jsonReply({ code: 1500, msg: "internal" }, 500),
  { status: 504, headers: { "content-type": "text/html" }, text: "<h1>504</h1>" },
  { error: new TypeError("fetch failed", { cause: new Error("ECONNRESET") }) },
];

/** Random walks of an operation's list, the same ones for the same seed. */
export function plansOf(operation: Paged, seed: number): Plan[] {
  const { cursor } = operation.pagination;
  const endings: Ending[] = [
    "well",
    "well",
    "well",
    "more without a token",
    "more with its own token",
    "without has_more",
    "items that are no list",
  ];
  const made = sample(
    record({
      sizes: array(nat(4), { minLength: 1, maxLength: 7 }),
      tokens: uniqueArray(texts(1, 40), { minLength: 7, maxLength: 7 }),
      first: option(texts(1, 40), { nil: undefined, freq: 2 }),
      lastToken: constantFrom(undefined, "", "left-over"),
      failing: option(record({ page: nat(6), reply: constantFrom(...failures) }), {
        nil: undefined,
        freq: 2,
      }),
      ending: constantFrom(...endings),
      way: constantFrom(...ways),
      prefetch: boolean(),
      limit: constantFrom(1, 2, 5, Infinity),
    }),
    { seed, numRuns: randomWalks },
  );
  const items = sample(itemsOfList(operation), { seed, numRuns: 30 });
  const params = goodArguments(operation, seed, randomWalks).slice(-randomWalks);
  return made.map(({ sizes, tokens, first, lastToken, failing, ending, ...plan }, turn): Plan => {
    let count = 0;
    const pages = sizes.map((size) =>
      Array.from({ length: size }, () => ({ ...items[count % items.length], place: count++ })),
    );
    const failingPage = failing && { ...failing, page: failing.page % pages.length };
    return {
      ...plan,
      params: { ...params[turn], [cursor]: tokens.includes(first ?? "") ? undefined : first },
      list: { pages, tokens, lastToken, failing: failingPage, ending },
    };
  });
}

/** A walk in words, to repeat it by. */
export function nameOf(operation: Paged, { list, params, way, prefetch, limit }: Plan): string {
  const sizes = list.pages.map(({ length }) => length).join("+");
  const about = [
    `${way === "toArray" ? `toArray of ${limit}` : way} of ${sizes} items`,
    ...(prefetch ? [] : ["without read-ahead"]),
    ...(list.failing ? [`page ${list.failing.page + 1} fails`] : []),
    ...(list.ending === "well" ? [] : [`the last page says ${list.ending}`]),
  ];
  return written(operation, params, about.join(", "));
}
