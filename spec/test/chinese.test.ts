import { expect, test } from "vitest";
import { contract, mappingAt, places, type Mapping } from "./support/contract.ts";

const HAN = /\p{Script=Han}/u;

/** Everything that needs a Chinese text: operations, parameters, fields and headers. */
const translated = places(contract).flatMap(({ value, pointer, isSchema }) => {
  const isOperation = "operationId" in value;
  const isParameter = "in" in value && "name" in value;
  const isHeader = pointer.at(-2) === "headers";
  const needed = [
    ...(isOperation ? ["x-summary-zh"] : []),
    ...(isParameter || isHeader || isSchema ? ["x-description-zh"] : []),
  ];
  return needed
    .filter((extension) => value[extension.slice(2, -3)] !== undefined)
    .map((extension) => ({ place: pointer.join(" "), extension, text: value[extension] }));
});

test.each(translated)("$place has $extension", ({ text }) => {
  expect(text).toMatch(HAN);
});

test("every failure has a Chinese remedy", () => {
  const examples = Object.entries(mappingAt("components", "examples") as { [name: string]: Mapping });
  const failures = examples.filter(([, example]) => "x-error" in example);

  expect(failures).toHaveLength(23);
  for (const [name, example] of failures)
    expect(example["x-error"], name).toMatchObject({ "x-remedy-zh": expect.stringMatching(HAN) });
});

test("checks every operation, parameter and field of a chat", () => {
  const described = translated.map(({ place }) => place);

  expect(described).toEqual(
    expect.arrayContaining([
      "paths /im/v1/chats get",
      "paths /auth/v3/tenant_access_token/internal post",
      "components parameters UserIdType",
      "components parameters PageToken",
      "paths /im/v1/chats get parameters 1",
      "paths /im/v1/chats get parameters 3",
      ...Object.keys(mappingAt("components", "schemas", "Chat", "properties")).map(
        (field) => `components schemas Chat properties ${field}`,
      ),
    ]),
  );
});
