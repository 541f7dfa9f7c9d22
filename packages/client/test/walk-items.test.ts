import fc from "fast-check";
import { expect, test } from "vitest";
import type { Page } from "../src/types.ts";
import { walkItems } from "../src/list/walk-items.ts";

type Pages = AsyncGenerator<Page<number, unknown>, void, undefined>;
type Step = "next" | "return" | "throw";
type Walk = (pages: Pages) => AsyncGenerator<number, void, undefined>;

/** The async generator that it replaces. */
async function* byGenerator(pages: Pages): AsyncGenerator<number, void, undefined> {
  for await (const page of pages) for (const item of page.items) yield item;
}

/** Pages of the given sizes, with an error in place of `fail`; records that it was left. */
async function* pagesOf(sizes: readonly number[], fail: number, notes: string[]): Pages {
  let item = 0;
  try {
    for (const [index, size] of sizes.entries()) {
      await Promise.resolve();
      if (index === fail) throw new Error(`page ${index}`);
      notes.push(`page ${index}`);
      yield { items: Array.from({ length: size }, () => item++) } as unknown as Page<number, unknown>;
    }
  } finally {
    notes.push("left");
  }
}

async function settled(result: Promise<IteratorResult<number, void>>): Promise<unknown> {
  return result.catch((error: unknown) => String(error));
}

/** Performs the steps; a step that is not awaited overlaps with the next. */
async function perform(
  walk: Walk,
  sizes: readonly number[],
  fail: number,
  steps: readonly { step: Step; wait: boolean }[],
): Promise<unknown> {
  const notes: string[] = [];
  const items = walk(pagesOf(sizes, fail, notes));
  const results: Promise<unknown>[] = [];
  for (const { step, wait } of steps) {
    const result = settled(step === "throw" ? items.throw(new Error("thrown")) : items[step]());
    results.push(result);
    if (wait) await result;
  }
  return { results: await Promise.all(results), notes };
}

test("disposing of a walk ends its pages", async () => {
  const notes: string[] = [];
  {
    await using items = walkItems(pagesOf([2, 2], -1, notes));
    expect(await items.next()).toEqual({ done: false, value: 0 });
  }
  expect(notes).toEqual(["page 0", "left"]);
});

test.each<[string, Walk]>([
  ["a walk", walkItems],
  ["an async generator", byGenerator],
])("in %s, a next call that is made as an item arrives queues behind earlier ones", async (_what, walk) => {
  const items = walk(pagesOf([3], -1, []));
  const third = items.next().then(() => items.next());
  const second = items.next();
  expect([await second, await third]).toMatchObject([{ value: 1 }, { value: 2 }]);
});

test("items come as from an async generator, for any sequence of calls", async () => {
  const step = fc.record({
    step: fc.oneof(
      { weight: 12, arbitrary: fc.constant<Step>("next") },
      { weight: 1, arbitrary: fc.constantFrom<Step>("return", "throw") },
    ),
    wait: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(3), { maxLength: 5 }),
      fc.integer({ min: -1, max: 4 }),
      fc.array(step, { maxLength: 16 }),
      async (sizes, fail, steps) => {
        expect(await perform(walkItems, sizes, fail, steps)).toEqual(
          await perform(byGenerator, sizes, fail, steps),
        );
      },
    ),
    { numRuns: 500 },
  );
});
