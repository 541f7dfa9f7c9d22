import type { Page } from "../types.ts";

/**
 * The items of pages one by one, as an async generator would give them: in order, each once, however many `next` are
 * waiting; over after the first error or `return`. An abort ends it in the middle of a page, with what `pages` then
 * throws. An async generator spends three promises on an item, this spends one.
 */
export function walkItems<Item>(
  pages: AsyncGenerator<Page<Item, unknown>, void, undefined>,
  signal?: AbortSignal,
): AsyncGenerator<Item, void, undefined> {
  let items: readonly Item[] = [];
  let at = 0;
  /** Set while somebody waits for a page, so that who comes later waits behind. */
  let queue: Promise<unknown> | undefined;

  const isSpent = (): boolean => at >= items.length || signal?.aborted === true;

  function inTurn(act: () => Promise<IteratorResult<Item, void>>): Promise<IteratorResult<Item, void>> {
    const mine = (queue ? queue.then(act, act) : act()).finally(() => {
      if (queue === mine) queue = undefined;
    });
    queue = mine;
    return mine;
  }

  async function nextItem(): Promise<IteratorResult<Item, void>> {
    while (isSpent()) {
      const { done, value } = await pages.next();
      if (done) return { done, value: undefined };
      items = value.items;
      at = 0;
    }
    return { done: false, value: items[at++]! };
  }

  function leave(end: () => Promise<IteratorResult<unknown, void>>): Promise<IteratorResult<Item, void>> {
    return inTurn(async () => {
      items = [];
      await end();
      return { done: true, value: undefined };
    });
  }

  return {
    next: () =>
      queue || isSpent() ? inTurn(nextItem) : Promise.resolve({ done: false as const, value: items[at++]! }),
    return: () => leave(() => pages.return()),
    throw: (reason) => leave(() => pages.throw(reason)),
    [Symbol.asyncIterator]() {
      return this;
    },
    async [Symbol.asyncDispose]() {
      await leave(() => pages.return());
    },
  };
}
