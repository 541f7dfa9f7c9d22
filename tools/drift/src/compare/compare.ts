import type { ContractFacts } from "../contract-facts.ts";
import { PLACES, type Place } from "../facts.ts";
import { nest } from "../nest.ts";
import type { Refuse } from "../page-error.ts";
import type { Page, PageField, Said } from "../page/page.ts";
import { compareFields } from "./compare-fields.ts";
import { findContradictions } from "./contradictions.ts";
import { NOTHING, type Difference, type Findings } from "./difference.ts";

/** The tables of a page, each row where it belongs. */
export type NestedTables = ReadonlyMap<Place, readonly PageField[]>;

/** Puts the rows of every table where they belong; `known` are the contract's paths, where there are some. */
export function nestTables(
  page: Page,
  known: ContractFacts["fields"] | undefined,
  refuse: Refuse,
): NestedTables {
  return new Map(
    Array.from(page.tables, ([place, { rows }]) => {
      const example = { body: page.requestExample, answer: page.answerExample }[place as string];
      const paths = new Set(known?.get(place)?.map(({ path }) => path));
      return [place, nest(rows, { example: example?.value, known: paths }, refuse)];
    }),
  );
}

/** Holds a page against an operation of the contract, and against itself; in the order of the page's lines. */
export function compare(page: Page, facts: ContractFacts, refuse: Refuse): Findings {
  const tables = nestTables(page, facts.fields, refuse);
  const inTables = PLACES.map((place) => compareTable(page, place, tables.get(place), facts));
  const differences = [
    ...compareRequest(page, facts),
    ...compareTokens(page, facts),
    ...inTables.flatMap((found) => found.differences),
    ...compareErrors(page, facts),
    ...findContradictions(page, tables, facts),
  ];
  return {
    differences: differences.toSorted((left, right) => left.line - right.line),
    notes: inTables.flatMap(({ notes }) => notes),
  };
}

const TITLES: Readonly<Record<Place, string>> = {
  header: "请求头 (Request header)",
  path: "路径参数 (Path parameters)",
  query: "查询参数 (Query parameters)",
  body: "请求体 (Request body)",
  answer: "响应体 (Response body)",
};

function compareTable(
  page: Page,
  place: Place,
  fields: readonly PageField[] | undefined,
  facts: ContractFacts,
): Findings {
  const own = facts.fields.get(place) ?? [];
  const table = page.tables.get(place);
  if (!fields || !table) {
    const missing: Difference = {
      kind: "section",
      what: `section ${TITLES[place]}`,
      page: "no such section",
      contract: own
        .filter(({ path }) => !path.includes("."))
        .map(({ path }) => path)
        .join(", "),
      line: page.requestLine,
    };
    return { differences: own.length > 0 ? [missing] : [], notes: [] };
  }
  if (place !== "answer")
    return compareFields(
      place,
      fields.filter(({ path }) => place !== "header" || !/^content-type$/i.test(path)),
      own,
      table.line,
    );
  // Whether a page repeats the envelope says nothing of the operation.
  const envelope = fields.some(({ path }) => path === "code" || path === "msg")
    ? []
    : ["code", "msg", "data"];
  const isInside = fields.some(({ path }) => path.startsWith("data."));
  const asked = own.filter(({ path }) => !(isInside && envelope.includes(path)));
  const said = fields.filter(({ path }) => !(isInside && envelope.includes(path)));
  const silent = said.map((field) => ({ ...field, required: undefined }));
  return compareFields(place, table.hasRequired ? said : silent, asked, table.line);
}

