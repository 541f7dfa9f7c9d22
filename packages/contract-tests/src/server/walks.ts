import type { Mock } from "@feishu-openapi/mock";
import { isDeepStrictEqual } from "node:util";
import {
  chatList,
  activeChatMessages,
  idMessages,
  orderMessages,
  ownerMessages,
} from "../assertions/chat-list.ts";
import type { ServerAssertion } from "../assertions/names.ts";
import { walkAssertions, type WalkAssertion } from "../assertions/walk.ts";
import type { Case } from "../cases/case.ts";
import { accepted } from "../cases/expected.ts";
import { requestsWith, type MakeRequest } from "../cases/request.ts";
import { encode } from "../cases/values.ts";
import { operations } from "../contract/read.ts";
import { textOf } from "../contract/text.ts";
import { isPaged, type JsonObject, type Operation, type Paged } from "../contract/types.ts";
import type { Results } from "../report/results.ts";
import { cursorCases } from "../walks/cursor-cases.ts";
import { identitiesOf } from "../walks/identity.ts";
import { itemsOf, walk, type SendCase, type Walk } from "../walks/walk.ts";
import type { Send } from "../wire/types.ts";
import { probeChatChanges } from "./chat-changes.ts";

/** The server to walk, and the caller. */
interface WalkTarget {
  readonly send: Send;
  readonly accessToken: string;
  /** Undefined for another server, of whose lists only a few pages are read. */
  readonly mock: Mock | undefined;
  /** Page tokens of other servers, by their label. */
  readonly foreign: Readonly<Record<string, string>>;
}

/** Walks every list in several ways and runs the walk assertions; then sends altered cursors and explicit defaults. */
export async function probeWalks(target: WalkTarget, results: Results): Promise<void> {
  const request = requestsWith(target.accessToken);
  const sendCase: SendCase = async (testCase) => {
    const response = await target.send(testCase.request);
    results.evaluate(testCase, response);
    return response;
  };
  const walked: { operation: Paged; walks: Walk[] }[] = [];
  for (const operation of operations.filter(isPaged).filter(({ method }) => method === "GET")) {
    const walks = await walksOf(operation, target, request, sendCase);
    assertWalks(operation, walks, target, results);
    walked.push({ operation, walks });
  }
  for (const { operation, walks } of walked) {
    const ofOtherLists = walked
      .filter((candidate) => candidate.operation !== operation)
      .flatMap((otherList): [string, string][] => {
        const pageToken = otherList.walks[0]?.pages[0]?.pageToken;
        return pageToken ? [[`of ${otherList.operation.id}`, pageToken]] : [];
      });
    const foreign = { ...target.foreign, ...Object.fromEntries(ofOtherLists) };
    for (const testCase of cursorCases(operation, walks, foreign, request)) await sendCase(testCase);
  }
  for (const operation of operations.filter(({ method }) => method === "GET"))
    await checkDefaultValues(operation, request, target.send, results);
  if (target.mock && operations.some(({ id }) => id === chatList))
    await checkPagingWhileChatsChange(target.mock, request, sendCase, results);
  if (target.mock) await probeChatChanges(target.mock, request, sendCase, results);
}

async function walksOf(
  operation: Paged,
  { mock }: WalkTarget,
  request: MakeRequest,
  sendCase: SendCase,
): Promise<Walk[]> {
  const { minimum, maximum, default: initial } = limitSchema(operation);
  const sizes = mock ? [maximum, undefined, minimum, 7, initial] : [maximum, undefined];
  const filterSets = operation.parameters.flatMap(({ name, schema }) =>
    ((schema["enum"] ?? []) as string[]).map((value) => ({ [name]: value })),
  );
  const variants = [
    ...[...new Set(sizes)].map((size) => ({ size, filters: {} })),
    ...filterSets.map((filters) => ({ size: maximum, filters })),
    // In smaller pages too, so that an order holds across several pages.
    ...(mock ? filterSets.map((filters) => ({ size: 30, filters })) : []),
  ];
  const walks: Walk[] = [];
  for (const { size, filters } of variants) {
    const options = { filters, size: typeof size === "number" ? size : undefined, maxPages: mock ? 400 : 5 };
    walks.push(await walk(operation, options, request, sendCase));
  }
  return walks;
}

function limitSchema({ parameters, pagination }: Paged): JsonObject {
  return parameters.find(({ name }) => name === pagination.limit)?.schema ?? {};
}

