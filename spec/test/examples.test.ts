import { expect, test } from "vitest";
import { at, contract, follow, mappingAt, places, type Mapping } from "./support/contract.ts";
import { createValidator, withoutUnknownFields } from "./support/validator.ts";

/** An example with the pointer to its schema. */
interface Example {
  readonly name: string;
  readonly schema: readonly string[];
  readonly value: unknown;
}

const examples = places(contract).flatMap(({ value, pointer, isSchema }): Example[] => {
  const place = pointer.join(" ");
  const { example, examples: several } = value;
  if (isSchema && Array.isArray(several))
    return several.map((one: unknown, index) => ({ name: `${place} ${index}`, schema: pointer, value: one }));
  if (!("schema" in value)) return [];
  const schema = [...pointer, "schema"];
  const named = Object.entries(several ?? {}).map(([name, entry]) => ({
    name: `${place} ${name}`,
    schema,
    value: (follow(entry) as Mapping)["value"],
  }));
  return example === undefined ? named : [...named, { name: place, schema, value: example }];
});

const schemaOf = createValidator(contract);
const strictSchemaOf = createValidator(withoutUnknownFields(contract));

test.each(examples)("$name", ({ schema, value }) => {
  for (const validatorOf of [schemaOf, strictSchemaOf]) {
    const validate = validatorOf(schema);
    validate(value);
    expect(validate.errors ?? []).toEqual([]);
  }
});

test("checks every component example, and examples in every kind of place", () => {
  const names = examples.map(({ name }) => name);

  for (const name of [
    "paths /im/v1/chats get responses 200 content application/json vendor",
    "paths /auth/v3/tenant_access_token/internal post requestBody content application/json custom-app",
    "components responses RateLimited content application/json 99991400",
    "components responses PageNotFound content text/plain page-not-found",
    "components parameters PageToken",
    "paths /im/v1/chats get parameters 3",
    "components headers RateLimitReset schema 0",
    "components schemas Chat properties chat_id 0",
  ])
    expect(names).toContain(name);
  const values = new Set(examples.map(({ value }) => value));
  for (const name of Object.keys(mappingAt("components", "examples")))
    expect(values.has(at("components", "examples", name, "value")), name).toBe(true);
});

const CHATS = ["paths", "/im/v1/chats", "get", "responses", "200", "content", "application/json", "schema"];

/** Feishu's example with one change of its chats. */
function pageWith(change: (chat: object) => unknown): unknown {
  const page = structuredClone(at("components", "examples", "VendorChatPage", "value")) as {
    data: { items: object[] };
  };
  page.data.items.forEach(change);
  return page;
}

test.each([
  { name: "a misspelt field", change: (chat: object) => Object.assign(chat, { owner_idd: "4d7a3c6g" }) },
  { name: "a field of another type", change: (chat: object) => Object.assign(chat, { external: "false" }) },
  { name: "an unknown status", change: (chat: object) => Object.assign(chat, { chat_status: "gone" }) },
  { name: "a missing name", change: (chat: object) => Reflect.deleteProperty(chat, "name") },
])("rejects an example with $name", ({ change }) => {
  expect(strictSchemaOf(CHATS)(pageWith(change))).toBe(false);
});

test("accepts a response with an unknown field", () => {
  expect(schemaOf(CHATS)(pageWith((chat) => Object.assign(chat, { chat_mode: "group" })))).toBe(true);
});
