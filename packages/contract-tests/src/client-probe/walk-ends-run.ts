import { isDeepStrictEqual } from "node:util";
import type { FeishuClient } from "@feishu-openapi/client";
import { operations } from "../contract.ts";
import { isPaged, type Paged } from "../probe/walk.ts";
import { methodOf, type Result } from "../subject.ts";
import { describeEnd } from "./outcome-faults.ts";
import { perform, type Performed } from "./perform.ts";
import type { Probing } from "./probing.ts";
import { serveList, type ServedList } from "./served-list.ts";

/** Pages, one of them empty, whose items are numbered from 0. */
const pages = [[{ place: 0 }, { place: 1 }], [], [{ place: 2 }, { place: 3 }, { place: 4 }], [{ place: 5 }]];
const list: ServedList = {
  pages,
  tokens: ["one", "two", "three"],
  lastToken: "",
  failing: undefined,
  ending: "well",
};
const places = pages.flat().map(({ place }) => place);
const reason = new Error("not wanted any more");

/** Leaves walks at every item, by `break` and by an abort, and asks lists in ways that nobody should, but may. */
export async function probeWalkEnds(probing: Probing): Promise<void> {
  for (const operation of operations.filter(isPaged)) {
    for (const prefetch of [true, false]) {
      for (const place of places) {
        await leave(probing, operation, place, prefetch);
        await abort(probing, operation, place, prefetch);
      }
      for (const page of pages.keys()) await abortPages(probing, operation, page, prefetch);
    }
    await askInHaste(probing, operation);
    await awaitTwice(probing, operation);
    await askBeyond(probing, operation);
    for (const limit of [0, -1, 1.5, Number.NaN, undefined]) await refuseLimit(probing, operation, limit);
  }
}

/** After a `break` nothing more is asked for, and what was asked ahead is given up. */
async function leave(probing: Probing, operation: Paged, place: number, prefetch: boolean): Promise<void> {
  const page = pageOf(place);
  const server = serveList(operation, list, undefined);
  const came = await walk(
    probing,
    operation,
    { prefetch },
    async (result) => {
      for await (const item of result) if (item["place"] === place) break;
      await aWhile();
    },
    (sent, index) => (index > page ? "silence" : server(sent, index)),
  );
  const isGivenUp = came.sent.slice(page + 1).every(({ signal }) => signal?.aborted === true);
  note(probing, operation, `a break at item ${place + 1}`, prefetch, [
    ...askedFaults(came, requestsAt(page, prefetch)),
    ...(isGivenUp ? [] : ["the page ahead is still waited for"]),
    ...(came.ended === "value" ? [] : [describeEnd(came)]),
  ]);
}

/** After an abort no further item comes, though its page may be here. */
async function abort(probing: Probing, operation: Paged, place: number, prefetch: boolean): Promise<void> {
  const controller = new AbortController();
  const seen: unknown[] = [];
  const { signal } = controller;
  const came = await walk(probing, operation, { prefetch, signal }, async (result) => {
    for await (const item of result) {
      seen.push(item["place"]);
      if (item["place"] !== place) continue;
      await aWhile();
      controller.abort(reason);
    }
  });
  note(probing, operation, `an abort at item ${place + 1}`, prefetch, [
    ...seenFaults(seen, places.slice(0, place + 1)),
    ...abortFaults(came),
    ...askedFaults(came, requestsAt(pageOf(place), prefetch)),
  ]);
}

async function abortPages(
  probing: Probing,
  operation: Paged,
  page: number,
  prefetch: boolean,
): Promise<void> {
  const controller = new AbortController();
  let count = 0;
  const { signal } = controller;
  const came = await walk(probing, operation, { prefetch, signal }, async (result) => {
    for await (const _page of result.pages()) {
      count += 1;
      if (count !== page + 1) continue;
      await aWhile();
      controller.abort(reason);
    }
  });
  note(probing, operation, `an abort at page ${page + 1}`, prefetch, [
    ...(count === page + 1 ? [] : [`${count} pages come, ${page + 1} are due`]),
    ...abortFaults(came),
    ...askedFaults(came, requestsAt(page, prefetch)),
  ]);
}

