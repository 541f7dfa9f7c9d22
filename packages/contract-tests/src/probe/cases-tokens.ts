import type { Case } from "./case.ts";
import { accepted, badValueFailures } from "./oracle.ts";
import type { MakeRequest } from "./request.ts";
import { encode } from "./values.ts";
import type { Paged, Walk } from "./walk.ts";

/**
 * The cursor of a walk, changed by a letter, from elsewhere, or under another order; and what may change between two
 * pages. `foreign` are tokens of other lists and servers, by what they are.
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
    aim: "token",
    request: request(operation, { query: { ...first.fixed, ...query } }),
    expect,
    parameters: Object.keys(query),
    settles: "foreignToken",
  });
  const allowed = [1, 3, 50].map((size) =>
    make(`pages of ${size} after another size`, { [limit]: String(size), [cursor]: encode(token) }, accepted),
  );
  const refuse = badValueFailures(operation);
  if (refuse.length === 0) return allowed;
  const middle = token.length >> 1;
  const other = token[middle] === "A" ? "B" : "A";
  const garbled: [label: string, text: string][] = [
    ["without its last letter", token.slice(0, -1)],
    ["with a letter more", `${token}A`],
    ["with another letter in its middle", token.slice(0, middle) + other + token.slice(middle + 1)],
    ["with another first letter", `${token[0] === "A" ? "B" : "A"}${token.slice(1)}`],
    ["in lower case", token.toLowerCase()],
    ["backwards", Array.from(token).toReversed().join("")],
    ["twice over", token + token],
    ["with a space before it", ` ${token}`],
    ["encoded twice", encode(token)],
    ["decoded", Buffer.from(token, "base64").toString("latin1")],
    ...Object.entries(foreign),
  ];
  const orders = operation.parameters.filter(({ name }) => /sort|order/.test(name));
  const moved = orders.flatMap(({ name, schema }) => {
    const current = first.fixed[name] ?? schema["default"];
    const others = ((schema["enum"] ?? []) as string[]).filter((value) => value !== current);
    return others.map((value) =>
      make(
        `a token of ${String(current)} under ${value}`,
        { [name]: value, [cursor]: encode(token) },
        { accept: false, refuse },
      ),
    );
  });
  return [
    ...allowed,
    make("the token as it is, not encoded", { [cursor]: token }, accepted),
    ...garbled
      .filter(([, text]) => text !== token)
      .map(([label, text]) =>
        make(`a token ${label}`, { [cursor]: encode(text) }, { accept: false, refuse }),
      ),
    ...moved,
  ];
}
