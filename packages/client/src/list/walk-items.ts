import type { Page } from "../types.ts";

/**
 * Iterates over the items of pages like an async generator, at the cost of one promise per item instead of three.
 *
 * - Items come in order, each once, also with several pending `next` calls.
 * - The first error, or `return`, ends the iteration.
 * - An abort ends it in the middle of a page, with the error that `pages` throws.
 */
export function walkItems<Item>(
  pages: AsyncGenerator<Page<Item, unknown>, void, undefined>,
  signal?: AbortSignal,
): AsyncGenerator<Item, void, undefined> {
  let items: readonly Item[] = [];
  let index = 0;
  /** Set while a call waits for a page; later calls queue behind it. */
  let queue: Promise<unknown> | undefined;

  const needsPage = (): boolean => index >= items.length || signal?.aborted === true;

  function enqueue(
    operation: () => Promise<IteratorResult<Item, void>>,
  ): Promise<IteratorResult<Item, void>> {
    const entry = (queue ? queue.then(operation, operation) : operation()).finally(() => {
      if (queue === entry) queue = undefined;
    });
    queue = entry;
    return entry;
  }

  async function nextItem(): Promise<IteratorResult<Item, void>> {
    while (needsPage()) {
      const { done, value } = await pages.next();
      if (done) return { done, value: undefined };
      items = value.items;
      index = 0;
    }
    return { done: false, value: items[index++]! };
  }

  function close(
    closePages: () => Promise<IteratorResult<unknown, void>>,
  ): Promise<IteratorResult<Item, void>> {
    return enqueue(async () => {
      items = [];
      await closePages();
      return { done: true, value: undefined };
    });
  }

  return {
    next: () =>
      queue || needsPage()
        ? enqueue(nextItem)
        : Promise.resolve({ done: false as const, value: items[index++]! }),
    return: () => close(() => pages.return()),
    throw: (reason) => close(() => pages.throw(reason)),
    [Symbol.asyncIterator]() {
      return this;
    },
    async [Symbol.asyncDispose]() {
      await close(() => pages.return());
    },
  };
}
