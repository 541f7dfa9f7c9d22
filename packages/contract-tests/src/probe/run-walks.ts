import type { Mock } from "@feishu-openapi/mock";
import { isDeepStrictEqual } from "node:util";
import { operations, type JsonObject, type Operation } from "../contract.ts";
import type { Case, Send } from "./case.ts";
import { cursorCases } from "./cases-tokens.ts";
import { chatList, driftFaults, idFaults, orderFaults, ownerFaults } from "./chat-list.ts";
import { identitiesOf } from "./identity.ts";
import { accepted } from "./oracle.ts";
import type { Recording } from "./record.ts";
import { requestsWith, type MakeRequest } from "./request.ts";
import { probeChatChanges } from "./run-chat-changes.ts";
import { textOf } from "./text.ts";
import { encode } from "./values.ts";
import { isPaged, itemsOf, walk, type Ask, type Paged, type Walk } from "./walk.ts";
import { walkChecks } from "./walk-checks.ts";

/** Who walks, and where. */
interface Stage {
  readonly send: Send;
  readonly token: string;
  /** Undefined for a server that is not our mock: it is walked a few pages far, twice. */
  readonly mock: Mock | undefined;
  /** Page tokens of other servers, by what they are. */
  readonly foreign: Readonly<Record<string, string>>;
}

/** Walks every list in several ways and judges the walks; then asks what becomes of their tokens and of defaults. */
export async function probeWalks(stage: Stage, recording: Recording): Promise<void> {
  const request = requestsWith(stage.token);
  const ask: Ask = async (one) => {
    const answer = await stage.send(one.request);
    recording.judge(one, answer);
    return answer;
  };
  const walked: { operation: Paged; walks: Walk[] }[] = [];
  for (const operation of operations.filter(isPaged).filter(({ method }) => method === "GET")) {
    const walks = await walksOf(operation, stage, request, ask);
    judgeWalks(operation, walks, stage, recording);
    walked.push({ operation, walks });
  }
  for (const { operation, walks } of walked) {
    const others = walked
      .filter((other) => other.operation !== operation)
      .flatMap((other): [string, string][] => {
        const token = other.walks[0]?.pages[0]?.token;
        return token ? [[`of ${other.operation.id}`, token]] : [];
      });
    const foreign = { ...stage.foreign, ...Object.fromEntries(others) };
    for (const one of cursorCases(operation, walks, foreign, request)) await ask(one);
  }
  for (const operation of operations.filter(({ method }) => method === "GET"))
    await probeDefaults(operation, request, stage.send, recording);
  if (stage.mock && operations.some(({ id }) => id === chatList))
    await probeDrift(stage.mock, request, ask, recording);
  if (stage.mock) await probeChatChanges(stage.mock, request, ask, recording);
}

async function walksOf(operation: Paged, { mock }: Stage, request: MakeRequest, ask: Ask): Promise<Walk[]> {
  const limit = operation.parameters.find(({ name }) => name === operation.pagination.limit)?.schema ?? {};
  const { minimum, maximum, default: initial } = limit;
  const sizes = mock ? [maximum, undefined, minimum, 7, initial] : [maximum, undefined];
  const kinds = operation.parameters.flatMap(({ name, schema }) =>
    ((schema["enum"] ?? []) as string[]).map((value) => ({ [name]: value })),
  );
  const wanted = [
    ...[...new Set(sizes)].map((size) => ({ size, fixed: {} })),
    ...kinds.map((fixed) => ({ size: maximum, fixed })),
    // In small pages too, so that an order is walked and not only looked at.
    ...(mock ? kinds.map((fixed) => ({ size: 30, fixed })) : []),
  ];
  const walks: Walk[] = [];
  for (const { size, fixed } of wanted) {
    const options = { fixed, size: typeof size === "number" ? size : undefined, most: mock ? 400 : 5 };
    walks.push(await walk(operation, options, request, ask));
  }
  return walks;
}

