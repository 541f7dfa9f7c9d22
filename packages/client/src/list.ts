import type { Call } from "./call.ts";
import type { Descriptor } from "./descriptor.ts";
import { FeishuError } from "./errors.ts";
import { readPage, startingAt, type Pagination, type Position } from "./page.ts";
import { walkItems } from "./walk-items.ts";
import type { Params } from "./params.ts";
import type { List, ListOptions, Page } from "./types.ts";

type ListPage = Page<unknown, unknown>;
interface Asked {
  readonly page: ListPage;
  readonly next: Position | undefined;
}

/** A list operation, not yet asked for. */
export function createList(
  call: Call,
  descriptor: Descriptor,
  pagination: Pagination,
  params: Params,
  { prefetch = true, ...options }: ListOptions,
): List<unknown, unknown> {
  async function ask(position: Position, signal = options.signal): Promise<Asked> {
    try {
      const outcome = await call(descriptor, position.params, { ...options, signal });
      const { items, next } = readPage(descriptor, pagination, outcome, position);
      return { page: createPage(items, outcome.result, next), next };
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
        if (!next) throw new RangeError(`${descriptor.id}: this is the last page; look at hasNextPage first`);
        return (await ask(next)).page;
      },
    };
  }

  /** Never asks for a page that begins after `limit` items. */
  async function* walkPages(limit = Infinity): AsyncGenerator<ListPage, void, undefined> {
    const walk = new AbortController();
    const onAbort = (): void => walk.abort(options.signal?.reason);
    if (options.signal?.aborted) onAbort();
    options.signal?.addEventListener("abort", onAbort, { once: true });
    let left = limit;
    try {
      let asked = ask(startingAt(params, pagination), walk.signal);
      for (;;) {
        const { page, next } = await asked;
        left -= page.items.length;
        const ahead = next && prefetch && left > 0 ? ask(next, walk.signal) : undefined;
        if (ahead) {
          // It fails when the walk gets there, and not before.
          ahead.catch(() => {});
          await sent();
        }
        yield page;
        // The page ahead may be here already: an abort ends the walk all the same.
        options.signal?.throwIfAborted();
        if (!next) return;
        asked = ahead ?? ask(next, walk.signal);
      }
    } finally {
      options.signal?.removeEventListener("abort", onAbort);
      walk.abort();
    }
  }

  async function collect(given: { limit: number }): Promise<unknown[]> {
    const limit = given?.limit;
    if (limit !== Infinity && !(Number.isInteger(limit) && limit > 0)) {
      throw new TypeError(
        `${descriptor.id}: toArray needs a limit, a whole number of at least 1 or Infinity`,
      );
    }
    const collected: unknown[] = [];
    for await (const page of walkPages(limit)) {
      for (const item of page.items) if (collected.push(item) === limit) return collected;
    }
    return collected;
  }

  let first: Promise<ListPage> | undefined;
  const firstPage = (): Promise<ListPage> => {
    first ??= ask(startingAt(params, pagination)).then(({ page }) => page);
    return first;
  };

  return {
    // oxlint-disable-next-line unicorn/no-thenable -- to be awaited is what a list is for
    then: (onFulfilled, onRejected) => firstPage().then(onFulfilled, onRejected),
    catch: (onRejected) => firstPage().catch(onRejected),
    finally: (onFinally) => firstPage().finally(onFinally),
    [Symbol.asyncIterator]: () => walkItems(walkPages()),
    pages: () => walkPages(),
    toArray: collect,
  };
}

/**
 * A few turns of the event loop, until the request is on the wire: a caller who never yields would hold it up. Node's
 * `fetch` needs two, Deno's three.
 */
function sent(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === "function") setImmediate(() => setImmediate(() => setImmediate(resolve)));
    else setTimeout(resolve);
  });
}
