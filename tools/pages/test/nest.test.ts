import { expect, test } from "vitest";
import { nestTables } from "../src/read/nest.ts";
import { refuserOf } from "../src/page/page-error.ts";
import { readPage } from "../src/read/read-page.ts";

/** The paths of nested response rows, with the alternatives of uncertain ones. A row is `name type`. */
function nested(rows: readonly string[], example: unknown, known: readonly string[] = []): string[] {
  const refuse = refuserOf("page.md");
  const page = readPage(
    [
      "### 响应体",
      "",
      "名称 | 类型 | 描述",
      "---|---|---",
      ...rows.map((row) => `${row.replace(" ", " | ")} | 说明`),
      "",
      ...(example === undefined ? [] : ["### 响应体示例", "", "```json", JSON.stringify(example), "```"]),
    ].join("\n"),
    refuse,
  );
  const fields = known.map((path) => ({ path, type: "string" }));
  const response = nestTables(page, new Map([["response", fields]]), refuse).get("response") ?? [];
  return response.map(({ path, alternatives }) =>
    alternatives ? `${path} or ${alternatives.join(" or ")}` : path,
  );
}

test("uses the example to place rows in an item or in its parent object", () => {
  const rows = ["data -", "items chat[]", "id string", "owner -", "id string", "name string", "total int"];
  const example = { data: { items: [{ id: "1", owner: { id: "2" } }, { name: "n" }], total: 1 } };
  expect(nested(rows, example)).toEqual([
    "data",
    "data.items",
    "data.items[].id",
    "data.items[].owner",
    "data.items[].owner.id",
    "data.items[].name",
    "data.total",
  ]);
});

test("adds no rows to an object after the next one has begun", () => {
  const rows = ["data -", "first -", "id string", "second -", "name string"];
  const example = { data: { first: { id: "1", name: "not in the table" }, second: { name: "n" } } };
  expect(nested(rows, example)).toEqual([
    "data",
    "data.first",
    "data.first.id",
    "data.second",
    "data.second.name",
  ]);
});

test("uses the contract for fields that the example has in two places or in none", () => {
  const rows = ["data -", "items chat[]", "id string", "note string", "page_token string"];
  const example = { data: { items: [{ id: "1", page_token: "a" }], page_token: "b" } };
  expect(
    nested(rows, example, ["data", "data.items", "data.page_token", "data.items[].note"]).slice(3),
  ).toEqual(["data.items[].note or data.note or note", "data.page_token or data.items[].page_token"]);
});

test("uses the deepest object when there is neither example nor contract, and lists the alternatives", () => {
  expect(nested(["data -", "items chat[]", "id string"], undefined)).toEqual([
    "data",
    "data.items or items",
    "data.items[].id or data.id or id",
  ]);
});

test("places a table without the envelope in `data`", () => {
  expect(nested(["items chat[]", "id string"], { code: 0, data: { items: [{ id: "1" }] } })).toEqual([
    "data.items",
    "data.items[].id",
  ]);
});

test.for([
  ["non-breaking spaces", (depth: number) => "&nbsp;&nbsp;".repeat(depth)],
  ["ideographic spaces", (depth: number) => "\u3000".repeat(depth)],
  ["branches", (depth: number) => "└".repeat(depth)],
  ["arrows", (depth: number) => "&gt;&gt;".repeat(depth)],
] as const)("nests by %s before a name, whatever the example shows", ([, indent]) => {
  const rows = ["data -", `${indent(1)}items chat[]`, `${indent(2)}id string`, `${indent(1)}id string`];
  expect(nested(rows, { id: "1" })).toEqual(["data", "data.items", "data.items[].id", "data.id"]);
});

test("accepts names that are whole paths", () => {
  expect(nested(["data -", "data.items chat[]", "data.items[].id string"], {})).toEqual([
    "data",
    "data.items",
    "data.items[].id",
  ]);
});