function judgeWalks(operation: Paged, walks: readonly Walk[], { mock }: Stage, recording: Recording): void {
  const identities = identitiesOf(operation);
  const limit = operation.parameters.find(({ name }) => name === operation.pagination.limit);
  const initial = limit?.schema["default"];
  const chats = mock && operation.id === chatList ? mock.chats.list() : undefined;
  for (const one of walks) {
    const same = walks.find((other) => isDeepStrictEqual(other.fixed, one.fixed));
    const context = {
      isPartial: !mock && (one.isCut || same?.isCut === true),
      reference: same ?? one,
      total: chats?.length ?? (mock ? itemsOf(walks[0]!).length : undefined),
      defaultSize: typeof initial === "number" ? initial : undefined,
      isCanned: isCanned(operation, one),
      identities,
      otherKind: walks.find((other) =>
        identities.some(({ parameter: { name } }) => other.fixed[name] !== one.fixed[name]),
      ),
    };
    const [first] = one.pages;
    if (!first) continue;
    for (const [name, check] of Object.entries(walkChecks) as [
      keyof typeof walkChecks,
      typeof walkChecks.paging_size,
    ][])
      recording.note(name, first.case, some(check(one, context)));
    if (!chats) continue;
    recording.note("paging_order", first.case, orderFaults(one, chats));
    const { bot, kind } = ownerFaults(one, chats);
    recording.note("owner_bot", first.case, some(bot));
    recording.note("owner_kind", first.case, some(kind));
    recording.note("ids", first.case, some(idFaults(one)));
  }
}

/** One request shows it; a hundred texts about one walk would hide it. */
function some(texts: string[] | undefined): string[] | undefined {
  return texts && texts.length > 3 ? [...texts.slice(0, 3), `and ${texts.length - 3} more`] : texts;
}

/** Whether the answer is one of the contract's own examples, but for what ends a walk. */
export function isCanned({ answers, pagination }: Paged, { pages }: Walk): boolean {
  const success = answers.find(({ status }) => status === 200);
  const examples = (success?.examples ?? []).map(({ value }) => (value as JsonObject)["data"] ?? value);
  return examples.some((data) => isDeepStrictEqual((data as JsonObject)[pagination.items], pages[0]?.items));
}

/** A parameter that is left out and its default that is said come to the same answer. */
async function probeDefaults(
  operation: Operation,
  request: MakeRequest,
  send: Send,
  recording: Recording,
): Promise<void> {
  for (const { name, schema, required } of operation.parameters) {
    if (required || schema["default"] === undefined) continue;
    const query = { [name]: encode(textOf(schema["default"])) };
    const one: Case = {
      name: `${name} left out, and said to be its default`,
      operation,
      aim: "positive",
      request: request(operation, { query }),
      expect: accepted,
      parameters: [name],
    };
    const [said, unsaid] = [await send(one.request), await send(request(operation))];
    const isSame = isDeepStrictEqual(withoutLogId(said.body), withoutLogId(unsaid.body));
    recording.note(
      "defaults",
      one,
      isSame ? [] : [`without ${name} the answer is another than with ${writeDefault(name, schema)}`],
    );
  }
}

function writeDefault(name: string, schema: JsonObject): string {
  return `${name}=${textOf(schema["default"])}`;
}

/** What two equal requests have in common. */
export function withoutLogId(body: unknown): unknown {
  const { error, ...rest } = (body ?? {}) as { error?: object };
  return error ? { ...rest, error: { ...error, log_id: "" } } : rest;
}

async function probeDrift(mock: Mock, request: MakeRequest, ask: Ask, recording: Recording): Promise<void> {
  const operation = operations.find(({ id }) => id === chatList) as Paged;
  for (const sortType of ["ByCreateTimeAsc", "ByActiveTimeDesc"]) {
    const fixed = { sort_type: sortType };
    const start = await walk(operation, { fixed, size: 20, most: 1 }, request, ask);
    const last = (await walk(operation, { fixed, size: 100 }, request, ask)).pages.at(-1)?.items.at(-1);
    const [first] = start.pages;
    const touched = String(last?.["chat_id"]);
    if (!first?.token || !last) continue;
    mock.chats.touch(touched);
    const rest = await walk(operation, { fixed, size: 20, from: first.token }, request, ask);
    const listed = [...itemsOf(start), ...itemsOf(rest)];
    const mayMiss = sortType === "ByActiveTimeDesc";
    recording.note("paging_drift", first.case, driftFaults(listed, mock.chats.list(), touched, mayMiss));
    const again = await walk(operation, { fixed, size: 100 }, request, ask);
    recording.note("paging_order", first.case, orderFaults(again, mock.chats.list()));
  }
}
