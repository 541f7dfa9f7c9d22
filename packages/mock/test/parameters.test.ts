import { afterAll, beforeAll, expect, test } from "vitest";
import { startMock } from "../src/index.ts";
import type { Mock } from "../src/index.ts";
import { allowed, ask } from "./support.ts";

let mock: Mock;
beforeAll(async () => void (mock = await startMock({ chats: 3 })));
afterAll(() => mock.close());

const largest = allowed("page_size").maximum;
const options = (name: string): string => `${name} is optional, options: [${allowed(name).enum.join(",")}]`;
const invalid: [query: string, field: string, value: string, description: string][] = [
  [`page_size=${largest + 1}`, "page_size", String(largest + 1), `the max value is ${largest}`],
  ["page_size=99999999999999999999", "page_size", "99999999999999999999", `the max value is ${largest}`],
  ["page_size=0", "page_size", "0", "the min value is 1"],
  ["page_size=-1", "page_size", "-1", "the min value is 1"],
  ["page_size=abc", "page_size", "abc", "page_size must be an integer"],
  ["page_size=", "page_size", "", "page_size must be an integer"],
  ["page_size", "page_size", "", "page_size must be an integer"],
  ["page_size=0x10", "page_size", "0x10", "page_size must be an integer"],
  ["page_size=1e1", "page_size", "1e1", "page_size must be an integer"],
  ["page_size=1.0", "page_size", "1.0", "page_size must be an integer"],
  ["page_size=%2B5", "page_size", "+5", "page_size must be an integer"],
  ["page_size=+5", "page_size", " 5", "page_size must be an integer"],
  ["page_size=%2010", "page_size", " 10", "page_size must be an integer"],
  ["page_size=007", "page_size", "007", "page_size must be an integer"],
  ["page_size=-0", "page_size", "-0", "page_size must be an integer"],
  ["page_size=%EF%BC%95", "page_size", "５", "page_size must be an integer"],
  ["page_size=5&page_size=5", "page_size", "5,5", "page_size is given 2 times, once is allowed"],
  ["page_token=a&page_token=b", "page_token", "a,b", "page_token is given 2 times, once is allowed"],
  ["sort_type=", "sort_type", "", options("sort_type")],
  ["sort_type=byCreateTimeAsc", "sort_type", "byCreateTimeAsc", options("sort_type")],
  ["sort_type=群", "sort_type", "群", options("sort_type")],
  ["user_id_type=x", "user_id_type", "x", options("user_id_type")],
];

test.each(invalid)("rejects ?%s", async (query, field, value, description) => {
  const { status, body } = await ask(mock, `/im/v1/chats?${query}`);
  expect([status, body.code, body.msg]).toEqual([400, 99992402, "field validation failed"]);
  expect(body.error.field_violations).toEqual([{ field, value, description }]);
});

test("reports all invalid parameters at once", async () => {
  const { body } = await ask(mock, "/im/v1/chats?page_size=0x1&sort_type=x&user_id_type=");
  const fields = body.error.field_violations.map(({ field }) => field);
  expect(fields.toSorted()).toEqual(["page_size", "sort_type", "user_id_type"]);
});

const accepted = [
  "",
  "page_size=1",
  `page_size=${largest}`,
  "unknown=1&unknown=2",
  "PAGE_SIZE=0",
  "Page_Size=x&page_size=5",
  "__proto__=1&constructor=2&toString=3",
  "page_size=%35",
  "&&=&=x&",
  "%ZZ=%ZZ",
];

test.each(accepted)("accepts ?%s", async (query) => {
  expect((await ask(mock, `/im/v1/chats?${query}`)).body.code).toBe(0);
});
