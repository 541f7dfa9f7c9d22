import { expect, test } from "vitest";
import { responseCheck } from "../src/check.ts";

type Container = Record<string, unknown>;

// Written by hand from Feishu's page, not from the contract's schemas, so that a mistake there is not repeated here.
const CHAT: Record<string, string> = {
  chat_id: "string",
  avatar: "string",
  name: "string",
  description: "string",
  owner_id: "string?",
  owner_id_type: "user_id|open_id|union_id?",
  external: "boolean",
  tenant_key: "string",
  chat_status: "normal|dissolved|dissolved_save",
};
const PAGE: Record<string, string> = { items: "list", page_token: "string?", has_more: "boolean" };

/** A slow reference check of a page: the pointer and kind of each drift, and the value of an unknown enum value. */
function oracle(page: Container): string[] {
  const items = Array.isArray(page["items"]) ? (page["items"] as unknown[]) : [];
  const found = [
    ...reference(page, PAGE, ""),
    ...items.flatMap((item) =>
      typeof item === "object" && item !== null && !Array.isArray(item)
        ? reference(item as Container, CHAT, "/items/*")
        : ["/items/* wrong_type"],
    ),
  ];
  return [...new Set(found)].toSorted();
}

function reference(value: Container, rules: Record<string, string>, at: string): string[] {
  const extra = Object.keys(value).filter((name) => !Object.keys(rules).includes(name));
  const wrong = Object.entries(rules).flatMap(([name, rule]) => {
    const verdict = judgeField(value[name], rule.replace("?", ""));
    if (!(name in value)) return rule.endsWith("?") ? [] : [`${at}/${name} missing`];
    return verdict ? [`${at}/${name} ${verdict}`] : [];
  });
  return [...extra.map((name) => `${at}/${name} unknown_field`), ...wrong];
}

function judgeField(value: unknown, rule: string): string {
  if (rule === "list") return Array.isArray(value) ? "" : "wrong_type";
  if (rule === "string" || rule === "boolean") return typeof value === rule ? "" : "wrong_type";
  if (typeof value !== "string") return "wrong_type";
  return rule.split("|").includes(value) ? "" : `unknown_value ${value}`;
}

/** mulberry32, a seeded generator: the same numbers in every run. */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

function randomPage(random: (below: number) => number): Container {
  const items = Array.from({ length: random(6) }, () => ({
    chat_id: `oc_${random(1000)}`,
    avatar: "https://example.com/a.jpg",
    name: "测试群名称",
    description: "",
    ...(random(3) > 0 && { owner_id: "ou_1", owner_id_type: ["user_id", "open_id", "union_id"][random(3)] }),
    external: random(2) === 1,
    tenant_key: "736588c9260f175e",
    chat_status: ["normal", "dissolved", "dissolved_save"][random(3)],
  }));
  return { items, ...(random(2) && { page_token: "dmJC==" }), has_more: random(2) === 1 };
}

const VALUES = [null, 0, 1.5, "", "normal", "archived", "user_id", true, false, [], [1], {}, { items: [] }];
const NAMES = [
  "labels",
  "chat_mode",
  "chatId",
  "__proto__",
  "constructor",
  "toString",
  "items",
  "name",
  "x/y",
];

/** Removes, adds, renames or replaces one field of the page or of one of its chats, or a whole chat. */
function mutate(page: Container, random: (below: number) => number): void {
  const items = Array.isArray(page["items"]) ? (page["items"] as unknown[]) : [];
  const value = structuredClone(VALUES[random(VALUES.length)]);
  const index = random(items.length + 1) - 1;
  if (index >= 0 && random(10) === 0) {
    items[index] = value;
    return;
  }
  const target = (index >= 0 ? items[index] : page) as Container | null;
  if (typeof target !== "object" || target === null || Array.isArray(target)) return;
  const present = Object.keys(target)[random(Object.keys(target).length)];
  const name = NAMES[random(NAMES.length)] ?? "";
  const define = (field: string, content: unknown): unknown =>
    Object.defineProperty(target, field, {
      value: content,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  const action = random(5);
  if (action === 0) define(name, value);
  if (action === 4)
    define(random(2) ? "chat_status" : "owner_id_type", ["archived", "normal", ""][random(3)]);
  if (present === undefined) return;
  if (action === 1) delete target[present];
  if (action === 2) define(present, value);
  if (action === 3) {
    define(name, target[present]);
    if (present !== name) delete target[present];
  }
}

test("on 2,000 random pages with random mutations it finds the same drift as the reference check", () => {
  const random = numbersFrom(20_260_801);
  const kinds = new Map<string, number>();
  for (let round = 0; round < 2000; round += 1) {
    const page = randomPage(random);
    const faults = random(4);
    for (let fault = 0; fault < faults; fault += 1) mutate(page, random);
    const copy = JSON.parse(JSON.stringify(page)) as Container;
    const found = responseCheck
      .find("im.v1.chat.list", copy)
      .map(({ pointer, kind, found: value }) =>
        kind === "unknown_value" ? `${pointer} ${kind} ${value}` : `${pointer.replace("~1", "/")} ${kind}`,
      );

    expect(found.toSorted(), `round ${round}: ${JSON.stringify(copy)}`).toEqual(oracle(copy));
    for (const line of found.length ? found : ["none"]) {
      const kind = line.split(" ")[1] ?? line;
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    }
  }

  // The generator produces every kind of drift, and valid pages, often.
  expect([...kinds.keys()].toSorted()).toEqual([
    "missing",
    "none",
    "unknown_field",
    "unknown_value",
    "wrong_type",
  ]);
  expect(Math.min(...kinds.values())).toBeGreaterThan(50);
});
