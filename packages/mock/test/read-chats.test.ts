import { expect, test } from "vitest";
import { readChats } from "../src/tenant/read-chats.ts";

test("reads chats in the form in which the mock lists them", () => {
  const chats = [
    { name: "一", owner_id: "ou_1", owner_id_type: "open_id", external: false, chat_status: "normal" },
  ];
  expect(readChats(JSON.stringify(chats), "chats.json")).toEqual(chats);
});

test.each([
  { chat_id: `oc_${"0a".repeat(16)}` },
  { name: "", description: "", avatar: "" },
  { external: true },
  { chat_status: "dissolved" },
  { chat_status: "dissolved_save" },
  { owner_id: null },
  { owner_id: "on_1", owner_id_type: "union_id" },
  { owner_id: "1a", owner_id_type: "user_id" },
])("accepts the chat %j", (chat) => {
  expect(readChats(JSON.stringify([chat]), "chats.json")).toEqual([chat]);
});

test.each([
  { chat_id: `oc_${"0a".repeat(16)}0` },
  { chat_id: `xoc_${"0a".repeat(16)}` },
  { chat_id: "oc_1" },
  { chat_id: 1 },
  { external: "true" },
  { chat_status: "" },
  { owner_id: "" },
  { owner_id: 1 },
  { owner_id: "ou_1", owner_id_type: "email" },
  { description: null },
])("rejects the chat %j", (chat) => {
  const [name] = Object.keys(chat).slice(-1);
  expect(() => readChats(JSON.stringify([chat]), "chats.json")).toThrow(
    `chats.json:1:${JSON.stringify([chat]).lastIndexOf(`"${name}"`) + 1}: chats[0].${name} must be `,
  );
});

test.each([
  ['[\n  { "name": "一" },\n  { "name": 2 }\n]', "chats.json:3:5: chats[1].name must be a string"],
  ['[\n  { "nmae": "一" }\n]', "chats.json:2:5: chats[0].nmae is unknown; known: chat_id, avatar,"],
  ['{ "items": [] }', "chats.json:1:1: chats must be a list of chats"],
  ['[\n  { "name": "一", }\n  {', "chats.json:"],
  ["", "chats.json: not JSON: Unexpected end"],
  ["[{},]", "chats.json: not JSON: Unexpected token"],
  ["# a list\n[]", "chats.json: not JSON: Unexpected token"],
  ["[{ name: x }]", "not JSON"],
  [
    '[{ "chat_status": "gone" }]',
    "chats.json:1:4: chats[0].chat_status must be normal, dissolved or dissolved_save",
  ],
])("rejects %j with line and field: %s", (text, message) => {
  expect(() => readChats(text, "chats.json")).toThrow(message);
});