/** Items that are asked for all at once come in order, each once. */
async function askInHaste(probing: Probing, operation: Paged): Promise<void> {
  const came = await walk(probing, operation, {}, async (result) => {
    const iterator = result[Symbol.asyncIterator]();
    const answers = await Promise.all(Array.from({ length: places.length + 1 }, () => iterator.next()));
    return answers.map(({ done, value }) => (done ? undefined : (value as { place: unknown }).place));
  });
  note(probing, operation, "next for every item at once", true, [
    ...seenFaults(came.value, [...places, undefined]),
    ...askedFaults(came, pages.length),
  ]);
}

async function awaitTwice(probing: Probing, operation: Paged): Promise<void> {
  const came = await walk(probing, operation, {}, async (result) => [await result, await result]);
  const [first, second] = (came.value ?? []) as unknown[];
  note(probing, operation, "a list that is awaited twice", true, [
    ...askedFaults(came, 1),
    ...(first !== undefined && first === second ? [] : ["it gives two pages"]),
  ]);
}

/** The last page has no next one, and says so without asking. */
async function askBeyond(probing: Probing, operation: Paged): Promise<void> {
  const lastToken = list.tokens.at(-1);
  const came = await perform(probing.createClient, serveList(operation, list, undefined), async (client) => {
    const page = await methodOf(
      client,
      operation,
    )({ ...operation.minimal, [operation.pagination.cursor]: lastToken });
    return (page as { nextPage(): Promise<unknown> }).nextPage();
  });
  note(probing, operation, "the page after the last", true, [
    ...askedFaults(came, 1),
    ...(came.ended === "error" && came.error instanceof RangeError
      ? []
      : [`it was to fail with a RangeError, and ${describeEnd(came)}`]),
  ]);
}

async function refuseLimit(probing: Probing, operation: Paged, limit: number | undefined): Promise<void> {
  const came = await walk(probing, operation, {}, (result) => result.toArray({ limit } as { limit: number }));
  probing.recording.noteCall(
    { operation: operation.id, name: `toArray with a limit of ${limit}` },
    {
      client_refuses: [
        ...askedFaults(came, 0),
        ...(came.ended === "error" && came.error instanceof TypeError
          ? []
          : [`it was to be refused with a TypeError, and ${describeEnd(came)}`]),
      ],
    },
  );
}

function walk(
  { createClient }: Probing,
  operation: Paged,
  options: object,
  act: (result: Result) => Promise<unknown>,
  server: ReturnType<typeof serveList> = serveList(operation, list, undefined),
): Promise<Performed> {
  const start = (client: FeishuClient): Promise<unknown> =>
    act(methodOf(client, operation)(operation.minimal, options));
  return perform(createClient, server, start, { rateLimit: false });
}

function note(
  { recording }: Probing,
  operation: Paged,
  name: string,
  prefetch: boolean,
  faults: readonly string[],
): void {
  const how = prefetch ? "" : ", without read-ahead";
  recording.noteCall({ operation: operation.id, name: `${name}${how}` }, { client_walk: faults });
}

function pageOf(place: number): number {
  return pages.findIndex((items) => items.some((item) => item.place === place));
}

/** Documented: while somebody works on a page, the next one is asked for, and no more. */
function requestsAt(page: number, prefetch: boolean): number {
  return Math.min(pages.length, page + (prefetch ? 2 : 1));
}

function askedFaults({ sent }: Performed, due: number): string[] {
  return sent.length === due ? [] : [`${sent.length} pages are asked for, ${due} are due`];
}

function seenFaults(seen: unknown, due: readonly unknown[]): string[] {
  return isDeepStrictEqual(seen, due)
    ? []
    : [`the items are ${JSON.stringify(seen)}, not ${JSON.stringify(due)}`];
}

function abortFaults(came: Performed): string[] {
  return came.ended === "error" && came.error === reason
    ? []
    : [`it was to fail with the caller's own reason, and ${describeEnd(came)}`];
}

/** Until what was asked ahead has come. */
async function aWhile(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
