import type { Page, PageField } from "../page/page.ts";
import { todo } from "./draft-schema.ts";

/** What the operation needs and costs: kinds of app, scopes, rate limit. */
export function requirements(page: Page): Record<string, unknown> {
  const { rateLimit, appTypes, fieldScopes } = page;
  const limit = rateLimit?.value.limit;
  return {
    "x-app-types": appTypes?.value.length ? appTypes.value : todo([], "custom, store"),
    "x-scopes": scopesOf(page),
    ...(fieldScopes?.length
      ? {
          "x-field-scopes": fieldScopes.map(({ value }) => ({
            scope: value,
            gates: todo("TODO", "what is missing without it"),
          })),
        }
      : {}),
    ...(limit ? { "x-rate-limit": limit } : {}),
  };
}

function scopesOf({ scopes, scopesAsked }: Page): unknown {
  if (!scopes?.length) return todo([], "the page names none");
  const names = scopes.map(({ value }) => value);
  if (scopesAsked?.value.asked !== "all") return names;
  return todo(names, "the page requires all of them; here any one is enough");
}

/** Where cursor, list and end have the names that they have everywhere. */
export function pagination(
  query: readonly PageField[],
  answer: readonly PageField[],
): Record<string, unknown> {
  const lists = answer.filter(({ path, type }) => /^data\.[^.]+$/.test(path) && type.endsWith("[]"));
  const [list] = lists;
  if (
    lists.length !== 1 ||
    !list ||
    !has(query, "page_token", "string") ||
    !has(answer, "data.page_token", "string") ||
    !has(answer, "data.has_more", "boolean")
  )
    return {};
  return {
    "x-pagination": {
      cursor: "page_token",
      ...(has(query, "page_size", "integer") ? { limit: "page_size" } : {}),
      items: list.path.slice("data.".length),
      has_more: "has_more",
    },
  };
}

function has(fields: readonly PageField[], path: string, type: string): boolean {
  return fields.some((field) => field.path === path && field.type === type);
}

/** The kinds of token that the row of `Authorization` names. */
export function security({ tables }: Page): unknown {
  const row = tables.get("header")?.rows.find(({ name }) => /^authorization$/i.test(name));
  if (!row) return todo([], "the page has no Authorization header");
  const names = row.tokens?.map((token) =>
    token.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
  );
  if (names?.length) return names.map((name) => ({ [name]: [] }));
  return [{ tenantAccessToken: todo([], "which tokens does it take?") }, { userAccessToken: [] }];
}
