import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { PAGES, reportOn } from "./support/run.ts";

const pages = {
  zh: readFileSync(join(PAGES, "chats.zh.md"), "utf8"),
  en: readFileSync(join(PAGES, "chats.en.md"), "utf8"),
  html: readFileSync(join(PAGES, "chats-html.zh.md"), "utf8"),
};

interface DifferenceCase {
  readonly page?: keyof typeof pages;
  readonly from: string | RegExp;
  readonly to: string;
  /** The expected rows: subject, page, contract, and a part of the line. */
  readonly reported: readonly [what: string, page: string, contract: string, line: string][];
}

const cases: Record<string, DifferenceCase> = {
  "another method": {
    from: "Method | GET",
    to: "Method | POST",
    reported: [["method", "POST", "GET", "Method | POST"]],
  },
  "another upper bound": {
    from: "最大值：`100`",
    to: "最大值：`200`",
    reported: [["query page_size maximum", "200", "100", "最大值：`200`"]],
  },
  "a full-width range with a tilde": {
    from: "最大值：`100`",
    to: "取值范围：２ ～ ５０",
    reported: [
      ["query page_size minimum", "2", "1", "取值范围"],
      ["query page_size maximum", "50", "100", "取值范围"],
    ],
  },
  "an upper bound alone in its range": {
    page: "en",
    from: "Maximum value: `100`",
    to: "Value range: at most 50",
    reported: [["query page_size maximum", "50", "100", "| page_size"]],
  },
  "a length": {
    from: "上一页给出的标记，第一次请求不填",
    to: "标记\n\n**数据校验规则**：\n\n- 长度范围：`1 ～ 50` 字符",
    reported: [
      ["query page_token minLength", "1", "–", "长度范围"],
      ["query page_token maxLength", "50", "–", "长度范围"],
      [
        "query page_token example",
        "dmJCRHhpd3JRbGV1VEVNRFFyTitRWDY5ZFkybmYrMEUwMUFYT0VMMWdENEtuYUhsNUxGMDIwemtvdE5ORjBNQQ== is longer than 50",
        "–",
        "page_token | string | 否",
      ],
    ],
  },
  "another default": {
    from: "**默认值**：20",
    to: "**默认值**：50",
    reported: [["query page_size default", "50", "20", "**默认值**：50"]],
  },
  "a default below zero, on a line of its own": {
    from: "**默认值**：20",
    to: "**默认值**：\n\n-1",
    reported: [["query page_size default", "-1", "20", "-1\n"]],
  },
  "no default": {
    from: "**默认值**：20\n",
    to: "",
    reported: [["query page_size default", "–", "20", "page_size | int"]],
  },
  "a default in its own column": {
    page: "html",
    from: "<code>open_id</code>",
    to: "<code>union_id</code>",
    reported: [["query user_id_type default", "union_id", "open_id", "<tr>\n  <td>user_id_type"]],
  },
  "a type": {
    from: "external | boolean",
    to: "external | string",
    reported: [
      ["response data.items[].external type", "string", "boolean", "external | string"],
      ["response example data.items[].external", "false is not of type string", "–", '"external": false'],
    ],
  },
  "a required parameter": {
    from: "page_token | string | 否",
    to: "page_token | string | 是",
    reported: [["query page_token required", "yes", "no", "page_token | string | 是"]],
  },
  "a value that is missing in the contract": {
    from: "- normal：正常",
    to: "- normal：正常\n- frozen：冻结：暂时",
    reported: [["response data.items[].chat_status value frozen", "listed", "not listed", "- frozen"]],
  },
  "a value in a code tag, with a colon in it": {
    page: "html",
    from: "<code>union_id</code>：",
    to: "<code>union：id</code>：",
    reported: [
      ["query user_id_type value union_id", "not listed", "listed", "<p>用户 ID"],
      ["query user_id_type value union：id", "listed", "not listed", "<ul><li>"],
    ],
  },
  "values with the names of labels": {
    from: "- normal：正常",
    to: "- normal：正常\n- Default：默认值\n- Range：取值范围",
    reported: [
      ["response data.items[].chat_status value Default", "listed", "not listed", "- Default"],
      ["response data.items[].chat_status value Range", "listed", "not listed", "- Range"],
    ],
  },
  "a value that is missing on the page": {
    from: "- dissolved：已解散\n",
    to: "",
    reported: [
      [
        "response data.items[].chat_status value dissolved",
        "not listed",
        "listed",
        "**可选值有**：\n\n- normal",
      ],
    ],
  },
  "values where the contract has none": {
    from: "tenant_key | string | 所属租户",
    to: "tenant_key | string | 所属租户\n\n可选值有：a、736588c9260f175e\n",
    reported: [["response data.items[].tenant_key values", "a, 736588c9260f175e", "any", "可选值有：a"]],
  },
  "a field inside an item, as the example shows": {
    from: "external | boolean | 是否有外部成员",
    to: "label | int | 标签\nexternal | boolean | 是否有外部成员",
    reported: [
      [
        "response data.items[].label",
        "integer; or data.label or label, since the example does not show it",
        "–",
        "label | int",
      ],
    ],
  },
  "a field beside the list, as the indentation shows": {
    page: "en",
    from: "| &nbsp;&nbsp;has_more |",
    to: "| &nbsp;&nbsp;total | int | All. |\n| &nbsp;&nbsp;has_more |",
    reported: [["response data.total", "integer", "–", "total"]],
  },
  "an object with fields, listed once": {
    page: "en",
    from: "| &nbsp;&nbsp;has_more |",
    to: "| &nbsp;&nbsp;more | object | |\n| &nbsp;&nbsp;&nbsp;&nbsp;a | int | |\n| &nbsp;&nbsp;has_more |",
    reported: [["response data.more", "object", "–", "| &nbsp;&nbsp;more"]],
  },
  "a field that is missing on the page": {
    from: "tenant_key | string | 所属租户\n",
    to: "",
    reported: [
      ["response data.items[].tenant_key", "–", "string, required", "items | list"],
      ["response example data.items[].tenant_key", "not in the table", "–", '"tenant_key"'],
    ],
  },
  "a parameter that is missing on the page": {
    from: /sort_type \| string[^]*?(?=page_token)/,
    to: "",
    reported: [["query sort_type", "–", "string", "名称 | 类型 | 必填 | 描述#2"]],
  },
  "a parameter that is missing in the contract": {
    page: "html",
    from: "</table>\n\n## 响应",
    to: "<tr><td>quiet</td><td>boolean</td><td>否</td><td></td><td>静默</td></tr>\n</table>\n\n## 响应",
    reported: [["query quiet", "boolean", "–", "quiet"]],
  },
  "another code": {
    from: "400 | 232025",
    to: "400 | 232099",
    reported: [
      ["error 232025", "not listed", "listed", "HTTP状态码"],
      ["error 232099", "listed", "not listed", "232099"],
    ],
  },
  "another status in a merged cell": {
    page: "en",
    from: "| 400 | 232001",
    to: "| 403 | 232001",
    reported: [
      ["error 232001 status", "403", "400", "232001"],
      ["error 232004 status", "403", "400", "232004"],
      ["error 232025 status", "403", "400", "232025"],
      ["error 232034 status", "403", "400", "232034"],
    ],
  },
  "no difference for a code of the whole platform": {
    from: "400 | 232025",
    to: "400 | 99991663 | 令牌 | 更换\n400 | 232025",
    reported: [],
  },
  "another scope": {
    from: "im:chat:readonly)  \n    查看",
    to: "im:chat:write)  \n    查看",
    reported: [
      ["scope im:chat:readonly", "not listed", "listed", "读写群"],
      ["scope im:chat:write", "listed", "not listed", "im:chat:write"],
    ],
  },
  "all scopes required, where one is sufficient": {
    from: "任意一项即可",
    to: "所有权限均需",
    reported: [["scopes", "all are required", "one is sufficient", "所有权限均需"]],
  },
  "all scopes required, in English": {
    page: "en",
    from: "Any one of<br>",
    to: "All of<br>",
    reported: [["scopes", "all are required", "one is sufficient", "| Required scopes"]],
  },
  "all scopes required, in one line with the scopes": {
    page: "html",
    from: "读写群（im:chat）<br>",
    to: "需同时开启：读写群（im:chat）、",
    reported: [["scopes", "all are required", "one is sufficient", "<td>需同时开启"]],
  },
  "another field scope": {
    page: "en",
    from: "contact:user.employee_id:readonly",
    to: "contact:user.email:readonly",
    reported: [
      ["field scope contact:user.employee_id:readonly", "not listed", "listed", "| Required field"],
      ["field scope contact:user.email:readonly", "listed", "not listed", "| Required field"],
    ],
  },
  "another limit": {
    page: "en",
    from: "50 times/second",
    to: "5 times per second",
    reported: [["rate limit", "1000 a minute, 5 a second", "1000 a minute, 50 a second", "| Rate limit"]],
  },
  "a rate limit without numbers": {
    from: "[1000 次/分钟、50 次/秒](https://example.com/limits)",
    to: "[特殊频控](https://example.com/limits)",
    reported: [["rate limit", "特殊频控", "1000 a minute, 50 a second", "接口频率限制"]],
  },
  "fewer app types": {
    page: "html",
    from: "自建应用<br/>商店应用",
    to: "自建应用",
    reported: [["app types", "custom", "custom, store", "支持的应用类型"]],
  },
  "an app type that is not supported": {
    from: "自建应用、商店应用",
    to: "自建应用，不支持商店应用",
    reported: [["app types", "custom", "custom, store", "支持的应用类型"]],
  },
  "a token that is not supported": {
    from: "`tenant_access_token` 或 `user_access_token`",
    to: "`tenant_access_token`；不支持 `user_access_token`",
    reported: [
      ["access tokens", "tenant_access_token", "tenant_access_token, user_access_token", "Authorization |"],
    ],
  },
  "an example that is not an object": {
    from: /```json[^]*?```/,
    to: "```json\n[]\n```",
    reported: [["response example", "[] is not an object", "–", "[]\n```"]],
  },
  "fewer tokens": {
    from: "`tenant_access_token` 或 `user_access_token`",
    to: "`tenant_access_token`",
    reported: [
      ["access tokens", "tenant_access_token", "tenant_access_token, user_access_token", "Authorization |"],
    ],
  },
  "no header section": {
    from: /### 请求头[^]*?(?=### 查询)/,
    to: "",
    reported: [["section 请求头 (Request header)", "no such section", "Authorization", "名称 | 值"]],
  },
  "no section of error codes": {
    from: /### 错误码[^]*/,
    to: "",
    reported: [
      ["section 错误码 (Error codes)", "no such section", "232001, 232004, 232025, 232034", "名称 | 值"],
    ],
  },
  "a default that is not one of the values": {
    page: "html",
    from: "<code>open_id</code>",
    to: "<code>email</code>",
    reported: [
      ["query user_id_type default", "email", "open_id", "<tr>\n  <td>user_id_type"],
      [
        "query user_id_type default",
        "email is not one of open_id, union_id, user_id",
        "–",
        "<tr>\n  <td>user_id_type",
      ],
    ],
  },
  "a default above its bound": {
    from: "**默认值**：20",
    to: "**默认值**：200",
    reported: [
      ["query page_size default", "200", "20", "**默认值**：200"],
      ["query page_size default", "200 is above the maximum 100", "–", "**默认值**：200"],
    ],
  },
  "an example value above its bound": {
    from: "**示例值**：10",
    to: "**示例值**：101",
    reported: [["query page_size example", "101 is above the maximum 100", "–", "page_size | int"]],
  },
  "a lower bound above the upper one": {
    from: "- 最大值：`100`",
    to: "- 最大值：`100`\n- 最小值：`101`",
    reported: [
      ["query page_size default", "20 is below the minimum 101", "–", "**默认值**：20"],
      ["query page_size example", "10 is below the minimum 101", "–", "page_size | int"],
      ["query page_size minimum", "101", "1", "最小值"],
      ["query page_size minimum", "101 is above the maximum 100", "–", "最小值"],
    ],
  },
  "an example with a value that is not in its table": {
    from: '"chat_status": "normal"',
    to: '"chat_status": "frozen"',
    reported: [
      [
        "response example data.items[].chat_status",
        '"frozen" is not one of normal, dissolved, dissolved_save',
        "–",
        '"frozen"',
      ],
    ],
  },
  "an example of a success with the code of a failure": {
    from: '"code": 0',
    to: '"code": 1',
    reported: [["response example code", "1 is the code of a failure; success is 0", "–", '"code": 1']],
  },
  "an example with a field that is not in its table": {
    from: '"has_more": true',
    to: '"has_more": true,\n    "total": 1',
    reported: [["response example data.total", "not in the table", "–", '"total"']],
  },
  "an example without a field that the contract requires": {
    from: ',\n    "page_token": "dmJCRHhpd3JR",\n    "has_more": true',
    to: ',\n    "page_token": "dmJCRHhpd3JR"',
    reported: [["response example data.has_more", "missing", "required", '"data": {']],
  },
  "an example with a field that its condition excludes": {
    from: '"has_more": true',
    to: '"has_more": false',
    reported: [
      [
        "response example data.page_token",
        "present, but the table has it only while has_more is true",
        "–",
        '"page_token"',
      ],
    ],
  },
  "a field that its condition excludes, in English": {
    page: "en",
    from: '"has_more": false',
    to: '"has_more": false,\n    "page_token": "x"',
    reported: [
      [
        "response example data.page_token",
        "present, but the table has it only while has_more is true",
        "–",
        '"page_token": "x"',
      ],
    ],
  },
  "a repeated row": {
    page: "en",
    from: "| page_size | int",
    to: "| page_size | int | No | Again, otherwise. |\n| page_size | int",
    reported: [["query page_size", "listed again, after line 29", "–", "How many chats"]],
  },
  "a repeated value": {
    from: "- normal：正常",
    to: "- normal：正常\n- normal：又",
    reported: [["response data.items[].chat_status value normal", "listed twice", "–", "- normal：又"]],
  },
  "a repeated default": {
    from: "**默认值**：20",
    to: "**默认值**：20\n\n**默认值**：50",
    reported: [["query page_size default", "50, but 20 in line 86", "–", "**默认值**：50"]],
  },
  "a repeated bound": {
    from: "- 最大值：`100`",
    to: "- 最大值：`100`\n- 取值范围：1 ～ 200",
    reported: [["query page_size maximum", "200, but 100 in line 90", "–", "取值范围"]],
  },
  "a code with two statuses": {
    from: "400 | 232025",
    to: "400 | 232025 | 一 | 二\n403 | 232025",
    reported: [
      ["error 232025 status", "403", "400", "403 | 232025"],
      ["error 232025", "status 403, but 400 in line 160", "–", "403 | 232025"],
    ],
  },
  "a path parameter without a row": {
    from: "/im/v1/chats\n",
    to: "/im/v1/chats/:chat_id\n",
    reported: [["path", "/im/v1/chats/{chat_id}", "/im/v1/chats", "HTTP URL"]],
  },
};

test.for(Object.entries(cases))("reports %s with its line", async ([, row]) => {
  const original = pages[row.page ?? "zh"];
  const page = original.replace(row.from, () => row.to);
  expect(page).not.toBe(original);
  const { agrees, differences } = await reportOn(page, "--operation", "im.v1.chat.list");
  expect(agrees).toBe(row.reported.length === 0);
  const found = differences.map(({ what, page: onPage, contract, line }) => [what, onPage, contract, line]);
  const expected = row.reported.map(([what, ...rest]) => [what, ...rest.slice(0, 2), lineOf(page, rest[2])]);
  expect(new Set(found)).toEqual(new Set(expected));
});

/** The line of a part of a page; `#2` selects its second occurrence. */
function lineOf(page: string, piece: string): number {
  const [text = "", nth = "1"] = piece.split("#");
  const before = page.split(text).slice(0, Number(nth));
  expect(before.length, text).toBe(Number(nth));
  return before.join(text).split("\n").length;
}
