/** One form for words that differ in width, case, spaces or emphasis alone. */
function normalWord(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/\([^()]*\)|[^\p{L}\p{N}]/gu, "");
}

function wordsOf<Meaning extends string>(
  table: Readonly<Record<Meaning, string>>,
): (text: string) => Meaning | undefined {
  const meanings = new Map(
    Object.entries<string>(table).flatMap(([meaning, words]) =>
      words.split("|").map((word) => [normalWord(word), meaning as Meaning]),
    ),
  );
  return (text) => meanings.get(normalWord(text));
}

/** The sections that are read; any other heading only ends the one before it. */
export type SectionName =
  | "request"
  | "header"
  | "path"
  | "query"
  | "body"
  | "request example"
  | "answer"
  | "answer example"
  | "errors";

/** What a heading opens. */
export const sectionOf: (heading: string) => SectionName | undefined = wordsOf({
  request: "请求|HTTP 请求|Request|HTTP Request",
  header: "请求头|请求头参数|Request header|Request headers|Header parameters|Headers",
  path: "路径参数|Path parameter|Path parameters",
  query: "查询参数|Query parameter|Query parameters",
  body: "请求体|请求体参数|Request body|Body parameters",
  "request example":
    "请求体示例|请求示例|Request body example|Request example|Example request|Sample request",
  answer: "响应体|响应体参数|返回参数|Response body|Response parameters",
  "answer example":
    "响应体示例|响应示例|返回示例|Response body example|Response example|Example response|Sample response",
  errors: "错误码|错误码列表|Error code|Error codes",
});

/** The columns that tables have. */
export type Column =
  | "name"
  | "value"
  | "type"
  | "required"
  | "description"
  | "default"
  | "example"
  | "status"
  | "code"
  | "remedy";

/** What a column's head says. */
export const columnOf: (head: string) => Column | undefined = wordsOf({
  name: "名称|参数|参数名|参数名称|字段|字段名|Name|Parameter|Field",
  value: "值|Value",
  type: "类型|参数类型|数据类型|字段类型|Type|Data type",
  required: "必填|是否必填|必须|是否必须|Required",
  description: "描述|说明|参数描述|参数说明|字段描述|Description",
  default: "默认值|Default|Default value",
  example: "示例值|示例|Example|Example value",
  status: "HTTP状态码|HTTP 状态码|状态码|HTTP status code|HTTP status|Status code",
  code: "错误码|Error code|Code",
  remedy: "排查建议|处理建议|解决方案|Troubleshooting suggestions|Troubleshooting suggestion|Solution",
});

/** The rows of the request table that are read. */
export const requestRowOf: (
  name: string,
) => "url" | "method" | "rate limit" | "app types" | "scopes" | "field scopes" | undefined = wordsOf({
  url: "HTTP URL|URL|请求地址",
  method: "HTTP Method|Method|请求方法",
  "rate limit": "接口频率限制|频率限制|频控|Rate limit|Rate limits|API rate limit",
  "app types": "支持的应用类型|Supported app types|Supported app type|Supported application types",
  scopes: "权限要求|所需权限|Required scopes|Required scope|Scopes|Permission requirements",
  "field scopes":
    "字段权限要求|字段权限|Required field scopes|Required field scope|Field scopes|Field permission requirements",
});

const NOT = "(?<!不[^,。;]{0,4}|无[需须]?|\\bnot\\s)";
const ANY = [
  "任意?一|其中?一|任意[^,。;]{0,6}即可|[一1][项个种][^,。;]{0,4}即可",
  "\\b(?:any (?:one )?(?:of|scopes?|permissions?)|one of|either of)\\b",
];
const ALL = [
  "(?:所有|全部|每[项个]|以下|下列|上述)[^,。;]{0,8}(?:均|都|同时|全部)|(?:均|都|同时|全部)[需须要应]|缺一不可",
  "(?:[需须]要?|开[启通]|具[备有]|申请)(?:同时)?[^,。;]{0,4}(?:所有|全部|每[项个])|[需须]要?同时",
  "\\b(?:all (?:of|(?:the )?(?:following |required |listed )?(?:scopes|permissions)|(?:are )?required)|both of)\\b",
  "\\b(?:every|each) (?:one|scope|permission)\\b",
];
const [SAYS_ANY, SAYS_ALL] = [ANY, ALL].map((words) => new RegExp(`${NOT}(?:${words.join("|")})`, "iu"));

/** How many of the listed scopes a sentence asks for; `undefined` where it says neither, or both. */
export function scopesAsked(sentence: string): "any" | "all" | undefined {
  const text = sentence.normalize("NFKC").replaceAll(/\s+/g, " ");
  const [any, all] = [SAYS_ANY?.test(text), SAYS_ALL?.test(text)];
  if (any === all) return undefined;
  return any ? "any" : "all";
}

/** What a `required` cell says; `sometimes` is not held against anything. */
export const requiredOf: (cell: string) => "yes" | "no" | "sometimes" | undefined = wordsOf({
  yes: "是|必填|必须|Yes|True|Required|Y",
  no: "否|选填|可选|非必填|No|False|Optional|N",
  sometimes: "条件必填|部分必填|Conditional|Conditionally required",
});

/** The labels in a description that say something of the field. */
export type Label =
  | "example"
  | "enum"
  | "default"
  | "rules"
  | "maximum"
  | "minimum"
  | "range"
  | "length"
  | "longest"
  | "shortest";

const LABELS: Readonly<Record<Label, string>> = {
  example: "示例值|示例|Example value|Example",
  enum: "可选值有|可选值|枚举值|取值有|Optional values are|Optional values|Possible values|Available values|Enum",
  default: "默认值|Default value|Default",
  rules: "数据校验规则|校验规则|Data validation rules|Data validation rule|Validation rules",
  maximum: "最大值|Maximum value|Maximum",
  minimum: "最小值|Minimum value|Minimum",
  range: "取值范围|数值范围|Value range|Range",
  length: "长度范围|字符长度|数组长度|Length range|Length",
  longest: "最大长度|Maximum length",
  shortest: "最小长度|Minimum length",
};

/** What a label in a description says; the colon behind it is not part of it. */
export const labelOf: (text: string) => Label | undefined = wordsOf(LABELS);

/** Before a label that opens a new statement in the middle of a line, as where a cell has lost its line breaks. */
export const LABEL_INSIDE_LINE: RegExp = new RegExp(
  `(?<=[\\s。；;.>])(?=\\**(?:${Object.values(LABELS)
    .flatMap((words) => words.split("|"))
    .filter((word) => word.length > 2)
    .join("|")})\\**\\s*[：:])`,
  "u",
);

const DENIED = /不支持|不适用|除外|除了|\b(?:not (?:supported|available|for)|except)\b/i;

/** A text without the clauses that say what is not supported. */
export function affirmed(text: string): string {
  const clauses = text.split(/[，。；,;\n]|\.\s/);
  return clauses.filter((clause) => !DENIED.test(clause)).join("，");
}

/** What a cell says that stands for nothing. */
export function saysNothing(text: string): boolean {
  return ["", "无", "空", "none", "na", "notapplicable"].includes(normalWord(text));
}
