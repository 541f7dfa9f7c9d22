import { pathOf, valuesOf, type SmallField, type SmallOperation } from "./small-operation.ts";

/** The layout of a page. */
export interface Style {
  readonly language: "zh" | "en";
  /** How rows are nested: by their order, or by marks before their names. */
  readonly nesting: "order" | "spaces" | "branches";
  /** Multi-line cells, `<br>` between outer pipes, or HTML. */
  readonly table: "open" | "framed" | "html";
  readonly newline: "\n" | "\r\n";
}

const WORDS = {
  zh: {
    request: ["请求", "名称", "值"],
    method: "HTTP Method",
    rate: (minute: number, second: number) => `${minute} 次/分钟、${second} 次/秒`,
    rows: ["接口频率限制", "支持的应用类型", "权限要求"],
    custom: "自建应用",
    sections: { header: "请求头", path: "路径参数", query: "查询参数", body: "请求体" },
    examples: ["请求体示例", "响应体示例"],
    parameters: ["名称", "类型", "必填", "描述"],
    response: ["响应体", "名称", "类型", "描述"],
    errors: ["错误码", "HTTP状态码", "错误码", "描述", "排查建议"],
    required: { true: "是", false: "否" },
    enum: "**可选值有**：",
    default: "**默认值**：",
    rules: "**数据校验规则**：",
    least: "最小值：",
    most: "最大值：",
    length: "长度范围：",
    maxLength: "最大长度：",
    colon: "：",
    texts: [
      "说明",
      "见 [说明：ID](https://example.com/a:b)",
      "`a` 与 **b**。",
      "（全角，括号）",
      "返回 `x` 时：无",
    ],
  },
  en: {
    request: ["Request", "Name", "Value"],
    method: "HTTP Method",
    rate: (minute: number, second: number) => `${minute} times/minute, ${second} times/second`,
    rows: ["Rate limit", "Supported app types", "Required scopes"],
    custom: "Custom App",
    sections: {
      header: "Request header",
      path: "Path parameters",
      query: "Query parameters",
      body: "Request body",
    },
    examples: ["Request body example", "Response body example"],
    parameters: ["Name", "Type", "Required", "Description"],
    response: ["Response body", "Name", "Type", "Description"],
    errors: ["Error codes", "HTTP status code", "Error code", "Description", "Troubleshooting suggestions"],
    required: { true: "Yes", false: "No" },
    enum: "**Optional values are**:",
    default: "**Default value**: ",
    rules: "**Data validation rules**:",
    least: "Minimum value: ",
    most: "Maximum value: ",
    length: "Length range: ",
    maxLength: "Maximum length: ",
    colon: ": ",
    texts: [
      "Text",
      "See [this: here](https://example.com/a:b)",
      "`a` and **b**.",
      "Not e.g. this",
      "A note: none",
    ],
  },
} as const;

/** Writes the page of an operation. */
export function pageOf(operation: SmallOperation, style: Style): string {
  const words = WORDS[style.language];
  const [rate = "", apps = "", scopes = ""] = words.rows;
  const section = (title: string, head: readonly string[], rows: readonly string[][][]): string[] => [
    `### ${title}`,
    "",
    ...table(head, rows, style),
    "",
  ];
  const [requestTitle, ...requestHead] = words.request;
  const [responseTitle, ...responseHead] = words.response;
  const [errorTitle, ...errorHead] = words.errors;
  const [bodyExample = "", responseExample = ""] = words.examples;
  const data = { name: "data", type: "object", required: true, fields: operation.response } as const;
  const lines = [
    `# ${words.texts[0]}`,
    "",
    ...section(requestTitle, requestHead, [
      [["HTTP URL"], [`https://open.feishu.cn/open-apis${pathOf(operation)}`]],
      [[words.method], [operation.method]],
      [[rate], [`[${words.rate(operation.perMinute, operation.perSecond)}](https://example.com)`]],
      [[apps], [words.custom]],
      [[scopes], ["", ...operation.scopes.map((scope) => `  ${words.texts[0]}(${scope})`)]],
    ]),
    ...section(words.sections.header, words.parameters, [
      [["Authorization"], ["string"], [words.required.true], ["tenant_access_token"]],
    ]),
    ...(["path", "query", "body"] as const).flatMap((place) =>
      operation[place].length > 0
        ? section(words.sections[place], words.parameters, rowsOf(operation[place], style, true))
        : [],
    ),
    ...(operation.body.length > 0 ? example(bodyExample, valuesOf(operation.body)) : []),
    ...section(responseTitle, responseHead, rowsOf([data], style, false)),
    ...example(responseExample, { code: 0, msg: "success", data: valuesOf(operation.response) }),
    ...section(
      errorTitle,
      errorHead,
      operation.errors.map(({ code, status }) => [[String(status)], [String(code)], ["failed"], ["mend it"]]),
    ),
  ];
  return lines.join(style.newline);
}

