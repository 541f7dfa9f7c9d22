import type { JsonObject } from "../contract.ts";
import type { Paged } from "../probe/walk.ts";
import { jsonReply } from "./probing.ts";
import type { Reply, Sent, Server } from "./transport.ts";

/** A list on a server, page by page, and what is wrong with it. */
export interface ServedList {
  readonly pages: readonly (readonly JsonObject[])[];
  /** What opens each page but the first. */
  readonly tokens: readonly string[];
  /** What the last page says for its token; undefined for nothing. */
  readonly lastToken: string | undefined;
  /** A page that is never answered well, by its number. */
  readonly failing: { readonly page: number; readonly reply: Reply } | undefined;
  /** What the last page says of what follows, if not the truth. */
  readonly ending: Ending;
}

/** How a list ends: as it should, or in a way that a walk must not take for an end. */
export type Ending =
  | "well"
  | "more without a token"
  | "more with its own token"
  | "without has_more"
  | "items that are no list";

/** A server of the list. Its first page is opened by `firstToken`, or by none. */
export function serveList(operation: Paged, list: ServedList, firstToken: unknown): Server {
  return (sent) => {
    const page = pageAsked(operation, list, firstToken, sent);
    if (page === undefined) return jsonReply({ code: 232001, msg: "the token is not known" }, 400);
    if (list.failing?.page === page) return list.failing.reply;
    return jsonReply({ code: 0, msg: "success", data: dataOf(operation, list, page, firstToken) });
  };
}

function dataOf({ pagination }: Paged, list: ServedList, page: number, firstToken: unknown): JsonObject {
  const { cursor, items, has_more } = pagination;
  const isLast = page === list.pages.length - 1;
  const own = page === 0 ? firstToken : list.tokens[page - 1];
  const token = isLast ? list.lastToken : list.tokens[page];
  const data: JsonObject = {
    [items]: list.pages[page],
    [has_more]: !isLast,
    ...(token !== undefined && { [cursor]: token }),
    not_documented: { page },
  };
  if (!isLast || list.ending === "well") return data;
  const { [has_more]: _more, ...silent } = data;
  const { [cursor]: _token, ...tokenless } = data;
  if (list.ending === "without has_more") return silent;
  if (list.ending === "more without a token") return { ...tokenless, [has_more]: true };
  if (list.ending === "items that are no list") return { ...data, [items]: "none" };
  return { ...data, [has_more]: true, [cursor]: own };
}

function pageAsked(
  { pagination }: Paged,
  { tokens }: ServedList,
  firstToken: unknown,
  { url }: Sent,
): number | undefined {
  const asked = new URL(url).searchParams.get(pagination.cursor);
  if (asked === (firstToken ?? null)) return 0;
  const index = tokens.indexOf(asked ?? "");
  return index < 0 ? undefined : index + 1;
}
