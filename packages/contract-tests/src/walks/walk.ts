import type { Case } from "../cases/case.ts";
import { accepted } from "../cases/expected.ts";
import type { MakeRequest } from "../cases/request.ts";
import { encode } from "../cases/values.ts";
import { isJsonObject, type JsonObject, type Paged } from "../contract/types.ts";
import type { WireResponse } from "../wire/types.ts";

/** One page; a field is undefined if it is missing or of another type. */
interface Page {
  readonly case: Case;
  readonly items: readonly JsonObject[];
  readonly hasMore: boolean | undefined;
  readonly pageToken: string | undefined;
}

/** The pages of a list, read one after the other. */
export interface Walk {
  readonly operation: Paged;
  /** The query without page size and cursor. */
  readonly filters: Readonly<Record<string, string>>;
  /** The requested page size; undefined if none was sent. */
  readonly size: number | undefined;
  readonly pages: readonly Page[];
  /** It stopped at the limit of pages, although there were more. */
  readonly isTruncated: boolean;
}

interface WalkOptions {
  readonly filters?: Readonly<Record<string, string>>;
  readonly size?: number | undefined;
  /** The cursor to start from. Default: the first page. */
  readonly from?: string | undefined;
  /** Default 400. */
  readonly maxPages?: number;
}

/** Sends the request of a case and runs the assertions on its response. */
export type SendCase = (page: Case) => Promise<WireResponse>;

/** Reads a list page by page until `has_more` is not true. */
export async function walk(
  operation: Paged,
  { filters = {}, size, from, maxPages = 400 }: WalkOptions,
  request: MakeRequest,
  sendCase: SendCase,
): Promise<Walk> {
  const { cursor, limit } = operation.pagination;
  const pages: Page[] = [];
  let pageToken = from;
  do {
    const query = {
      ...filters,
      ...(size !== undefined && { [limit]: String(size) }),
      ...(pageToken !== undefined && { [cursor]: encode(pageToken) }),
    };
    const pageCase: Case = {
      name: `page ${pages.length + 1} of ${describeWalk(filters, size)}`,
      operation,
      category: "positive",
      request: request(operation, { query }),
      expect: accepted,
      parameters: Object.keys(query),
    };
    const page = readPage(operation, pageCase, await sendCase(pageCase));
    pages.push(page);
    if (page.hasMore !== true || !page.pageToken)
      return { operation, filters, size, pages, isTruncated: false };
    pageToken = page.pageToken;
  } while (pages.length < maxPages);
  return { operation, filters, size, pages, isTruncated: true };
}

/** Page size and filters of a walk, in words. */
export function describeWalk(filters: Readonly<Record<string, string>>, size: number | undefined): string {
  const rest = Object.entries(filters).map(([name, value]) => `, ${name} ${value}`);
  return `a walk with ${size === undefined ? "the default page size" : `pages of ${size}`}${rest.join("")}`;
}

/** Every item of a walk. */
export function itemsOf({ pages }: Walk): JsonObject[] {
  return pages.flatMap(({ items }) => items);
}

function readPage({ pagination }: Paged, pageCase: Case, { body }: WireResponse): Page {
  const outer = (body ?? {}) as JsonObject;
  const data = (outer["data"] ?? outer) as JsonObject;
  const items = data[pagination.items];
  const hasMore = data[pagination.has_more];
  const pageToken = data[pagination.cursor];
  return {
    case: pageCase,
    items: Array.isArray(items) ? items.filter(isJsonObject) : [],
    hasMore: typeof hasMore === "boolean" ? hasMore : undefined,
    pageToken: typeof pageToken === "string" ? pageToken : undefined,
  };
}