function assertWalks(operation: Paged, walks: readonly Walk[], { mock }: WalkTarget, results: Results): void {
  const identities = identitiesOf(operation);
  const initial = limitSchema(operation)["default"];
  const chats = mock && operation.id === chatList ? mock.chats.list() : undefined;
  for (const walked of walks) {
    const reference = walks.find(({ filters }) => isDeepStrictEqual(filters, walked.filters)) ?? walked;
    const context = {
      isPartial: !mock && (walked.isTruncated || reference.isTruncated),
      reference,
      total: chats?.length ?? (mock ? itemsOf(walks[0]!).length : undefined),
      defaultSize: typeof initial === "number" ? initial : undefined,
      isExampleOnly: isExampleOnly(operation, walked),
      identities,
      otherIds: walks.find(({ filters }) =>
        identities.some(({ parameter: { name } }) => filters[name] !== walked.filters[name]),
      ),
    };
    const [first] = walked.pages;
    if (!first) continue;
    for (const [name, assertion] of Object.entries<WalkAssertion>(walkAssertions))
      results.add(name as ServerAssertion, first.case, firstFew(assertion(walked, context)));
    if (!chats) continue;
    results.add("paging_order", first.case, orderMessages(walked, chats));
    const { bot, kind } = ownerMessages(walked, chats);
    results.add("owner_bot", first.case, firstFew(bot));
    results.add("owner_kind", first.case, firstFew(kind));
    results.add("id_format", first.case, firstFew(idMessages(walked)));
  }
}

/** At most three messages about one walk, and the count of the others. */
function firstFew(messages: string[] | undefined): string[] | undefined {
  return messages && messages.length > 3
    ? [...messages.slice(0, 3), `and ${messages.length - 3} more`]
    : messages;
}

/** Whether the items of a walk are those of an example in the contract: the server has no state for the list. */
export function isExampleOnly({ responses, pagination }: Paged, { pages }: Walk): boolean {
  const success = responses.find(({ status }) => status === 200);
  const examples = (success?.examples ?? []).map(({ value }) => (value as JsonObject)["data"] ?? value);
  return examples.some((data) => isDeepStrictEqual((data as JsonObject)[pagination.items], pages[0]?.items));
}

/** A parameter that is left out, and the same parameter with its default, give the same response. */
async function checkDefaultValues(
  operation: Operation,
  request: MakeRequest,
  send: Send,
  results: Results,
): Promise<void> {
  for (const { name, schema, required } of operation.parameters) {
    const initial = schema["default"];
    if (required || initial === undefined) continue;
    const testCase: Case = {
      name: `${name} left out, and with its default`,
      operation,
      category: "positive",
      request: request(operation, { query: { [name]: encode(textOf(initial)) } }),
      expect: accepted,
      parameters: [name],
    };
    const [explicit, implicit] = [await send(testCase.request), await send(request(operation))];
    const isSame = isDeepStrictEqual(withoutLogId(explicit.body), withoutLogId(implicit.body));
    const messages = isSame ? [] : [`${name}=${textOf(initial)} and no ${name} give different responses`];
    results.add("default_values", testCase, messages);
  }
}

/** A body without its log id, to compare the responses to two equal requests. */
export function withoutLogId(body: unknown): unknown {
  const { error, ...rest } = (body ?? {}) as { error?: object };
  return error ? { ...rest, error: { ...error, log_id: "" } } : rest;
}

/** Reads a list while a chat becomes active. */
async function checkPagingWhileChatsChange(
  mock: Mock,
  request: MakeRequest,
  sendCase: SendCase,
  results: Results,
): Promise<void> {
  const operation = operations.find(({ id }) => id === chatList) as Paged;
  for (const sortType of ["ByCreateTimeAsc", "ByActiveTimeDesc"]) {
    const filters = { sort_type: sortType };
    const start = await walk(operation, { filters, size: 20, maxPages: 1 }, request, sendCase);
    const last = (await walk(operation, { filters, size: 100 }, request, sendCase)).pages
      .at(-1)
      ?.items.at(-1);
    const [first] = start.pages;
    const touched = String(last?.["chat_id"]);
    if (!first?.pageToken || !last) continue;
    mock.chats.touch(touched);
    const rest = await walk(operation, { filters, size: 20, from: first.pageToken }, request, sendCase);
    const listed = [...itemsOf(start), ...itemsOf(rest)];
    const mayMiss = sortType === "ByActiveTimeDesc";
    results.add(
      "paging_while_chats_change",
      first.case,
      activeChatMessages(listed, mock.chats.list(), touched, mayMiss),
    );
    const again = await walk(operation, { filters, size: 100 }, request, sendCase);
    results.add("paging_order", first.case, orderMessages(again, mock.chats.list()));
  }
}
