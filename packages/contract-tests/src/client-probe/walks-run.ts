import type { FeishuClient } from "@feishu-openapi/client";
import { isDeepStrictEqual } from "node:util";
import { operations, type JsonObject } from "../contract.ts";
import { shown, throughJson } from "../probe/text.ts";
import { isPaged, type Paged } from "../probe/walk.ts";
import { methodOf, type Result } from "../subject.ts";
import { describeEnd, errorFaults, secretFaults } from "./outcome-faults.ts";
import { callToken, perform, type Performed } from "./perform.ts";
import { foretell } from "./prediction.ts";
import type { Probing } from "./probing.ts";
import { headerFaults, sentFaults } from "./request-faults.ts";
import { serveList, type Ending, type ServedList } from "./served-list.ts";
import { nameOf, plansOf, type Plan } from "./walk-plans.ts";

/** What a walk must come to. */
interface Wanted {
  readonly items: readonly JsonObject[];
  /** The pages that are asked for, by number, each as often as it is retried. */
  readonly asked: readonly number[];
  /** Undefined where it ends well. */
  readonly error: JsonObject | undefined;
}

/** Documented: how often a page is asked for. */
const attempts = 3;

/** Walks lists of every shape in every way, with failures and broken endings in between, and goes on where they end. */
export async function probeWalksOfClient(probing: Probing): Promise<void> {
  for (const operation of operations.filter(isPaged)) {
    for (const plan of plansOf(operation, probing.seed)) await walkBy(probing, operation, plan);
  }
}

async function walkBy({ createClient, recording }: Probing, operation: Paged, plan: Plan): Promise<void> {
  const { list, params, way, prefetch, limit } = plan;
  const { cursor } = operation.pagination;
  const wanted = wantedOf(operation, plan);
  const seen: JsonObject[] = [];
  const came = await perform(
    createClient,
    serveList(operation, list, params[cursor]),
    (client) => walkOf(client, operation, params, { prefetch }, way, limit, seen),
    { rateLimit: false },
  );
  const items = way === "toArray" && came.ended === "value" ? (came.value as JsonObject[]) : seen;
  const atPage = wanted.asked.at(-1) ?? 0;
  const resumeFrom = atPage === 0 ? params[cursor] : list.tokens[atPage - 1];
  const rest =
    wanted.error && resumeFrom !== undefined && came.ended === "error"
      ? await resume(createClient, operation, plan, came)
      : [];
  recording.noteCall(
    { operation: operation.id, name: nameOf(operation, plan) },
    {
      client_walk: [
        ...(way === "toArray" && wanted.error ? [] : itemFaults(items, wanted.items)),
        ...askedFaults(operation, plan, wanted, came),
        ...(wanted.error
          ? []
          : came.ended === "value"
            ? []
            : [`it was to end well, and ${describeEnd(came)}`]),
        ...(wanted.error
          ? errorFaults(
              operation,
              { value: undefined, error: { ...wanted.error, resumeFrom }, again: "no", hintMs: undefined },
              came,
            )
          : []),
        ...rest,
      ],
      client_request: came.sent.flatMap((sent, index) => {
        const page = wanted.asked[index];
        const token = page === undefined || page === 0 ? params[cursor] : list.tokens[page - 1];
        return page === undefined ? [] : sentFaults(operation, { ...params, [cursor]: token }, sent, true);
      }),
      client_headers: came.sent.flatMap((sent) => headerFaults(operation, sent, callToken)),
      client_secrets: secretFaults([callToken], came),
    },
  );
}

/** Goes on from the error's token, on a server that is well again: the rest of the list must come. */
async function resume(
  createClient: Probing["createClient"],
  operation: Paged,
  { list, params }: Plan,
  { error }: Performed,
): Promise<string[]> {
  const { cursor } = operation.pagination;
  const token = (error as { resumeFrom?: unknown } | undefined)?.resumeFrom;
  const page = token === params[cursor] ? 0 : list.tokens.indexOf(String(token)) + 1;
  const well: ServedList = { ...list, failing: undefined, ending: "well" };
  const came = await perform(createClient, serveList(operation, well, params[cursor]), (client) =>
    methodOf(client, operation)({ ...params, [cursor]: token }).toArray({ limit: Infinity }),
  );
  return isDeepStrictEqual(came.value, throughJson(list.pages.slice(page).flat()))
    ? []
    : [`resumed, it does not give the rest: ${describeEnd(came)}`];
}

async function walkOf(
  client: FeishuClient,
  operation: Paged,
  params: JsonObject,
  options: JsonObject,
  way: Plan["way"],
  limit: number,
  seen: JsonObject[],
): Promise<unknown> {
  const list = methodOf(client, operation)(params, options);
  if (way === "toArray") return list.toArray({ limit });
  if (way === "items") for await (const item of list) seen.push(item);
  if (way === "pages") for await (const { items } of list.pages()) seen.push(...items);
  if (way === "nextPage") await byHand(list, seen);
  return undefined;
}

interface HandPage {
  readonly items: JsonObject[];
  readonly hasNextPage: boolean;
  nextPage(): Promise<HandPage>;
}

async function byHand(list: Result, seen: JsonObject[]): Promise<void> {
  for (let page = (await list) as HandPage; ; page = await page.nextPage()) {
    seen.push(...page.items);
    if (!page.hasNextPage) return;
  }
}

function wantedOf(operation: Paged, { list, way, limit }: Plan): Wanted {
  const items: JsonObject[] = [];
  const asked: number[] = [];
  const most = way === "toArray" ? limit : Infinity;
  for (const [page, own] of list.pages.entries()) {
    const { failing } = list;
    if (failing?.page === page) {
      const { error, steps } = foretell(operation, [failing.reply], { attempts });
      asked.push(...steps.map(() => page));
      return { items: throughJson(items), asked, error };
    }
    asked.push(page);
    const isBroken = page === list.pages.length - 1 && list.ending !== "well";
    if (isBroken) return { items: throughJson(items), asked, error: brokenEnding(list.ending) };
    items.push(...own);
    if (items.length >= most) break;
  }
  return { items: throughJson(items.slice(0, most)), asked, error: undefined };
}

function brokenEnding(ending: Ending): JsonObject {
  const fault = ending.startsWith("more") ? "cursor" : "no_envelope";
  return { name: "FeishuResponseError", status: 200, fault };
}

function itemFaults(items: readonly JsonObject[], wanted: readonly JsonObject[]): string[] {
  if (isDeepStrictEqual(items, wanted)) return [];
  if (items.length !== wanted.length) return [`${items.length} items of ${wanted.length} come`];
  const index = items.findIndex((item, place) => !isDeepStrictEqual(item, wanted[place]));
  return [`item ${index + 1} is another than the server's`];
}

function askedFaults(
  operation: Paged,
  { list, params }: Plan,
  { asked }: Wanted,
  { sent }: Performed,
): string[] {
  const { cursor } = operation.pagination;
  const tokens = sent.map(({ url }) => new URL(url).searchParams.get(cursor) ?? undefined);
  const wanted = asked.map((page) => (page === 0 ? params[cursor] : list.tokens[page - 1]));
  return isDeepStrictEqual(tokens, wanted)
    ? []
    : [
        `${tokens.length} pages are asked for by ${shown(tokens)}, due are ${wanted.length} by ${shown(wanted)}`,
      ];
}
