import { expect, test } from "vitest";
import type { MockRequest } from "../src/http/message.ts";
import { differences, fingerprintOf } from "../src/record/fingerprint.ts";
import type { Fingerprint } from "../src/record/fingerprint.ts";

function fingerprint(target: string, change: Partial<MockRequest> = {}): Fingerprint {
  return fingerprintOf({ method: "GET", target, headers: {}, body: Buffer.alloc(0), ...change });
}

const bodyOf = (body: string, type?: string): string =>
  fingerprint("/x", { body: Buffer.from(body), headers: { "content-type": type } }).body;

test.each<[target: string, path: string, query: [string, string][]]>([
  ["/a/b", "/a/b", []],
  ["/%E7%BE%A4/%ZZ/%41", "/群/%ZZ/A", []],
  ["http://open.feishu.cn/a?b=1", "/a", [["b", "1"]]],
  ["HTTPS://open.feishu.cn?b=1", "", [["b", "1"]]],
  ["/a?b=1#c?d=2", "/a", [["b", "1"]]],
  [
    "/a?z=1&a=2&z=0&m=%20+x",
    "/a",
    [
      ["a", "2"],
      ["m", "  x"],
      ["z", "1"],
      ["z", "0"],
    ],
  ],
  ["/a?access_token=t-12345678", "/a", [["access_token", "[redacted]"]]],
])("reads %s as path %s and query %j", (target, path, query) => {
  expect(fingerprint(target)).toEqual({ method: "GET", path, query, authorization: false, body: "" });
});

test("keeps the order of repeated values", () => {
  const values = Array.from({ length: 30 }, (_, at) => String((at * 7) % 30));
  const { query } = fingerprint(`/a?${values.map((value) => `b=${value}&a=${value}`).join("&")}`);
  expect(query).toEqual([...values.map((value) => ["a", value]), ...values.map((value) => ["b", value])]);
});

test("ignores the value of Authorization", () => {
  const sent = ["Bearer t-1", ""].map((authorization) => fingerprint("/x", { headers: { authorization } }));
  expect(sent.map(({ authorization }) => authorization)).toEqual([true, true]);
});

test.each([
  ['{"b":1,"a":{"d":[{"y":1,"x":2}],"c":null}}', '{"a":{"c":null,"d":[{"x":2,"y":1}]},"b":1}'],
  ["[2, 1]", "[2,1]"],
  ['{"app_secret":"s"}', '{"app_secret":"[redacted]"}'],
  ["b=1&a=2", "b=1&a=2"],
  ["", ""],
])("compares the body %s as %s", (body, expected) => expect(bodyOf(body)).toBe(expected));

test("ignores the boundary of a form, quoted or not", () => {
  const form = (boundary: string): string => `--${boundary}\r\n\r\n1\r\n--${boundary}--`;
  const expected = form("boundary");
  expect(bodyOf(form("xyz"), "multipart/form-data; boundary=xyz")).toBe(expected);
  expect(bodyOf(form("x y"), 'multipart/form-data; Boundary="x y"; charset=utf-8')).toBe(expected);
});

test("names the parts in which two requests differ", () => {
  const left = fingerprint("/a?x=1&y=1&y=2&z=1");
  expect(differences(left, fingerprint("/a?z=1&y=1&y=2&x=1"))).toEqual([]);
  const right = fingerprint("/b?x=1&y=2&y=1&w=1", {
    method: "PUT",
    headers: { authorization: "a" },
    body: Buffer.from("b"),
  });
  expect(differences(left, right)).toEqual([
    "method",
    "path",
    "query y",
    "query z",
    "query w",
    "authorization",
    "body",
  ]);
});
