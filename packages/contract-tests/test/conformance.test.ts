import { afterAll, expect, test } from "vitest";
import { answerFaults, requestFaults } from "../src/conformance.ts";
import { operations, type Operation, type Parameter } from "../src/contract.ts";
import { recorder } from "../src/exchanges.ts";
import { connect, methodOf, preferring, startSubject } from "../src/subject.ts";

const BASE = "/open-apis";
const mock = await startSubject({ chats: 30 });
afterAll(() => mock.close());

/** Values that the schema allows: each of an enum, both bounds, the example, or the default alone. */
function allowed({ schema, example }: Parameter): unknown[] {
  if (Array.isArray(schema["enum"])) return schema["enum"];
  return [...new Set([schema["minimum"], schema["maximum"], schema["default"], example])].filter(
    (value) => value !== undefined,
  );
}

/** Values that it forbids. */
function forbidden({ schema }: Parameter): unknown[] {
  if (Array.isArray(schema["enum"]))
    return ["", `${schema["enum"][0]}_`, String(schema["enum"][0]).toUpperCase()];
  if (schema["type"] !== "integer") return [];
  const { minimum, maximum } = schema;
  return [
    "",
    "abc",
    "1e1",
    "0x10",
    "10.5",
    ...(typeof minimum === "number" ? [minimum - 1] : []),
    ...(typeof maximum === "number" ? [maximum + 1] : []),
  ];
}

function cases(
  values: (parameter: Parameter) => unknown[],
): { operation: Operation; name: string; value: unknown; title: string }[] {
  return operations.flatMap((operation) => {
    const { cursor } = operation.pagination ?? {};
    // A cursor is opaque: only the server knows which are its own.
    const free = operation.parameters.filter(
      ({ name, in: location }) => location === "query" && name !== cursor,
    );
    return free.flatMap((parameter) =>
      values(parameter).map((value) => ({
        operation,
        name: parameter.name,
        value,
        title: `${operation.id} ${parameter.name}=${JSON.stringify(value)}`,
      })),
    );
  });
}

test.for(operations)(
  "$id: what the client sends is declared, and what the mock answers conforms",
  async (operation) => {
    const { fetch, exchanges } = recorder();
    await methodOf(connect(mock.url, fetch), operation)(operation.minimal);
    expect(exchanges).toHaveLength(1);
    expect(
      exchanges.flatMap((exchange) => [...requestFaults(exchange, BASE), ...answerFaults(exchange, BASE)]),
    ).toEqual([]);
  },
);

test.for(cases(allowed))("$title is accepted", async ({ operation, name, value }) => {
  const { fetch, exchanges } = recorder();
  await methodOf(connect(mock.url, fetch), operation)({ ...operation.minimal, [name]: value });
  const [exchange] = exchanges;
  expect(exchange?.url.searchParams.get(name)).toBe(String(value));
  expect(exchange && [...requestFaults(exchange, BASE), ...answerFaults(exchange, BASE)]).toEqual([]);
});

test.for(cases(forbidden))("$title is refused, naming the parameter", async ({ operation, name, value }) => {
  const { fetch, exchanges } = recorder();
  const error = await methodOf(
    connect(mock.url, fetch),
    operation,
  )({ ...operation.minimal, [name]: value }).then(undefined, (reason: unknown) => reason);
  expect(error).toMatchObject({
    name: "FeishuApiError",
    kind: "validation",
    status: 400,
    code: 99992402,
    fieldViolations: [{ field: name, value: String(value) }],
  });
  const [exchange] = exchanges;
  expect(exchange && requestFaults(exchange, BASE)).not.toEqual([]);
  expect(exchange && answerFaults(exchange, BASE)).toEqual([]);
});

const examples = operations.flatMap((operation) =>
  operation.answers.flatMap(({ status, examples: named }) =>
    named.map(({ name }) => ({
      operation,
      prefer: `code=${status}, example=${name}`,
      title: `${operation.id} ${status} ${name}`,
    })),
  ),
);

test.for(examples)("$title, as the mock sends it, conforms", async ({ operation, prefer }) => {
  const { fetch, exchanges } = recorder(preferring(prefer));
  await methodOf(connect(mock.url, fetch), operation)(operation.minimal).then(undefined, () => undefined);
  expect(exchanges.flatMap((exchange) => answerFaults(exchange, BASE))).toEqual([]);
  expect(exchanges).toHaveLength(1);
});
