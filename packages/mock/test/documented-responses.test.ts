import { afterAll, beforeAll, expect, test } from "vitest";
import { builtInContract } from "../src/contract/built-in.ts";
import { startMock } from "../src/index.ts";
import type { Mock } from "../src/index.ts";
import { ask } from "./support.ts";

let mock: Mock;
beforeAll(async () => void (mock = await startMock({ chats: 1 })));
afterAll(() => mock.close());

const documented = builtInContract.operations.flatMap((operation) =>
  [...operation.responses.values()].flatMap(({ status, mediaType, examples }) =>
    Array.from(examples, ([name, value]) => ({ operation, status, mediaType, name, value })),
  ),
);

test("the contract documents more than 20 responses", () => {
  expect(documented.length).toBeGreaterThan(20);
});

test.each(documented)("$operation.id returns $status $name without a token", async (row) => {
  const { method, path } = row.operation;
  const headers = { prefer: `code=${row.status}, example=${row.name}` };
  const response = await ask(mock, path, { method, headers });
  const logId = response.headers.get("x-tt-logid");
  expect(response.status).toBe(row.status);
  expect(logId).toMatch(/^\d{14}[0-9A-F]{20}$/);
  if (row.mediaType === "application/json") {
    const documentedLogId = /202611231200000A1B2C3D4E5F60718293/g;
    expect(response.text).toBe(JSON.stringify(row.value).replace(documentedLogId, logId!));
  } else {
    expect(response.text).toBe(row.value);
    expect(response.headers.get("content-type")).toBe(row.mediaType);
  }
});

const valid: [prefer: string, status: number, code: number | undefined][] = [
  ["example=232025", 400, 232025],
  ["code=400", 400, 232001],
  ['code=400, example="232034"', 400, 232034],
  ["Code=400; Example=232034", 400, 232034],
  ["code=504", 504, undefined],
  ["dynamic=true", 200, 0],
  ["dynamic=false", 200, 0],
  ["code=500, dynamic=true", 500, undefined],
];

test.each(valid)("accepts Prefer: %s", async (prefer, status, code) => {
  const response = await ask(mock, "/im/v1/chats", { headers: { prefer } });
  expect(response.status).toBe(status);
  if (code !== undefined) expect(response.body.code).toBe(code);
});

test("code=200 returns the success even if failures have the same status", async () => {
  const init = { method: "POST", headers: { prefer: "code=200" } };
  const { body } = await ask(mock, "/auth/v3/tenant_access_token/internal", init);
  expect(body).toMatchObject({ code: 0, expire: 7200 });
});

test("dynamic=true generates a body from the schema, the same for the same seed", async () => {
  const first = await ask(mock, "/im/v1/chats", { headers: { prefer: "dynamic=true" } });
  const second = await ask(mock, "/im/v1/chats", { headers: { prefer: "dynamic=true" } });
  expect(first.text).toBe(second.text);
  expect(first.text).not.toContain("测试群名称");
  expect(typeof first.body.data.has_more).toBe("boolean");
});

const invalid: [prefer: string, names: string[]][] = [
  ["code=418", ["code=418", "200, 400, 401, 404, 429, 500, 504"]],
  ["code=4xx", ["code=4xx", "200, 400"]],
  ["code=400, example=1", ["example=1", "for code=400", "232001", "99992402"]],
  ["example=nothing", ["example=nothing", "vendor", "232001", "65001"]],
  ["dynamic=maybe", ["dynamic=maybe", "true, false"]],
  ["exmaple=232025", ["exmaple=232025", "code=, example=, dynamic="]],
  ["code=400,, example=232025", ["code=, example=, dynamic="]],
  ["code=400, code=500", ["code=500"]],
  ["", ["code=, example=, dynamic="]],
];

test.each(invalid)("rejects Prefer: %s with the known values", async (prefer, names) => {
  const { status, headers, body } = await ask(mock, "/im/v1/chats", { headers: { prefer } });
  expect([status, body.code, headers.get("x-feishu-mock")]).toEqual([400, 1, "error"]);
  expect(body.msg.startsWith("feishu-mock: ")).toBe(true);
  for (const name of names) expect(body.msg).toContain(name);
});

test("Prefer does not apply to an unknown path", async () => {
  expect((await ask(mock, "/im/v1/nothing", { headers: { prefer: "code=200" } })).status).toBe(404);
});
