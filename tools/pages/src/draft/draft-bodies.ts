import { exampleContradictions } from "../compare/contradictions.ts";
import type { Example, Page, PageField } from "../page/page.ts";
import { draftObject, draftSchema, todo } from "./draft-schema.ts";

/** Drafts the parameters in path and query, including those that only the URL names. */
export function parameters(
  page: Page,
  path: readonly PageField[],
  query: readonly PageField[],
): Record<string, unknown> {
  const named = Array.from(page.path?.value.matchAll(/\{(\w+)\}/g) ?? [], (match) => match[1] ?? "");
  const undescribed = named.filter((name) => !path.some((row) => row.path === name));
  const list = [
    ...path
      .filter((row) => named.includes(row.path))
      .map((row) => ({ name: row.path, in: "path", required: true, ...described(row) })),
    ...undescribed.map((name) => ({
      name,
      in: "path",
      required: true,
      description: todo("TODO", "the page does not describe it"),
      schema: { type: todo("string", "the page does not state the type") },
    })),
    ...query.map((row) => ({
      name: row.path,
      in: "query",
      ...(row.required ? { required: true } : {}),
      ...described(row),
    })),
  ];
  return list.length > 0 ? { parameters: list } : {};
}

function described(row: PageField): Record<string, unknown> {
  return { description: todo("TODO", "in your own words"), schema: draftSchema(row, [], "request") };
}

/** Drafts the request body; empty if the page has none. */
export function body(page: Page, rows: readonly PageField[]): Record<string, unknown> {
  if (rows.length === 0) return {};
  const { examples, problem } = exampleOf("body", page.requestExample, rows);
  return {
    requestBody: {
      required: rows.some(({ required }) => required),
      ...(problem ? { description: todo("TODO", problem) } : {}),
      content: { "application/json": { schema: draftObject(rows, "", "request"), ...examples } },
    },
  };
}

/** The page's example, or why it is omitted: an example that contradicts its table would fail the lint. */
export function exampleOf(
  place: "body" | "response",
  example: Example | undefined,
  rows: readonly PageField[],
): { readonly examples: object; readonly problem?: string } {
  const [problem] = exampleContradictions(place, example, rows, []);
  if (problem)
    return {
      examples: {},
      problem: `an example; the page's own contradicts its table: ${problem.what}, ${problem.page}`,
    };
  return { examples: example ? { examples: { page: { value: example.value } } } : {} };
}

/** Drafts the envelope: the fields in `data`, or beside `code` if there is no `data`. */
export function responseSchema(rows: readonly PageField[]): unknown {
  const inside = rows.filter(({ path }) => path.startsWith("data."));
  const beside = rows.filter(({ path }) => !/^(code|msg|data)\b/.test(path));
  const hasData = inside.length > 0 || beside.length === 0;
  const top = draftObject(beside, "", "response");
  return {
    type: "object",
    required: ["code", "msg", ...(hasData ? ["data"] : [])],
    properties: {
      code: { type: "integer", const: 0 },
      msg: { type: "string" },
      ...(top["properties"] as Record<string, unknown>),
      ...(hasData ? { data: draftObject(inside, "data.", "response") } : {}),
    },
  };
}