function compareRequest(page: Page, { operation, ...facts }: ContractFacts): Difference[] {
  const differences: Difference[] = [];
  const add = (kind: Difference["kind"], what: string, ours: string, own: string, line: number): void => {
    if (ours !== own) differences.push({ kind, what, page: ours, contract: own, line });
  };
  if (page.method) add("method", "method", page.method.value, operation.method, page.method.line);
  if (page.path) add("path", "path", page.path.value, operation.path, page.path.line);
  const { rateLimit, appTypes } = page;
  const limit = rateLimit?.value.limit ? rateText(rateLimit.value.limit) : rateLimit?.value.text;
  if (rateLimit || facts.rateLimit)
    add(
      "rate limit",
      "rate limit",
      limit ?? NOTHING,
      rateText(facts.rateLimit),
      rateLimit?.line ?? page.requestLine,
    );
  if (appTypes) add("app types", "app types", sorted(appTypes.value), sorted(facts.appTypes), appTypes.line);
  else if (facts.appTypes.length > 0)
    add("app types", "app types", NOTHING, sorted(facts.appTypes), page.requestLine);
  differences.push(
    ...compareScopes("scope", page.scopes, facts.scopes, page.requestLine),
    ...compareScopes("field scope", page.fieldScopes, facts.fieldScopes, page.requestLine),
  );
  return differences;
}

function compareScopes(
  kind: "scope" | "field scope",
  said: readonly Said<string>[] | undefined,
  own: readonly string[],
  line: number,
): Difference[] {
  const values = new Set(said?.map(({ value }) => value));
  return [
    ...(said ?? [])
      .filter(({ value }) => !own.includes(value))
      .map((scope) => ({
        kind,
        what: `${kind} ${scope.value}`,
        page: "listed",
        contract: "not listed",
        line: scope.line,
      })),
    ...own
      .filter((scope) => !values.has(scope))
      .map((scope) => ({
        kind,
        what: `${kind} ${scope}`,
        page: "not listed",
        contract: "listed",
        line: said?.[0]?.line ?? line,
      })),
  ];
}

/** By the names of tokens in the row of `Authorization`, where it has any. */
function compareTokens(page: Page, { tokens }: ContractFacts): Difference[] {
  const row = page.tables.get("header")?.rows.find(({ name }) => /^authorization$/i.test(name));
  if (!row?.tokens?.length || sorted(row.tokens) === sorted(tokens)) return [];
  return [
    {
      kind: "token",
      what: "access tokens",
      page: sorted(row.tokens),
      contract: sorted(tokens) || NOTHING,
      line: row.line,
    },
  ];
}

function compareErrors({ errors, requestLine }: Page, facts: ContractFacts): Difference[] {
  const own = facts.errors.filter(({ isOwn }) => isOwn);
  const listed = own.map(({ code }) => code).join(", ");
  if (!errors)
    return own.length === 0
      ? []
      : [
          {
            kind: "section",
            what: "section 错误码 (Error codes)",
            page: "no such section",
            contract: listed,
            line: requestLine,
          },
        ];
  const ours = new Map(facts.errors.map((error) => [error.code, error]));
  const said = new Set(errors.rows.map(({ code }) => code));
  return [
    ...errors.rows.flatMap(({ code, status, line }): Difference[] => {
      const error = ours.get(code);
      if (!error)
        return [{ kind: "error code", what: `error ${code}`, page: "listed", contract: "not listed", line }];
      if (status === undefined || error.statuses.includes(status)) return [];
      const contract = error.statuses.join(", ");
      return [{ kind: "error status", what: `error ${code} status`, page: String(status), contract, line }];
    }),
    ...own
      .filter(({ code }) => !said.has(code))
      .map(({ code }): Difference => ({
        kind: "error code",
        what: `error ${code}`,
        page: "not listed",
        contract: "listed",
        line: errors.line,
      })),
  ];
}

function rateText(limit: ContractFacts["rateLimit"]): string {
  const parts = [
    limit?.per_minute === undefined ? "" : `${limit.per_minute} a minute`,
    limit?.per_second === undefined ? "" : `${limit.per_second} a second`,
  ].filter((part) => part !== "");
  return parts.join(", ") || NOTHING;
}

function sorted(values: readonly string[]): string {
  return values.toSorted().join(", ");
}
