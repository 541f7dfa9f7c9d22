import { isJsonObject, type JsonObject, type Operation } from "../contract.ts";
import type { Answer, Case } from "./case.ts";
import { accepted } from "./oracle.ts";
import { encode } from "./values.ts";
import type { MakeRequest } from "./request.ts";

/** An operation that is answered in pages. */
export type Paged = Operation & { readonly pagination: NonNullable<Operation["pagination"]> };

/** One page as it was answered; members are undefined where they are missing or of another type. */
interface Page {
  readonly case: Case;
  readonly items: readonly JsonObject[];
  readonly hasMore: boolean | undefined;
  readonly token: string | undefined;
}

/** Pages from the first to the one that ended it. */
export interface Walk {
  readonly operation: Paged;
  /** The query but for size and token. */
  readonly fixed: Readonly<Record<string, string>>;
  /** The page size that was asked for; undefined for none. */
  readonly size: number | undefined;
  readonly pages: readonly Page[];
  /** It was given up with more to come. */
  readonly isCut: boolean;
}

/** Asks for one case and has its answer judged. */
export type Ask = (one: Case) => Promise<Answer>;

/** Whether an operation is answered in pages. */
export function isPaged(operation: Operation): operation is Paged {
  return operation.pagination !== undefined;
}

/** Walks a list from its first page, or from a token, until it says that there is no more or `most` pages were read. */
export async function walk(
  operation: Paged,
  {
    fixed = {},
    size,
    from,
    most = 400,
  }: { fixed?: Record<string, string>; size?: number | undefined; from?: string | undefined; most?: number },
  request: MakeRequest,
  ask: Ask,
): Promise<Walk> {
  const { cursor, limit } = operation.pagination;
  const pages: Page[] = [];
  let token = from;
  do {
    const query = {
      ...fixed,
      ...(size !== undefined && { [limit]: String(size) }),
      ...(token !== undefined && { [cursor]: encode(token) }),
    };
    const one: Case = {
      name: `page ${pages.length + 1} of ${describe(fixed, size)}`,
      operation,
      aim: "positive",
      request: request(operation, { query }),
      expect: accepted,
      parameters: Object.keys(query),
    };
    const page = readPage(operation, one, await ask(one));
    pages.push(page);
    if (page.hasMore !== true || !page.token) return { operation, fixed, size, pages, isCut: false };
    token = page.token;
  } while (pages.length < most);
  return { operation, fixed, size, pages, isCut: true };
}

/** What a walk asked for, in words. */
export function describe(fixed: Readonly<Record<string, string>>, size: number | undefined): string {
  const rest = Object.entries(fixed).map(([name, value]) => `, ${name} ${value}`);
  return `a walk in ${size === undefined ? "pages of no said size" : `pages of ${size}`}${rest.join("")}`;
}

/** Every item of a walk. */
export function itemsOf({ pages }: Walk): JsonObject[] {
  return pages.flatMap(({ items }) => items);
}

function readPage({ pagination }: Paged, one: Case, { body }: Answer): Page {
  const outer = (body ?? {}) as JsonObject;
  const data = (outer["data"] ?? outer) as JsonObject;
  const items = data[pagination.items];
  const hasMore = data[pagination.has_more];
  const token = data[pagination.cursor];
  return {
    case: one,
    items: Array.isArray(items) ? items.filter(isJsonObject) : [],
    hasMore: typeof hasMore === "boolean" ? hasMore : undefined,
    token: typeof token === "string" ? token : undefined,
  };
}
