import { quote } from "../page/page-error.ts";
import type { ContractFacts } from "../contract/contract-facts.ts";
import type { Page, Located } from "../page/page.ts";
import { ABSENT, type Difference, type Findings, type Note } from "./difference.ts";

/** Compares method, path, app types, scopes, rate limit and tokens. */
export function compareRequest(page: Page, facts: ContractFacts): Findings {
  const { operation } = facts;
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
      limit ?? ABSENT,
      rateText(facts.rateLimit),
      rateLimit?.line ?? page.requestLine,
    );
  if (appTypes) add("app types", "app types", sorted(appTypes.value), sorted(facts.appTypes), appTypes.line);
  else if (facts.appTypes.length > 0)
    add("app types", "app types", ABSENT, sorted(facts.appTypes), page.requestLine);
  differences.push(
    ...compareScopes("scope", page.scopes, facts.scopes, page.requestLine),
    ...compareScopes("field scope", page.fieldScopes, facts.fieldScopes, page.requestLine),
    ...compareTokens(page, facts),
  );
  const { scopesRequired } = page;
  if (scopesRequired?.value.required === "all")
    add("scope", "scopes", "all are required", "one is sufficient", scopesRequired.line);
  return { differences, notes: noteOnScopes(scopesRequired) };
}

function noteOnScopes(sentence: Page["scopesRequired"]): Note[] {
  if (!sentence || sentence.value.required) return [];
  const message = `${quote(sentence.value.text)} does not state whether one is sufficient or all are required`;
  return [{ what: "scopes", message, line: sentence.line }];
}

function compareScopes(
  kind: "scope" | "field scope",
  listed: readonly Located<string>[] | undefined,
  own: readonly string[],
  line: number,
): Difference[] {
  const values = new Set(listed?.map(({ value }) => value));
  return [
    ...(listed ?? [])
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
        line: listed?.[0]?.line ?? line,
      })),
  ];
}

/** Compares the token types in the row of `Authorization`, if it names any. */
function compareTokens(page: Page, { tokens }: ContractFacts): Difference[] {
  const row = page.tables.get("header")?.rows.find(({ name }) => /^authorization$/i.test(name));
  if (!row?.tokens?.length || sorted(row.tokens) === sorted(tokens)) return [];
  return [
    {
      kind: "token",
      what: "access tokens",
      page: sorted(row.tokens),
      contract: sorted(tokens) || ABSENT,
      line: row.line,
    },
  ];
}

function rateText(limit: ContractFacts["rateLimit"]): string {
  const parts = [
    limit?.per_minute === undefined ? "" : `${limit.per_minute} a minute`,
    limit?.per_second === undefined ? "" : `${limit.per_second} a second`,
  ].filter((part) => part !== "");
  return parts.join(", ") || ABSENT;
}

function sorted(values: readonly string[]): string {
  return values.toSorted().join(", ");
}
