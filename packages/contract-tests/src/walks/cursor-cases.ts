import type { Case } from "../cases/case.ts";
import { accepted, badValueFailures } from "../cases/expected.ts";
import type { MakeRequest } from "../cases/request.ts";
import { encode } from "../cases/values.ts";
import type { Paged } from "../contract/types.ts";
import type { Walk } from "./walk.ts";

/**
 * The cursor of a walk with another page size, altered, under another order; and `foreign` cursors: those of other
 * lists and servers, by their label.
 */
export function cursorCases(
  operation: Paged,
  walks: readonly Walk[],
  foreign: Readonly<Record<string, string>>,
  request: MakeRequest,
): Case[] {
  const { cursor, limit } = operation.pagination;
  const first = walks.find(({ pages }) => pages[0]?.hasMore && pages[0].pageToken);
  const pageToken = first?.pages[0]?.pageToken;
  if (!first || !pageToken) return [];
  const make = (name: string, query: Record<string, string>, expect: Case["expect"]): Case => ({
    name,
    operation,
    category: "cursor",
    request: request(operation, { query: { ...first.filters, ...query } }),
    expect,
    parameters: Object.keys(query),
    guess: "foreignToken",
  });
  const otherSizes = [1, 3, 50].map((size) =>
    make(
      `pages of ${size} after another page size`,
      { [limit]: String(size), [cursor]: encode(pageToken) },
      accepted,
    ),
  );
  const allowedErrors = badValueFailures(operation);
  if (allowedErrors.length === 0) return otherSizes;
  const rejected = { accept: false, allowedErrors };
  const middle = pageToken.length >> 1;
  const letter = pageToken[middle] === "A" ? "B" : "A";
  const altered: [label: string, text: string][] = [
    ["without its last letter", pageToken.slice(0, -1)],
    ["with an additional letter", `${pageToken}A`],
    ["with another letter in the middle", pageToken.slice(0, middle) + letter + pageToken.slice(middle + 1)],
    ["with another first letter", `${pageToken[0] === "A" ? "B" : "A"}${pageToken.slice(1)}`],
    ["in lower case", pageToken.toLowerCase()],
    ["reversed", Array.from(pageToken).toReversed().join("")],
    ["repeated", pageToken + pageToken],
    ["with a leading space", ` ${pageToken}`],
    ["encoded twice", encode(pageToken)],
    ["decoded from Base64", Buffer.from(pageToken, "base64").toString("latin1")],
    ...Object.entries(foreign),
  ];
  const orders = operation.parameters.filter(({ name }) => /sort|order/.test(name));
  const reordered = orders.flatMap(({ name, schema }) => {
    const current = first.filters[name] ?? schema["default"];
    const otherOrders = ((schema["enum"] ?? []) as string[]).filter((value) => value !== current);
    return otherOrders.map((value) =>
      make(
        `a cursor of ${String(current)} under ${value}`,
        { [name]: value, [cursor]: encode(pageToken) },
        rejected,
      ),
    );
  });
  return [
    ...otherSizes,
    make("the cursor as it is, not encoded", { [cursor]: pageToken }, accepted),
    ...altered
      .filter(([, text]) => text !== pageToken)
      .map(([label, text]) => make(`a cursor ${label}`, { [cursor]: encode(text) }, rejected)),
    ...reordered,
  ];
}
