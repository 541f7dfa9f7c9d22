/** Normalises width, case, spaces and emphasis. */
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

/** The known sections. Any other heading only ends the section before it. */
export type SectionName =
  | "request"
  | "header"
  | "path"
  | "query"
  | "body"
  | "request example"
  | "response"
  | "response example"
  | "errors";

/** The section of a heading. */
export const sectionOf: (heading: string) => SectionName | undefined = wordsOf({
  request: "请求|HTTP 请求|Request|HTTP Request",
  header: "请求头|请求头参数|Request header|Request headers|Header parameters|Headers",
  path: "路径参数|Path parameter|Path parameters",
  query: "查询参数|Query parameter|Query parameters",
  body: "请求体|请求体参数|Request body|Body parameters",
  "request example":
    "请求体示例|请求示例|Request body example|Request example|Example request|Sample request",
  response: "响应体|响应体参数|返回参数|Response body|Response parameters",
  "response example":
    "响应体示例|响应示例|返回示例|Response body example|Response example|Example response|Sample response",
  errors: "错误码|错误码列表|Error code|Error codes",
});

/** The known columns. */
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

/** The column of a head. */
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

/** The known rows of the request table. */
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
const [REQUIRES_ANY, REQUIRES_ALL] = [ANY, ALL].map(
  (words) => new RegExp(`${NOT}(?:${words.join("|")})`, "iu"),
);

/** How many of the listed scopes a sentence requires; `undefined` if it states neither or both. */
export function scopesRequired(sentence: string): "any" | "all" | undefined {
  const text = sentence.normalize("NFKC").replaceAll(/\s+/g, " ");
  const [any, all] = [REQUIRES_ANY?.test(text), REQUIRES_ALL?.test(text)];
  if (any === all) return undefined;
  return any ? "any" : "all";
}

/** The meaning of a `required` cell; `sometimes` is not compared. */
export const requiredOf: (cell: string) => "yes" | "no" | "sometimes" | undefined = wordsOf({
  yes: "是|必填|必须|Yes|True|Required|Y",
  no: "否|选填|可选|非必填|No|False|Optional|N",
  sometimes: "条件必填|部分必填|Conditional|Conditionally required",
});

/** The known labels in a description. */
export type Label =
  | "example"
  | "enum"
  | "default"
  | "rules"
  | "maximum"
  | "minimum"
  | "range"
  | "length"
  | "maxLength"
  | "minLength";

const LABELS: Readonly<Record<Label, string>> = {
  example: "示例值|示例|Example value|Example",
  enum: "可选值有|可选值|枚举值|取值有|Optional values are|Optional values|Possible values|Available values|Enum",
  default: "默认值|Default value|Default",
  rules: "数据校验规则|校验规则|Data validation rules|Data validation rule|Validation rules",
  maximum: "最大值|Maximum value|Maximum",
  minimum: "最小值|Minimum value|Minimum",
  range: "取值范围|数值范围|Value range|Range",
  length: "长度范围|字符长度|数组长度|Length range|Length",
  maxLength: "最大长度|Maximum length",
  minLength: "最小长度|Minimum length",
};

/** The meaning of a label, given without its colon. */
export const labelOf: (text: string) => Label | undefined = wordsOf(LABELS);

/** Matches before a label in the middle of a line, where a cell has lost its line breaks. */
export const LABEL_INSIDE_LINE: RegExp = new RegExp(
  `(?<=[\\s。；;.>])(?=\\**(?:${Object.values(LABELS)
    .flatMap((words) => words.split("|"))
    .filter((word) => word.length > 2)
    .join("|")})\\**\\s*[：:])`,
  "u",
);

const DENIAL = /不支持|不适用|除外|除了|\b(?:not (?:supported|available|for)|except)\b/i;

/** Removes the clauses that state what is not supported. */
export function withoutDenials(text: string): string {
  const clauses = text.split(/[，。；,;\n]|\.\s/);
  return clauses.filter((clause) => !DENIAL.test(clause)).join("，");
}

/** Whether a cell is empty or states "none". */
export function isNone(text: string): boolean {
  return ["", "无", "空", "none", "na", "notapplicable"].includes(normalWord(text));
}
