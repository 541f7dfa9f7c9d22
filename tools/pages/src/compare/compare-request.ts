import { quote } from "../page/page-error.ts";
import type { ContractFacts } from "../contract/contract-facts.ts";
import type { Page, Said } from "../page/page.ts";
import { NOTHING, type Difference, type Findings, type Note } from "./difference.ts";

/** Method and path, app types, scopes, rate limit and tokens. */
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
    ...compareTokens(page, facts),
  );
  const { scopesAsked } = page;
  if (scopesAsked?.value.asked === "all")
    add("scope", "scopes", "all are required", "any one is enough", scopesAsked.line);
  return { differences, notes: noteOnScopes(scopesAsked) };
}

function noteOnScopes(said: Page["scopesAsked"]): Note[] {
  if (!said || said.value.asked) return [];
  const message = `${quote(said.value.text)} does not tell whether any one is enough, or all are required`;
  return [{ what: "scopes", message, line: said.line }];
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
