import type { Page, PageField } from "../page/page.ts";
import { todo } from "./draft-schema.ts";

/** Drafts app types, scopes and rate limit. */
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
            gates: todo("TODO", "which fields are missing without it"),
          })),
        }
      : {}),
    ...(limit ? { "x-rate-limit": limit } : {}),
  };
}

function scopesOf({ scopes, scopesRequired }: Page): unknown {
  if (!scopes?.length) return todo([], "the page names none");
  const names = scopes.map(({ value }) => value);
  if (scopesRequired?.value.required !== "all") return names;
  return todo(names, "the page requires all of them; in the contract one is sufficient");
}

/** Drafts the pagination, if cursor, items and end have their usual names. */
export function pagination(
  query: readonly PageField[],
  response: readonly PageField[],
): Record<string, unknown> {
  const lists = response.filter(({ path, type }) => /^data\.[^.]+$/.test(path) && type.endsWith("[]"));
  const [list] = lists;
  if (
    lists.length !== 1 ||
    !list ||
    !has(query, "page_token", "string") ||
    !has(response, "data.page_token", "string") ||
    !has(response, "data.has_more", "boolean")
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

/** Drafts the token types in the row of `Authorization`. */
export function security({ tables }: Page): unknown {
  const row = tables.get("header")?.rows.find(({ name }) => /^authorization$/i.test(name));
  if (!row) return todo([], "the page has no Authorization header");
  const names = row.tokens?.map((token) =>
    token.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
  );
  if (names?.length) return names.map((name) => ({ [name]: [] }));
  return [{ tenantAccessToken: todo([], "which tokens does it accept?") }, { userAccessToken: [] }];
}
