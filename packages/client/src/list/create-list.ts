import type { PerformCall } from "../call/call.ts";
import type { Descriptor } from "../descriptor.ts";
import { FeishuError } from "../errors.ts";
import { checkCallOptions } from "../options.ts";
import { readPage, firstPosition, type Pagination, type Position } from "./page.ts";
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
  given: ListOptions,
): List<unknown, unknown> {
  const { prefetch = true, ...options } = given;

  /** The first position of a walk. Throws for wrong options before anything is sent. */
  function start(): Position {
    checkCallOptions(descriptor.id, given, { prefetch: 0 });
    if (typeof prefetch !== "boolean")
      throw new TypeError(`${descriptor.id}: prefetch must be true or false`);
    if (params[pagination.cursor] === "")
      throw new TypeError(
        `${descriptor.id}: ${pagination.cursor} is empty, as in the last page of a list; omit it to start with the first page`,
      );
    return firstPosition(params, pagination);
  }

  async function fetchPage(position: Position, signal = options.signal): Promise<FetchedPage> {
    try {
      const called = await call(descriptor, position.params, { ...options, signal });
      const { items, next } = readPage(descriptor, pagination, called, position);
      return { page: createPage(items, called.result, next), next };
    } catch (error) {
      const token = position.params[pagination.cursor];
      if (error instanceof FeishuError && typeof token === "string") error.resumeFrom = token;
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

  /** Requests no page that starts after the first `limit` items. */
  async function* walkPages(limit = Infinity): AsyncGenerator<ListPage, void, undefined> {
    const first = start();
    const walk = new AbortController();
    const onAbort = (): void => walk.abort(options.signal?.reason);
    if (options.signal?.aborted) onAbort();
    options.signal?.addEventListener("abort", onAbort, { once: true });
    let wanted = limit;
    try {
      let current = fetchPage(first, walk.signal);
      for (;;) {
        const { page, next } = await current;
        wanted -= page.items.length;
        const ahead = next && prefetch && wanted > 0 ? fetchPage(next, walk.signal) : undefined;
        if (ahead) {
          // Its error is thrown when the walk reaches this page, not before.
          ahead.catch(() => {});
          await requestIsSent();
        }
        yield page;
        // An abort ends the walk even if the next page has already arrived.
        options.signal?.throwIfAborted();
        if (!next) return;
        current = ahead ?? fetchPage(next, walk.signal);
      }
    } finally {
      options.signal?.removeEventListener("abort", onAbort);
      walk.abort();
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
    return (await fetchPage(start())).page;
  }

  let first: Promise<ListPage> | undefined;
  const firstPage = (): Promise<ListPage> => (first ??= fetchFirst());

  return {
    // oxlint-disable-next-line unicorn/no-thenable -- a list is meant to be awaited
    then: (onFulfilled, onRejected) => firstPage().then(onFulfilled, onRejected),
    catch: (onRejected) => firstPage().catch(onRejected),
    finally: (onFinally) => firstPage().finally(onFinally),
    [Symbol.asyncIterator]: () => walkItems(walkPages(), options.signal),
    pages: () => walkPages(),
    toArray: collect,
  };
}

/**
 * Waits a few turns of the event loop, until the request is on the wire. Otherwise a caller that never yields would
 * delay it. Node's `fetch` needs two turns, Deno's three.
 */
function requestIsSent(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === "function") setImmediate(() => setImmediate(() => setImmediate(resolve)));
    else setTimeout(resolve);
  });
}
