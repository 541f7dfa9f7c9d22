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
  const first = walks.find(({ pages }) => pages[0]?.hasMore && pages[0].token);
  const token = first?.pages[0]?.token;
  if (!first || !token) return [];
  const make = (name: string, query: Record<string, string>, expect: Case["expect"]): Case => ({
    name,
    operation,
    category: "cursor",
    request: request(operation, { query: { ...first.filters, ...query } }),
    expect,
    parameters: Object.keys(query),
    settles: "foreignToken",
  });
  const allowed = [1, 3, 50].map((size) =>
    make(
      `pages of ${size} after another page size`,
      { [limit]: String(size), [cursor]: encode(token) },
      accepted,
    ),
  );
  const refuse = badValueFailures(operation);
  if (refuse.length === 0) return allowed;
  const refused = { accept: false, refuse };
  const middle = token.length >> 1;
  const other = token[middle] === "A" ? "B" : "A";
  const altered: [label: string, text: string][] = [
    ["without its last letter", token.slice(0, -1)],
    ["with an additional letter", `${token}A`],
    ["with another letter in the middle", token.slice(0, middle) + other + token.slice(middle + 1)],
    ["with another first letter", `${token[0] === "A" ? "B" : "A"}${token.slice(1)}`],
    ["in lower case", token.toLowerCase()],
    ["reversed", Array.from(token).toReversed().join("")],
    ["repeated", token + token],
    ["with a leading space", ` ${token}`],
    ["encoded twice", encode(token)],
    ["decoded from Base64", Buffer.from(token, "base64").toString("latin1")],
    ...Object.entries(foreign),
  ];
  const orders = operation.parameters.filter(({ name }) => /sort|order/.test(name));
  const reordered = orders.flatMap(({ name, schema }) => {
    const current = first.filters[name] ?? schema["default"];
    const others = ((schema["enum"] ?? []) as string[]).filter((value) => value !== current);
    return others.map((value) =>
      make(
        `a cursor of ${String(current)} under ${value}`,
        { [name]: value, [cursor]: encode(token) },
        refused,
      ),
    );
  });
  return [
    ...allowed,
    make("the cursor as it is, not encoded", { [cursor]: token }, accepted),
    ...altered
      .filter(([, text]) => text !== token)
      .map(([label, text]) => make(`a cursor ${label}`, { [cursor]: encode(text) }, refused)),
    ...reordered,
  ];
}
