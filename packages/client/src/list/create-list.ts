import type { PerformCall } from "../call/call.ts";
import type { Descriptor } from "../descriptor.ts";
import { FeishuError } from "../errors.ts";
import { checkCallOptions } from "../options.ts";
import { readPage, positionOf, type Pagination, type Position } from "./page.ts";
import { walkItems } from "./walk-items.ts";
import type { Params } from "../call/params.ts";
import type { List, ListOptions, Page } from "../types.ts";

type ListPage = Page<unknown, unknown>;
interface FetchedPage {
  readonly page: ListPage;
  readonly next: Position | undefined;
}

/** Creates the result of a list method. It sends nothing until it is awaited or iterated. */
export function createList(
  call: PerformCall,
  descriptor: Descriptor,
  pagination: Pagination,
  params: Params,
  listOptions: ListOptions,
): List<unknown, unknown> {
  const { prefetch = true, ...callOptions } = listOptions;

  /** The first position of a walk. Throws for wrong options before anything is sent. */
  function checkedStart(): Position {
    checkCallOptions(descriptor.id, listOptions, ["prefetch"]);
    if (typeof prefetch !== "boolean")
      throw new TypeError(`${descriptor.id}: prefetch must be true or false`);
    if (params[pagination.cursor] === "")
      throw new TypeError(
        `${descriptor.id}: ${pagination.cursor} is empty, as in the last page of a list; omit it to start with the first page`,
      );
    return positionOf(params, pagination);
  }

  async function fetchPage(position: Position, signal = callOptions.signal): Promise<FetchedPage> {
    try {
      const fetched = await call(descriptor, position.params, { ...callOptions, signal });
      const { items, next } = readPage(descriptor, pagination, fetched, position);
      return { page: createPage(items, fetched.result, next), next };
    } catch (error) {
      const pageToken = position.params[pagination.cursor];
      if (error instanceof FeishuError && typeof pageToken === "string") error.resumeFrom = pageToken;
      throw error;
    }
  }

  function createPage(items: unknown[], data: unknown, next: Position | undefined): ListPage {
    return {
      items,
      data,
      hasNextPage: next !== undefined,
      nextPage: async () => {
        if (!next) throw new RangeError(`${descriptor.id}: this is the last page; check hasNextPage first`);
        return (await fetchPage(next)).page;
      },
    };
  }

  /** Yields the pages. Requests no further page once `limit` items have arrived. */
  async function* walkPages(limit = Infinity): AsyncGenerator<ListPage, void, undefined> {
    const start = checkedStart();
    const walkController = new AbortController();
    const onAbort = (): void => walkController.abort(callOptions.signal?.reason);
    if (callOptions.signal?.aborted) onAbort();
    callOptions.signal?.addEventListener("abort", onAbort, { once: true });
    let remaining = limit;
    try {
      let current = fetchPage(start, walkController.signal);
      for (;;) {
        const { page, next } = await current;
        remaining -= page.items.length;
        const ahead = next && prefetch && remaining > 0 ? fetchPage(next, walkController.signal) : undefined;
        if (ahead) {
          // Its error is thrown when the walk reaches this page, not before.
          ahead.catch(() => {});
          await untilRequestIsSent();
        }
        yield page;
        // An abort ends the walk even if the next page has already arrived.
        callOptions.signal?.throwIfAborted();
        if (!next) return;
        current = ahead ?? fetchPage(next, walkController.signal);
      }
    } finally {
      callOptions.signal?.removeEventListener("abort", onAbort);
      walkController.abort();
    }
  }

  async function collect(collectOptions: { limit: number }): Promise<unknown[]> {
    const limit = collectOptions?.limit;
    if (limit !== Infinity && !(Number.isInteger(limit) && limit > 0)) {
      throw new TypeError(`${descriptor.id}: toArray needs a limit: an integer of at least 1, or Infinity`);
    }
    const collected: unknown[] = [];
    for await (const page of walkPages(limit)) {
      for (const item of page.items) if (collected.push(item) === limit) return collected;
    }
    return collected;
  }

  async function fetchFirst(): Promise<ListPage> {
    return (await fetchPage(checkedStart())).page;
  }

  let firstPagePromise: Promise<ListPage> | undefined;
  const firstPage = (): Promise<ListPage> => (firstPagePromise ??= fetchFirst());

  return {
    // oxlint-disable-next-line unicorn/no-thenable -- a list is meant to be awaited
    then: (onFulfilled, onRejected) => firstPage().then(onFulfilled, onRejected),
    catch: (onRejected) => firstPage().catch(onRejected),
    finally: (onFinally) => firstPage().finally(onFinally),
    [Symbol.asyncIterator]: () => walkItems(walkPages(), callOptions.signal),
    pages: () => walkPages(),
    toArray: collect,
  };
}

/**
 * Waits a few turns of the event loop, until the request is on the wire. Otherwise a caller that processes items
 * without awaiting anything would delay it. Node's `fetch` needs two turns, Deno's three.
 */
function untilRequestIsSent(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === "function") setImmediate(() => setImmediate(() => setImmediate(resolve)));
    else setTimeout(resolve);
  });
}
