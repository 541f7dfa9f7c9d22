import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { PAGES, runCompare, reportOn } from "./support/run.ts";

const zh = readFileSync(join(PAGES, "chats.zh.md"), "utf8");

test.for([
  ["in Chinese, nested by the order of its rows", "chats.zh.md"],
  ["in Chinese, reformatted", "chats-reformatted.zh.md"],
  ["in Chinese, in HTML with merged cells", "chats-html.zh.md"],
  ["in English, nested by spaces", "chats.en.md"],
  ["of a POST whose result is beside `code`", "token.en.md"],
])("finds no difference on a page %s", async ([, file = ""]) => {
  const { status, stdout, stderr } = await runCompare([file, "--json"]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  const operation = {
    id: file.startsWith("token") ? "auth.v3.tenantAccessToken.internal" : "im.v1.chat.list",
  };
  expect(JSON.parse(stdout)).toMatchObject([{ page: file, operation, agrees: true, differences: [] }]);
});

test.for<[string, (page: string) => string]>([
  ["CRLF", (page) => page.replaceAll("\n", "\r\n")],
  ["a byte order mark", (page) => `\uFEFF${page}`],
  ["no front matter", (page) => page.replace(/^---\n.*?\n---\n/s, "")],
  ["unclosed front matter", (page) => page.replace("\n---\n\n# 列出群", "\n\n# 列出群")],
  [
    "columns in another order, and escaped pipes",
    (page) =>
      page
        .replace(
          "名称 | 类型 | 必填 | 描述\n---|---|---|---\nAuthorization | string | 是 | `tenant_access_token` 或 `user_access_token`",
          "名称 | 描述 | 类型 | 必填\n---|---|---|---\nAuthorization | `tenant_access_token` \\| `user_access_token` | string | 是",
        )
        .replace('**值格式**："Bearer `access_token`"\n', "")
        .replace(/\*\*示例值\*\*："Bearer.*\n/, ""),
  ],
  [
    "other bullets",
    (page) =>
      page
        .replace("- 最大值", "* 最大值")
        .replace("- normal", "• normal")
        .replace("- dissolved：", "+ dissolved："),
  ],
  [
    "prose with a pipe before its table",
    (page) => page.replace("### 错误码\n", "### 错误码\n\n`400 | 232001` 之类：\n"),
  ],
  ["no prose and no example values", (page) => page.replaceAll(/^\*\*示例值\*\*.*$/gm, "")],
  ["full-width digits and colons", (page) => page.replace("最大值：`100`", "最大值:１００")],
  ["a default in bold", (page) => page.replace("**默认值**：20", "**默认值：** **20**（个）")],
  [
    "values on the line of the label",
    (page) =>
      page.replace(
        "**可选值有**：\n\n- ByCreateTimeAsc：先创建的在前：升序\n- ByActiveTimeDesc：活跃的在前",
        "**可选值有**：`ByCreateTimeAsc`、`ByActiveTimeDesc`",
      ),
  ],
  ...[
    ["in a numbered list", "1. ByCreateTimeAsc：先创建的在前\n2. ByActiveTimeDesc：活跃的在前"],
    ["after numbers in brackets", "（1）ByCreateTimeAsc：先创建的在前\n（2）ByActiveTimeDesc：活跃的在前"],
    ["before commas", "- ByCreateTimeAsc，先创建的在前\n- ByActiveTimeDesc, 活跃的在前"],
    ["before spaces and dashes", "- ByCreateTimeAsc 先创建的在前\n- ByActiveTimeDesc——活跃的在前"],
    ["on lines without marks", "ByCreateTimeAsc：先创建的在前\n`ByActiveTimeDesc`：活跃的在前"],
    ["in one line below the label", "ByCreateTimeAsc、ByActiveTimeDesc"],
  ].map(([how = "", list = ""]): [string, (page: string) => string] => [
    `values ${how}`,
    (page) => page.replace("- ByCreateTimeAsc：先创建的在前：升序\n- ByActiveTimeDesc：活跃的在前", list),
  ]),
  ...[
    ["a row", /^page_size .*$/gm],
    ["the error rows", /^400 .*$/gm],
    ["the request", /^HTTP Method .*$/gm],
    ["everything", /^.*\|.*$/gm],
  ].map(([what, row]): [string, (page: string) => string] => [
    `full-width pipes in ${String(what)}`,
    (page) => page.replaceAll(row as RegExp, (text) => text.replaceAll("|", "｜")),
  ]),
  ["outer pipes around one row", (page) => page.replace(/^page_size .*$/m, (row) => `| ${row} |`)],
  [
    "a repeated head between the rows",
    (page) => page.replace("external |", "名称 | 类型 | 描述\n---|---|---\nexternal |"),
  ],
  ["a rate limit in the shortest words", (page) => page.replace("1000 次/分钟", "1000次/分")],
  ["an example marked as JavaScript", (page) => page.replace("```json", "```javascript")],
  [
    "a list of values on the line of the label",
    (page) =>
      page.replace(
        "**可选值有**：\n\n- ByCreateTimeAsc：先创建的在前：升序\n- ByActiveTimeDesc：",
        "**可选值有**： - ByCreateTimeAsc：先创建的在前：升序 - ByActiveTimeDesc：",
      ),
  ],
  [
    "no blank lines inside cells",
    (page) => page.replaceAll(/\n\n(?=\*\*|- )/g, "\n").replaceAll(/(：)\n\n/g, "$1\n"),
  ],
  [
    "a cell without its line breaks",
    (page) =>
      page.replace(
        "每页最多多少个群\n\n**示例值**：10\n\n**默认值**：20\n\n**数据校验规则**：\n\n- 最大值：`100`",
        "每页最多多少个群。**示例值**：10 **默认值**：20 **最大值**：`100`",
      ),
  ],
  [
    "headings with links and other levels",
    (page) => page.replace("## 请求", "# [请求](https://example.com)").replace("### 错误码", "## **错误码**"),
  ],
  ["a trailing slash in the path", (page) => page.replace("/im/v1/chats\n", "/im/v1/chats/\n")],
  ["no envelope in the response table", (page) => page.replace(/code \| int[^]*?\nitems/, "items")],
  [
    "no example, so that the contract decides where fields belong",
    (page) => page.replace(/### 响应体示例[^]*?```\n/, "### 响应体示例\n\n"),
  ],
])("finds no difference on a page with %s", async ([, change]) => {
  const changed = change(zh);
  expect(changed).not.toBe(zh);
  const { differences } = await reportOn(changed);
  expect(differences).toEqual([]);
});

test("notes fields that neither order nor example places, and places them by the contract", async () => {
  const incomplete = zh.replace(/ +"owner_id".*\n/, "");
  const { agrees, notes } = await reportOn(incomplete);
  expect(agrees).toBe(true);
  expect(notes.find(({ what }) => what === "response")).toEqual({
    what: "response",
    message: "the example does not show data.items[].owner_id; the contract decides where they belong",
    line: zh.split("\n").indexOf("owner_id | string | 群主；由机器人担任时没有") + 1,
  });
});

test.for([
  ["开启任一权限即可", undefined],
  ["不需要所有权限，任选其一", undefined],
  ["Enable any scope from the list", undefined],
  ["按数据范围而定", "按数据范围而定"],
  ["无需所有权限", "无需所有权限"],
  ["Not all of the scopes", "Not all of the scopes"],
  ["任意一项即可；以下权限均需审核", "任意一项即可；以下权限均需审核"],
])("finds no difference in the number of required scopes: %s", async ([sentence = "", noted]) => {
  const { agrees, notes } = await reportOn(zh.replace("任意一项即可", sentence));
  expect(agrees).toBe(true);
  const message = `"${noted}" does not state whether one is sufficient or all are required`;
  const line = zh.split("\n").findIndex((text) => text.startsWith("权限要求")) + 1;
  expect(notes.filter(({ what }) => what === "scopes")).toEqual(
    noted === undefined ? [] : [{ what: "scopes", message, line }],
  );
});

test("reads a blank cell as that of the row above, with a note", async () => {
  const blank = zh
    .replace("page_size | int | 否", "page_size | int | ")
    .replace("chat_id | string |", "chat_id | |")
    .replace(/^400 \| (?=232004|232034)/gm, " | ");
  const { differences, notes } = await reportOn(blank);
  expect(notes.slice(1)).toEqual([
    { what: "query page_size required", message: "the cell is blank; taken from the row above", line: 82 },
    { what: "response chat_id type", message: "the cell is blank; taken from the row above", line: 102 },
    {
      what: "error 232004 status",
      message: "the cell is blank, as in the row of 232034; taken from the row above",
      line: 159,
    },
  ]);
  expect(differences.map(({ what }) => what)).toContain("response data.items[].chat_id type");
});

test("adds a row without a name to the row above, with a note", async () => {
  const { notes } = await reportOn(zh.replace(/^page_size .*$/m, (row) => `${row}\n | int | 否 | 又`));
  expect(notes).toContainEqual({
    what: "query page_size name",
    message: "the cell is blank; taken from the row above",
    line: 83,
  });
});

test("adds no note for merged HTML cells", async () => {
  const { notes } = await reportOn(readFileSync(join(PAGES, "chats-html.zh.md"), "utf8"));
  expect(notes.filter(({ message }) => message.includes("blank"))).toEqual([]);
});

test("notes a lower bound that the page omits, without a difference", async () => {
  const { notes } = await reportOn(zh);
  expect(notes).toMatchObject([
    { what: "query page_size minimum", message: "the page states none, the contract 1" },
  ]);
});
