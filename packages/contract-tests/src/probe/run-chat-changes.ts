import type { Mock } from "@feishu-openapi/mock";
import { isDeepStrictEqual } from "node:util";
import { operations, type JsonObject } from "../contract.ts";
import { chatList } from "./chat-list.ts";
import type { Recording } from "./record.ts";
import type { MakeRequest } from "./request.ts";
import { shown, textOf } from "./text.ts";
import { isPaged, itemsOf, walk, type Ask } from "./walk.ts";

/** What a list should come to, kept beside the mock and not read from it: items by `chat_id`, and two orders of ids. */
interface Expected {
  readonly items: Map<string, JsonObject>;
  byCreation: string[];
  byActivity: string[];
}

interface Step {
  readonly what: string;
  /** Changes the mock, and what is expected of it. */
  readonly change: (mock: Mock, expected: Expected) => void;
}

const pageSize = 100;
/** More than the chats fill, so that a walk without an end is none here. */
const mostPages = 4;

/** Changes chats in every way that the mock offers, and walks both orders after each change. */
export async function probeChatChanges(
  mock: Mock,
  request: MakeRequest,
  ask: Ask,
  recording: Recording,
): Promise<void> {
  const operation = operations.find(({ id }) => id === chatList);
  if (!operation || !isPaged(operation)) return;
  const read = async (sortType: string, given?: string) =>
    walk(operation, { fixed: { sort_type: sortType }, size: pageSize, most: mostPages }, request, (one) =>
      ask(given === undefined ? one : { ...one, given }),
    );
  mock.reset();
  const byCreation = itemsOf(await read("ByCreateTimeAsc"));
  const expected: Expected = {
    items: new Map(byCreation.map((item) => [idOf(item), item])),
    byCreation: byCreation.map(idOf),
    byActivity: itemsOf(await read("ByActiveTimeDesc")).map(idOf),
  };
  const known = mock.chats.list().map(({ chat_id }) => chat_id);
  // The checks of walks tell what is wrong with a list that is not whole before anything changes.
  if (!isDeepStrictEqual(expected.byCreation, known)) return;
  for (const { what, change } of stepsFor(expected)) {
    change(mock, expected);
    for (const [sortType, ids] of [
      ["ByCreateTimeAsc", expected.byCreation],
      ["ByActiveTimeDesc", expected.byActivity],
    ] as const) {
      const walked = await read(sortType, what);
      const one = { ...walked.pages[0]!.case, given: what };
      recording.note("chat_changes", one, differences(itemsOf(walked), ids, expected.items));
    }
  }
  mock.reset();
}

function stepsFor({ byCreation }: Expected): Step[] {
  const place = byCreation.length >> 1;
  const [left = "", changed = "", other = ""] = byCreation.slice(place);
  const newest = "oc_00000000000000000000000000000000";
  const owner = `ou_${"1".repeat(32)}`;
  return [
    {
      what: "mock.chats.create",
      change(mock, expected) {
        const { avatar, name, description, external, tenant_key, chat_status } = mock.chats.create({
          chat_id: newest,
          owner_id: null,
        });
        expected.items.set(newest, {
          chat_id: newest,
          avatar,
          name,
          description,
          external,
          tenant_key,
          chat_status,
        });
        expected.byCreation.push(newest);
        expected.byActivity.unshift(newest);
      },
    },
    {
      what: `mock.chats.leave("${left}")`,
      change(mock, expected) {
        mock.chats.leave(left);
        expected.byCreation = expected.byCreation.filter((id) => id !== left);
        expected.byActivity = expected.byActivity.filter((id) => id !== left);
      },
    },
    {
      what: `mock.chats.join("${left}")`,
      change(mock, expected) {
        mock.chats.join(left);
        expected.byCreation.splice(place, 0, left);
        expected.byActivity.unshift(left);
      },
    },
    ...["name", "description", "avatar"].map((field) => changeStep(changed, { [field]: `another ${field}` })),
    changeStep(changed, { external: true }),
    changeStep(changed, { external: false }),
    changeStep(changed, { owner_id: owner }, { owner_id: owner, owner_id_type: "open_id" }),
    changeStep(changed, { owner_id: null }, { owner_id: undefined, owner_id_type: undefined }),
    ...[false, true].map((keep): Step => ({
      what: `mock.chats.dissolve("${other}", { keep: ${keep} })`,
      change(mock, expected) {
        mock.chats.dissolve(other, { keep });
        show(expected, other, { chat_status: keep ? "dissolved_save" : "dissolved" });
      },
    })),
    {
      what: `mock.chats.touch("${other}")`,
      change(mock, expected) {
        mock.chats.touch(other);
        expected.byActivity = [other, ...expected.byActivity.filter((id) => id !== other)];
      },
    },
  ];
}

function changeStep(chatId: string, fields: JsonObject, shownAs: JsonObject = fields): Step {
  return {
    what: `mock.chats.change("${chatId}", ${JSON.stringify(fields)})`,
    change(mock, expected) {
      mock.chats.change(chatId, fields);
      show(expected, chatId, shownAs);
    },
  };
}

/** An undefined field is shown no more. */
function show({ items }: Expected, chatId: string, fields: JsonObject): void {
  const all = Object.entries({ ...items.get(chatId), ...fields });
  items.set(chatId, Object.fromEntries(all.filter(([, value]) => value !== undefined)));
}

function differences(
  listed: readonly JsonObject[],
  ids: readonly string[],
  items: ReadonlyMap<string, JsonObject>,
): string[] {
  const place = ids.findIndex((id, index) => listed[index]?.["chat_id"] !== id);
  const wrong = listed.find((item) => !isDeepStrictEqual(item, items.get(idOf(item))));
  return [
    ...(listed.length === ids.length ? [] : [`${listed.length} chats are listed, not ${ids.length}`]),
    ...(place < 0 ? [] : [`chat ${place + 1} is ${textOf(listed[place]?.["chat_id"])}, not ${ids[place]}`]),
    ...(wrong ? [`a chat is ${shown(wrong)}, not ${shown(items.get(idOf(wrong)))}`] : []),
  ];
}

function idOf({ chat_id }: JsonObject): string {
  return textOf(chat_id);
}