function example(title: string, value: object): string[] {
  return [`### ${title}`, "", "```json", ...JSON.stringify(value, null, 2).split("\n"), "```", ""];
}

/** Rows of cells, each a list of lines. */
function rowsOf(fields: readonly SmallField[], style: Style, hasRequired: boolean, depth = 0): string[][][] {
  const words = WORDS[style.language];
  return fields.flatMap((field) => [
    [
      [indentOf(style, depth) + field.name],
      [typeOf(field)],
      ...(hasRequired ? [[words.required[`${field.required}`]]] : []),
      describe(field, style.language),
    ],
    ...rowsOf(field.fields ?? [], style, hasRequired, depth + 1),
  ]);
}

function indentOf({ nesting }: Style, depth: number): string {
  if (nesting === "order" || depth === 0) return "";
  return nesting === "spaces" ? "&nbsp;&nbsp;".repeat(depth) : `${"&nbsp;".repeat(depth)}└ `;
}

function typeOf({ type, name }: SmallField): string {
  const types = {
    integer: "int",
    object: "\\-",
    "object[]": `${name}_type\\[\\]`,
    "string[]": "string\\[\\]",
  };
  return types[type as keyof typeof types] ?? type;
}

function describe(field: SmallField, language: Style["language"]): string[] {
  const words = WORDS[language];
  const number = Number(field.name.replaceAll(/\D/g, "")) || 0;
  const { least, most } = field;
  const rules =
    field.type === "integer"
      ? [
          least === undefined ? "" : `- ${words.least}\`${least}\``,
          most === undefined ? "" : `- ${words.most}\`${most}\``,
        ]
      : [
          most === undefined
            ? ""
            : least === undefined
              ? `- ${words.maxLength}${most}`
              : `- ${words.length}${least} ～ ${most}`,
        ];
  const said = rules.filter((rule) => rule !== "");
  return [
    words.texts[number % words.texts.length] ?? "",
    ...(field.enum
      ? [words.enum, ...field.enum.map((value) => `- ${value}${words.colon}${words.texts[0]}: x`)]
      : []),
    ...(field.default === undefined ? [] : [`${words.default}\`${field.default}\``]),
    ...(said.length > 0 ? [words.rules, ...said] : []),
  ];
}

function table(head: readonly string[], rows: readonly string[][][], style: Style): string[] {
  if (style.table === "open")
    return [
      head.join(" | "),
      head.map(() => "---").join("|"),
      ...rows.flatMap((cells) => {
        const [first, ...more] = cells.at(-1) ?? [];
        return [[...cells.slice(0, -1).map(([one]) => one), first].join(" | "), ...more];
      }),
    ];
  if (style.table === "framed")
    return [head.map((one) => [one]), head.map(() => ["---"]), ...rows].map(
      (cells) => `| ${cells.map((cell) => cell.join("<br>")).join(" | ")} |`,
    );
  return [
    "<table>",
    `<tr>${head.map((one) => `<th>${one}</th>`).join("")}</tr>`,
    ...rows.flatMap((cells) => ["<tr>", ...cells.map((cell) => `<td>${cell.join("<br/>")}</td>`), "</tr>"]),
    "</table>",
  ];
}
