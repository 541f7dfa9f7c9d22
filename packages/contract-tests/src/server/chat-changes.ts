import type { Mock } from "@feishu-openapi/mock";
import { isDeepStrictEqual } from "node:util";
import { chatList } from "../assertions/chat-list.ts";
import type { MakeRequest } from "../cases/request.ts";
import { operations } from "../contract/read.ts";
import { preview, textOf } from "../contract/text.ts";
import { isPaged, type JsonObject } from "../contract/types.ts";
import type { Results } from "../report/results.ts";
import { itemsOf, walk, type SendCase } from "../walks/walk.ts";

/** The expected lists, kept apart from the mock: items by `chat_id`, and the ids in both orders. */
interface Expected {
  readonly items: Map<string, JsonObject>;
  byCreation: string[];
  byActivity: string[];
}

interface Step {
  readonly name: string;
  /** Changes the mock and the expected lists. */
  readonly change: (mock: Mock, expected: Expected) => void;
}

const pageSize = 100;
/** More than the list has, so that a walk that would not end stops. */
const maxPages = 4;

/** Changes chats in every way that the mock offers, and compares both orders with the expected ones after each. */
export async function probeChatChanges(
  mock: Mock,
  request: MakeRequest,
  sendCase: SendCase,
  results: Results,
): Promise<void> {
  const operation = operations.find(({ id }) => id === chatList);
  if (!operation || !isPaged(operation)) return;
  const read = async (sortType: string, state?: string) =>
    walk(operation, { filters: { sort_type: sortType }, size: pageSize, maxPages }, request, (page) =>
      sendCase(state === undefined ? page : { ...page, state }),
    );
  mock.reset();
  const byCreation = itemsOf(await read("ByCreateTimeAsc"));
  const expected: Expected = {
    items: new Map(byCreation.map((item) => [idOf(item), item])),
    byCreation: byCreation.map(idOf),
    byActivity: itemsOf(await read("ByActiveTimeDesc")).map(idOf),
  };
  const actual = mock.chats.list().map(({ chat_id }) => chat_id);
  // The walk assertions report a list that is wrong before any change.
  if (!isDeepStrictEqual(expected.byCreation, actual)) return;
  for (const { name, change } of stepsFor(expected)) {
    change(mock, expected);
    for (const [sortType, ids] of [
      ["ByCreateTimeAsc", expected.byCreation],
      ["ByActiveTimeDesc", expected.byActivity],
    ] as const) {
      const walked = await read(sortType, name);
      const testCase = { ...walked.pages[0]!.case, state: name };
      results.add("chat_changes", testCase, differences(itemsOf(walked), ids, expected.items));
    }
  }
  mock.reset();
}

function stepsFor({ byCreation }: Expected): Step[] {
  const place = byCreation.length >> 1;
  const [left = "", changed = "", dissolved = ""] = byCreation.slice(place);
  const newest = "oc_00000000000000000000000000000000";
  const owner = `ou_${"1".repeat(32)}`;
  return [
    {
      name: "mock.chats.create",
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
      name: `mock.chats.leave("${left}")`,
      change(mock, expected) {
        mock.chats.leave(left);
        expected.byCreation = expected.byCreation.filter((id) => id !== left);
        expected.byActivity = expected.byActivity.filter((id) => id !== left);
      },
    },
    {
      name: `mock.chats.join("${left}")`,
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
      name: `mock.chats.dissolve("${dissolved}", { keep: ${keep} })`,
      change(mock, expected) {
        mock.chats.dissolve(dissolved, { keep });
        setFields(expected, dissolved, { chat_status: keep ? "dissolved_save" : "dissolved" });
      },
    })),
    {
      name: `mock.chats.touch("${dissolved}")`,
      change(mock, expected) {
        mock.chats.touch(dissolved);
        expected.byActivity = [dissolved, ...expected.byActivity.filter((id) => id !== dissolved)];
      },
    },
  ];
}

function changeStep(chatId: string, fields: JsonObject, itemFields: JsonObject = fields): Step {
  return {
    name: `mock.chats.change("${chatId}", ${JSON.stringify(fields)})`,
    change(mock, expected) {
      mock.chats.change(chatId, fields);
      setFields(expected, chatId, itemFields);
    },
  };
}

/** Sets fields of an expected item; undefined removes one. */
function setFields({ items }: Expected, chatId: string, fields: JsonObject): void {
  const merged = Object.entries({ ...items.get(chatId), ...fields });
  items.set(chatId, Object.fromEntries(merged.filter(([, value]) => value !== undefined)));
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
    ...(wrong ? [`a chat is ${preview(wrong)}, not ${preview(items.get(idOf(wrong)))}`] : []),
  ];
}

function idOf({ chat_id }: JsonObject): string {
  return textOf(chat_id);
}
