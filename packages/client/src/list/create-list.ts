import type { Call } from "../call/call.ts";
import type { Descriptor } from "../descriptor.ts";
import { FeishuError } from "../errors.ts";
import { checkCallOptions } from "../options.ts";
import { readPage, startingAt, type Pagination, type Position } from "./page.ts";
import { walkItems } from "./walk-items.ts";
import type { Params } from "../call/params.ts";
import type { List, ListOptions, Page } from "../types.ts";

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
  given: ListOptions,
): List<unknown, unknown> {
  const { prefetch = true, ...options } = given;

  /** Where a walk begins. Checked here, so that a wrong option is told before anything is sent. */
  function begin(): Position {
    checkCallOptions(descriptor.id, given, { prefetch: 0 });
    if (typeof prefetch !== "boolean")
      throw new TypeError(`${descriptor.id}: prefetch must be true or false`);
    if (params[pagination.cursor] === "")
      throw new TypeError(
        `${descriptor.id}: ${pagination.cursor} is empty, as after a last page; leave it out to begin at the first`,
      );
    return startingAt(params, pagination);
  }

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
    const first = begin();
    const walk = new AbortController();
    const onAbort = (): void => walk.abort(options.signal?.reason);
    if (options.signal?.aborted) onAbort();
    options.signal?.addEventListener("abort", onAbort, { once: true });
    let left = limit;
    try {
      let asked = ask(first, walk.signal);
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

  async function collect(wanted: { limit: number }): Promise<unknown[]> {
    const limit = wanted?.limit;
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

  async function askFirst(): Promise<ListPage> {
    return (await ask(begin())).page;
  }

  let firstAnswer: Promise<ListPage> | undefined;
  const firstPage = (): Promise<ListPage> => (firstAnswer ??= askFirst());

  return {
    // oxlint-disable-next-line unicorn/no-thenable -- to be awaited is what a list is for
    then: (onFulfilled, onRejected) => firstPage().then(onFulfilled, onRejected),
    catch: (onRejected) => firstPage().catch(onRejected),
    finally: (onFinally) => firstPage().finally(onFinally),
    [Symbol.asyncIterator]: () => walkItems(walkPages(), options.signal),
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
