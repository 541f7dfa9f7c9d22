import { expect, test } from "vitest";
import type { MockContext } from "../src/state/context.ts";
import { readContract } from "../src/contract/contract.ts";
import { greeting } from "../src/site/greeting.ts";
import type { JsonObject } from "../src/util/json.ts";

function greetingFor(paths: JsonObject, description?: string): string {
  const contract = readContract({ paths }, "here.yaml");
  const recorderOrReplayer = description === undefined ? undefined : { description };
  const context = { contract, tenant: { chats: [1, 2], seed: 7 }, recorderOrReplayer };
  const { status, mediaType, body } = greeting(
    context as unknown as MockContext,
    "http://a.test:1/open-apis",
  );
  expect([status, mediaType]).toEqual([200, "text/plain; charset=utf-8"]);
  return String(body);
}

const needed = { parameters: [{ name: "a", in: "query", required: true, schema: {} }] };
const head = (operations: number): string => `feishu-mock: http://a.test:1/open-apis
  serves ${operations} operations, 2 chats, seed 7
  提供 ${operations} 个接口、2 个群，种子 7
  contract / 接口定义: here.yaml
  page / 页面: http://a.test:1/
`;
const tryIt = (method: string, path: string): string => `
Try it / 试一试:
  curl${method} -H 'Authorization: Bearer t-mock' 'http://a.test:1/open-apis${path}'
Force any documented failure / 按需返回任一错误:
  curl${method} -H 'Prefer: code=400' 'http://a.test:1/open-apis${path}'
`;

test("lists what is served and shows the first GET without required parameters", () => {
  const paths = { "/a": { post: {} }, "/b": { get: needed }, "/c": { get: {} }, "/d/{e}": { get: {} } };
  expect(greetingFor(paths)).toBe(head(4) + tryIt("", "/c"));
});

test("shows the first operation with its method if every one needs parameters", () => {
  const paths = { "/a": { post: {} }, "/b": { get: needed } };
  expect(greetingFor(paths)).toBe(head(2) + tryIt(" -X POST", "/a"));
});

test("names the recording, and shows no request for an empty contract", () => {
  expect(greetingFor({}, "replays 5 responses")).toBe(`${head(0)}  replays 5 responses\n`);
});
