import type { RateLimit } from "@feishu-openapi/codegen/model/model.ts";
import { quote, type Refuse } from "../page/page-error.ts";
import { withoutDenials, requestRowOf, isNone, scopesRequired } from "../page/vocabulary.ts";
import { joined, type Line } from "../markdown/lines.ts";
import type { Page, Located } from "../page/page.ts";
import type { PageParts } from "../markdown/sections.ts";
import type { TableForm } from "../markdown/grid.ts";
import { readTable } from "../markdown/table.ts";

const REQUEST: TableForm = {
  columns: ["name", "value"],
  head: "名称 | 值 (Name | Value)",
  // A continuation is indented, or has brackets of a scope before its pipe.
  beginsRow: (cells, line) => /^\S/.test(line) && /^[^()（）。:：]{1,40}$/.test(cells.get("name") ?? ""),
};

const METHODS = /\b(?:GET|PUT|POST|DELETE|PATCH)\b/g;
const URL_TEXT = /(?:https?:\/\/[^/\s]+)?(\/[A-Za-z0-9_.~:{}$%/-]+)/;
const SCOPE = /(?<![\w/.])[a-z][a-z0-9_.-]*(?::[a-z0-9_*.-]*[a-z0-9_*])+/g;
const BASE_PATH = "/open-apis";

/** The facts of the request table, or of a line `GET https://…` if there is no table. */
export type RequestFacts = Pick<
  Page,
  "method" | "path" | "requestLine" | "rateLimit" | "appTypes" | "scopes" | "scopesRequired" | "fieldScopes"
>;

/** Reads the request table. Refuses an invalid method or URL. */
export function readRequest({ sections, whole }: PageParts, refuse: Refuse): RequestFacts {
  const section = sections.get("request");
  const hasTable = section?.lines.some(({ text }) => /[|｜]|<table/i.test(text));
  if (!section || !hasTable) return { ...nothing, ...bareLine(whole), requestLine: section?.line ?? 1 };
  const found = new Map<ReturnType<typeof requestRowOf>, Line[]>();
  const table = readTable(section, REQUEST, refuse);
  const lineOf = new Map<ReturnType<typeof requestRowOf>, number>();
  for (const { cells, line } of table?.rows ?? []) {
    const row = requestRowOf(joined(cells.get("name")?.lines ?? []));
    if (!row) continue;
    found.set(row, [...(cells.get("value")?.lines ?? [])]);
    lineOf.set(row, line);
  }
  const read = <Value>(
    row: ReturnType<typeof requestRowOf>,
    reader: (text: string, line: number) => Value,
  ): Located<Value> | undefined => {
    const lines = found.get(row);
    const line = lineOf.get(row) ?? 1;
    return lines && { value: reader(joined(lines), line), line };
  };
  const scopesIn = (row: "scopes" | "field scopes"): Located<string>[] | undefined =>
    found
      .get(row)
      ?.flatMap(({ text, line }) =>
        Array.from(text.normalize("NFKC").matchAll(SCOPE), ([value]) => ({ value, line })),
      );
  return {
    requestLine: table?.line ?? section.line,
    method: read("method", (text, line) => {
      const [method, ...others] = new Set(text.toUpperCase().match(METHODS));
      return method && others.length === 0
        ? method
        : refuse(line, `expected one method, such as GET, found ${quote(text)}`);
    }),
    path: read("url", (text, line) => {
      const path = readPath(text);
      return (
        path ??
        refuse(
          line,
          `expected a URL, such as https://open.feishu.cn${BASE_PATH}/im/v1/chats, found ${quote(text)}`,
        )
      );
    }),
    rateLimit: read("rate limit", (text) => ({ limit: readRateLimit(text), text })),
    appTypes: read("app types", (cell) => {
      const text = withoutDenials(cell);
      return [
        /自建|custom|self-built/i.test(text) && "custom",
        /商店|store|isv/i.test(text) && "store",
      ].filter((type) => type !== false);
    }),
    scopes: scopesIn("scopes"),
    scopesRequired: readScopesRequired(found.get("scopes") ?? []),
    fieldScopes: scopesIn("field scopes"),
  };
}

const nothing = {
  method: undefined,
  path: undefined,
  rateLimit: undefined,
  appTypes: undefined,
  scopes: undefined,
  scopesRequired: undefined,
  fieldScopes: undefined,
};

/** `GET https://open.feishu.cn/open-apis/im/v1/chats`, in a fence, in back-quotes or alone. */
function bareLine({ lines, fences }: PageParts["whole"]): Pick<Page, "method" | "path"> {
  const fenced = fences.flatMap(({ text, line }) =>
    text.split("\n").map((one, index) => ({ text: one, line: line + index })),
  );
  for (const { text, line } of [...lines, ...fenced]) {
    const [, method, url] = text.match(/^[\s`*]*(GET|PUT|POST|DELETE|PATCH)\s+`?(\S*\/open-apis\/\S+)/) ?? [];
    const path = url && readPath(url);
    if (method && path) return { method: { value: method, line }, path: { value: path, line } };
  }
  return { method: undefined, path: undefined };
}

function readPath(text: string): string | undefined {
  const path = text.match(URL_TEXT)?.[1]?.replace(/\/$/, "");
  return path
    ?.slice(path.startsWith(`${BASE_PATH}/`) ? BASE_PATH.length : 0)
    .replaceAll(/(?<=\/):(\w+)/g, "{$1}");
}

/** A line may contain a scope's name and the sentence. Such a line counts only if the sentence is understood. */
function readScopesRequired(lines: readonly Line[]): Page["scopesRequired"] {
  const words = lines.map(({ text }) => text.normalize("NFKC").replaceAll(SCOPE, ""));
  const required = scopesRequired(words.join("\n"));
  const sentence =
    lines.find((_, at) => required && scopesRequired(words[at] ?? "") === required) ??
    lines.find(({ text }) => !isNone(text) && text.normalize("NFKC").search(SCOPE) < 0);
  return (
    sentence && { value: { text: sentence.text.replaceAll("|", "").trim(), required }, line: sentence.line }
  );
}

/** `1000 次/分钟、50 次/秒`, `1,000 times/minute, 50 times/second`; `undefined` for a limit without numbers. */
function readRateLimit(text: string): RateLimit | undefined {
  const limit: { per_second?: number; per_minute?: number } = {};
  const plain = text.normalize("NFKC").replaceAll(/(?<=\d),(?=\d{3})/g, "");
  const pattern =
    /(?<!\d)(\d{1,9})\s*(?:次|times?|requests?|calls?)?\s*(?:\/|per|每|a)\s*(分钟?|minute|min|秒钟?|second|sec|s\b)/gi;
  for (const [, count, window = ""] of plain.matchAll(pattern))
    limit[/^(分|m)/i.test(window) ? "per_minute" : "per_second"] = Number(count);
  return Object.keys(limit).length > 0 ? limit : undefined;
}
