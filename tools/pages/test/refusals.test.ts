import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { PAGES, runCompare } from "./support/run.ts";

const zh = readFileSync(join(PAGES, "chats.zh.md"), "utf8");
const en = readFileSync(join(PAGES, "chats.en.md"), "utf8");
const html = readFileSync(join(PAGES, "chats-html.zh.md"), "utf8");
const folder = mkdtempSync(join(tmpdir(), "pages-"));
afterAll(() => rmSync(folder, { recursive: true }));

test.for<[string, string | Uint8Array, string]>([
  ["an empty page", "", "stdin:1: expected a page of Feishu's documentation as Markdown, found nothing"],
  ["blank lines", "\n \n", "stdin:1: expected a page of Feishu's documentation as Markdown, found nothing"],
  ["binary data", Uint8Array.of(0xff, 0xd8, 0xff), "stdin:1: expected Markdown in UTF-8, found binary data"],
  ["a zero byte", `${zh}\0`, "stdin:1: expected Markdown in UTF-8, found binary data"],
  [
    "five megabytes",
    zh.repeat(Math.ceil(5e6 / zh.length)),
    "stdin: larger than 1 MiB, which no documentation page is; name one page",
  ],
  [
    "other Markdown",
    "# Read me\n\nNothing of an API.\n",
    'stdin:1: expected headings such as "## 请求" (Request) and "### 响应体" (Response body), found none of them',
  ],
  [
    "two pages in one",
    `${zh}\n${zh}`,
    'stdin:185: a second section "请求", after line 21; a page describes one operation',
  ],
  [
    "an unclosed fence",
    zh.replace("}\n```\n", "}\n"),
    "stdin:130: expected ``` after the block that begins here, found the end of the page",
  ],
  [
    "an example that is not JSON",
    zh.replace('"code": 0,', '"code": 0'),
    "stdin:133: expected JSON in the example; Expected ',' or '}' after property value",
  ],
  [
    "a truncated example",
    zh.replace(/"data": \{[^]*?```/, '"data": {\n```'),
    "stdin:135: expected JSON in the example; Expected property name or '}'",
  ],
  [
    "an unknown head",
    en.replace("| Name | Type | Required | Description |", "| Name | Kind | Required | Description |"),
    'stdin:18: expected a table 名称 | 类型 | 必填 | 描述 (Name | Type | Required | Description), found "Name | Kind | Required | Description"',
  ],
  [
    "a head without a required column",
    zh.replace("名称 | 类型 | 描述\n---|---|---", "名称 | 描述\n---|---"),
    'stdin:96: expected a table 名称 | 类型 | 描述 (Name | Type | Description), found "名称 | 描述"',
  ],
  [
    "a head without a delimiter row",
    zh.replace(
      "HTTP状态码 | 错误码 | 描述 | 排查建议\n---|---|---|---",
      "HTTP状态码 | 错误码 | 描述 | 排查建议",
    ),
    'stdin:157: expected the delimiter row of the table, --- | --- | --- | ---, found "400 | 232001 | Your request contains an invalid request par…"',
  ],
  [
    "a section without its table",
    zh.replace(/名称 \| 类型 \| 描述\n[^]*?### 响应体示例/, "见下。\n\n### 响应体示例"),
    'stdin:96: expected a table 名称 | 类型 | 描述 (Name | Type | Description) under "响应体", found "见下。"',
  ],
  [
    "a row with a missing cell",
    en.replace("| data | \\- | The page. |", "| data | The page. |"),
    'stdin:39: expected 3 cells 名称 | 类型 | 描述 (Name | Type | Description), found 2: "| data | The page. |"',
  ],
  [
    "an invalid name",
    en.replace("| data |", "| the data |"),
    'stdin:39: expected the name of a field, found "the data"',
  ],
  [
    "an invalid type",
    en.replace("| page_size | int |", "| page_size | 12 |"),
    'stdin:29: expected the type of "page_size", such as string, int or string[], found "12"',
  ],
  [
    "an invalid type in a row without outer pipes",
    zh.replace("page_size | int |", "page_size | 12 |"),
    'stdin:82: expected the type of "page_size", such as string, int or string[], found "12"',
  ],
  [
    "a required cell that is neither yes nor no",
    zh.replace("page_size | int | 否", "page_size | int | 也许"),
    'stdin:82: expected 是 or 否 (Yes or No) for whether "page_size" is required, found "也许"',
  ],
  [
    "an invalid name in a row without outer pipes",
    zh.replace("page_size | int |", "page size | int |"),
    'stdin:82: expected the name of a field, found "page size"',
  ],
  [
    "a row without outer pipes where only the name is valid",
    zh.replace("page_size | int | 否", "page_size | 12 | 也许"),
    'stdin:82: expected the type of "page_size", such as string, int or string[], found "12"',
  ],
  [
    "an error row without outer pipes and without numbers",
    zh.replace("400 | 232025 |", "OK | E25 |"),
    'stdin:160: expected an error code, such as 232001, found "E25"',
  ],
  [
    "values that are listed elsewhere",
    zh.replace(/- normal：[^]*?\n\n/, "见用户文档\n\n"),
    'stdin:121: expected a list of values, such as "- open_id：…", found "见用户文档"',
  ],
  [
    "values in a sentence",
    en.replace(
      "<br>- ByCreateTimeAsc: oldest first<br>- ByActiveTimeDesc: most active first",
      " see the list",
    ),
    'stdin:27: expected a list of values, such as "- open_id：…", found "see the list"',
  ],
  [
    "missing values",
    zh.replace(/- normal：[^]*?\n\n/, ""),
    'stdin:119: expected a list of values, such as "- open_id：…", found nothing',
  ],
  [
    "a value without a separator",
    en.replace("- ByCreateTimeAsc: oldest first", "- ByCreateTimeAsc oldest first"),
    'stdin:27: expected a value and its meaning, such as "open_id：…", found "ByCreateTimeAsc oldest first"',
  ],
  [
    "a bound that is not a number",
    zh.replace("最大值：`100`", "最大值：一百"),
    'stdin:90: expected a number after the label, such as 100 or 1 ~ 50, found "一百"',
  ],
  [
    "a code that is not a number",
    en.replace("| | 232025 |", "| | E25 |"),
    'stdin:82: expected an error code, such as 232001, found "E25"',
  ],
  [
    "a code that is not a number, in a row without outer pipes",
    zh.replace("400 | 232025 |", "400 | E25 |"),
    'stdin:160: expected an error code, such as 232001, found "E25"',
  ],
  [
    "an invalid status",
    en.replace("| 400 | 232001", "| OK | 232001"),
    'stdin:80: expected an HTTP status, such as 400, found "OK"',
  ],
  [
    "an invalid method",
    zh.replace("Method | GET", "Method | LIST"),
    'stdin:26: expected one method, such as GET, found "LIST"',
  ],
  [
    "two methods",
    zh.replace("Method | GET", "Method | GET / POST"),
    'stdin:26: expected one method, such as GET, found "GET / POST"',
  ],
  [
    "a bound in thousands",
    zh.replace("最大值：`100`", "最大值：1万"),
    'stdin:90: expected a number after the label, such as 100 or 1 ~ 50, found "1万"',
  ],
  [
    "values in a separate table",
    zh.replace(/- normal：[^]*?\n\n/, "取值 | 含义\n---|---\nnormal | 正常\n\n"),
    'stdin:121: expected a list of values, such as "- open_id：…", found "取值 | 含义"',
  ],
  [
    "an error row without its status",
    zh.replace("400 | 232025 |", "232025 |"),
    'stdin:160: expected 4 cells HTTP状态码 | 错误码 | 描述 | 排查建议 (HTTP status code | Error code | Description | Troubleshooting suggestions), found 3: "232025 | Bot ability is not activated. | 开启机器人能力"',
  ],
  [
    "an HTML table whose head lacks a cell",
    html.replace("<th>默认值</th>", ""),
    "stdin:35: expected 4 cells 名称 | 类型 | 必填 | 描述 (Name | Type | Required | Description), found 5",
  ],
  [
    "an invalid URL",
    zh.replace("https://open.feishu.cn/open-apis/im/v1/chats", "见下"),
    'stdin:25: expected a URL, such as https://open.feishu.cn/open-apis/im/v1/chats, found "见下"',
  ],
  [
    "no URL",
    zh.replace(/HTTP URL.*\n/, ""),
    'stdin:23: expected HTTP URL in a table 名称 | 值 (Name | Value) under "## 请求" (Request); or name the operation with --operation',
  ],
  [
    "no request section",
    zh.replace(/## 请求\n[^]*?### 请求头/, "### 请求头"),
    'stdin:1: expected HTTP Method and HTTP URL in a table 名称 | 值 (Name | Value) under "## 请求" (Request); or name the operation with --operation',
  ],
  [
    "an operation that is not in the contract",
    zh.replace("im/v1/chats", "im/v1/messages"),
    "stdin:25: GET /im/v1/messages is not in the contract, which has auth.v3.tenantAccessToken.internal, im.v1.chat.list; name one with --operation, or draft it with --draft",
  ],
  [
    "a field below one without inner fields",
    en.replace("| &nbsp;&nbsp;items | list_chat\\[\\] |", "| &nbsp;&nbsp;items | string |"),
    'stdin:41: "chat_id" is indented below "data.items", which is string and has no fields',
  ],
  [
    "an unclosed HTML table",
    html.replace("</table>\n\n### 请求头", "\n### 请求头"),
    "stdin:7: expected </table> after <table>, found the end of the section",
  ],
  [
    "a second HTML table under a heading",
    html.replace("</table>\n\n## 响应", "</table>\n<table><tr><th>名称</th></tr></table>\n\n## 响应"),
    "stdin:48: expected one table under a heading, found a second one",
  ],
  [
    "a second table under a heading",
    zh.replace("external |", "名称 | 描述 | 类型\n---|---|---\nexternal |"),
    'stdin:115: expected one table under a heading, found the head of a second one: "名称 | 描述 | 类型"',
  ],
  [
    "an HTML table without rows",
    html.replace(/<table>\n<tr><th>名称<\/th><th>类型[^]*?<\/table>/, "<table></table>"),
    "stdin:53: expected a row <tr> in <table>, found none",
  ],
  [
    "an example with a thousand levels",
    zh.replace('"code": 0', `"code": ${"[".repeat(1000)}${"]".repeat(1000)}`),
    "stdin:131: expected an example at most 100 levels deep, found more",
  ],
])("rejects %s in one line", async ([, page, message]) => {
  expect(await runCompare(["-"], { stdin: page })).toEqual({
    status: 2,
    stdout: "",
    stderr: `compare: ${message}\n`,
  });
});

test.for([
  ["a missing file", "none.md", "no such file; name a page saved as Markdown"],
  ["a folder", ".", "a directory; name one page in it"],
])("rejects %s in one line", async ([, file = "", message]) => {
  expect(await runCompare([file])).toEqual({
    status: 2,
    stdout: "",
    stderr: `compare: ${file}: ${message}\n`,
  });
});

test("rejects a large file before it reads it", async () => {
  const file = join(folder, "large.md");
  writeFileSync(file, Buffer.alloc(5_000_000, "x"));
  expect(await runCompare([file])).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("larger than 1 MiB") as string,
  });
});

test.for<[string, string[], string]>([
  ["no page", [], "no page; name a Markdown file: pnpm compare PAGE.md"],
  ["an unknown option", ["chats.zh.md", "--fix"], "Unknown option '--fix'; see pnpm compare --help"],
  ["a draft as JSON", ["chats.zh.md", "--draft", "--json"], "--draft prints YAML; leave out --json"],
  ["a draft of two pages", ["a.md", "b.md", "--draft"], '--draft takes one page, got 2: "a.md", "b.md"'],
  [
    "one operation for two pages",
    ["a.md", "b.md", "--operation", "im.v1.chat.list"],
    '--operation takes one page, got 2: "a.md", "b.md"',
  ],
  ["stdin twice", ["-", "-"], '"-" is given twice; stdin has one page'],
  [
    "an unknown operation",
    ["chats.zh.md", "--operation", "im.v1.chat.get"],
    '--operation: no "im.v1.chat.get" in the contract; it has auth.v3.tenantAccessToken.internal, im.v1.chat.list',
  ],
])("rejects %s in one line", async ([, args, message]) => {
  expect(await runCompare(args)).toEqual({ status: 2, stdout: "", stderr: `compare: ${message}\n` });
});

test("ends with exit code 1 when the contract is missing", async () => {
  const { status, stderr } = await runCompare(["chats.zh.md", "--spec", join(folder, "none.yaml")]);
  expect(status).toBe(1);
  expect(stderr).toMatch(/^compare: .*none\.yaml: no such file; name the contract with --spec FILE\n$/);
});

test("reports the other pages when one cannot be read", async () => {
  const { status, stdout, stderr } = await runCompare(["chats.zh.md", "none.md", "chats.en.md", "--json"]);
  expect(status).toBe(2);
  expect(stderr).toBe("compare: none.md: no such file; name a page saved as Markdown\n");
  expect(JSON.parse(stdout)).toMatchObject([
    { page: "chats.zh.md", agrees: true },
    { page: "none.md", error: "none.md: no such file; name a page saved as Markdown" },
    { page: "chats.en.md", agrees: true },
  ]);
});
