import { isObject } from "@feishu-openapi/codegen/json.ts";
import type { Contract } from "@feishu-openapi/codegen/load-contract.ts";
import type { Operation } from "@feishu-openapi/codegen/model.ts";
import { Document, isScalar, visit } from "yaml";
import { nestTables } from "../compare/compare.ts";
import { exampleContradictions } from "../compare/contradictions.ts";
import { demandRequest } from "../find-operation.ts";
import type { Refuse } from "../page-error.ts";
import type { Example, Page, PageField } from "../page/page.ts";
import { draftErrors } from "./draft-errors.ts";
import { draftObject, draftSchema, todo } from "./draft-schema.ts";

const HEAD = `# Paste under \`paths\` of spec/openapi.yaml, two blanks deep as it is. What the page does not say is marked TODO.
# Describe in your own words and grade the facts in spec/evidence.md: the page is linked, never copied.
`;

/** An operation as YAML, to start from: all that the page says, and a TODO where it is silent. */
export function renderDraft(
  page: Page,
  { contract, operations }: { readonly contract: Contract; readonly operations: readonly Operation[] },
  id: string | undefined,
  refuse: Refuse,
): string {
  const { method, path } = demandRequest(page, refuse);
  const tables = nestTables(page, undefined, refuse);
  const rowsOf = (place: "path" | "query" | "body" | "answer"): readonly PageField[] =>
    firsts(tables.get(place) ?? []);
  const answer = exampleOf("answer", page.answerExample, rowsOf("answer"));
  const operationId = id ?? idFrom(method, path);
  const isTaken = operations.some((operation) => operation.id === operationId);
  const tag = path.split("/")[1] ?? "im";
  const known = (contract.document["tags"] as readonly { name?: unknown }[] | undefined) ?? [];
  const operation: Record<string, unknown> = {
    operationId:
      id === undefined || isTaken
        ? todo(operationId, isTaken ? "taken; choose another" : "Feishu's own name of the method")
        : operationId,
    tags: [known.some(({ name }) => name === tag) ? tag : todo(tag, "add it to `tags`")],
    summary: todo("TODO", "one sentence"),
    "x-summary-zh": todo("TODO", "the same in Chinese"),
    description: todo("TODO", "what it does, in your own words"),
    ...(page.source ? { externalDocs: { description: "Feishu's page", url: page.source } } : {}),
    ...requirements(page),
    ...pagination(rowsOf("query"), rowsOf("answer")),
    security: security(page),
    ...parameters(page, rowsOf("path"), rowsOf("query")),
    ...body(page, rowsOf("body")),
    responses: {
      "200": {
        description: todo("TODO", answer.fault ?? "what the answer holds"),
        headers: { "X-Tt-Logid": { $ref: "#/components/headers/LogId" } },
        content: {
          "application/json": {
            schema: answerSchema(rowsOf("answer")),
            ...answer.examples,
          },
        },
      },
      ...draftErrors(page.errors?.rows ?? [], contract),
    },
  };
  const document = new Document({ [path]: { [method.toLowerCase()]: operation } });
  // As the contract is written: a list of words, or a mere reference, stands in one line.
  visit(document, {
    Seq: (_, list) => {
      if (list.items.every((item) => isScalar(item) && !item.comment)) list.flow = true;
    },
    Map: (_, map) => {
      if (map.items.length === 1 && map.has("$ref")) map.flow = true;
    },
  });
  const text = document.toString({ lineWidth: 0, indent: 2 });
  const isThere = isObject(contract.document["paths"]) && Object.hasOwn(contract.document["paths"], path);
  return (
    HEAD +
    (isThere ? `# The contract has the path already: paste the method under it.\n` : "") +
    text.replaceAll(/^(?=.)/gm, "  ")
  );
}

/** A row that is listed twice would be a key that is there twice. */
function firsts(fields: readonly PageField[]): PageField[] {
  return [...new Map(fields.toReversed().map((field) => [field.path, field])).values()].toReversed();
}

const VERBS: Readonly<Record<string, string>> = {
  GET: "list",
  POST: "create",
  PUT: "update",
  PATCH: "patch",
  DELETE: "delete",
};

/** `GET /im/v1/chats/{chat_id}/members` gives `im.v1.chatsMembers.list`: names a person then corrects. */
function idFrom(method: string, path: string): string {
  const steps = path.split("/").slice(1);
  const names = steps.filter((step) => /^[a-z]\w*$/i.test(step));
  const [service = "service", version = "v1", ...rest] = names;
  const resource = (rest.length > 0 ? rest : ["resource"])
    .map((name) => name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase()))
    .map((name, index) => (index === 0 ? name : name.charAt(0).toUpperCase() + name.slice(1)))
    .join("");
  const verb = method === "GET" && steps.at(-1)?.startsWith("{") ? "get" : (VERBS[method] ?? "call");
  return [service, version, resource, verb].join(".");
}

function requirements(page: Page): Record<string, unknown> {
  const { rateLimit, appTypes, scopes, fieldScopes } = page;
  const limit = rateLimit?.value.limit;
  return {
    "x-app-types": appTypes?.value.length ? appTypes.value : todo([], "custom, store"),
    "x-scopes": scopes?.length ? scopes.map(({ value }) => value) : todo([], "the page names none"),
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

/** Where cursor, list and end have the names that they have everywhere. */
function pagination(query: readonly PageField[], answer: readonly PageField[]): Record<string, unknown> {
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

function security({ tables }: Page): unknown {
  const row = tables.get("header")?.rows.find(({ name }) => /^authorization$/i.test(name));
  if (!row) return todo([], "the page has no Authorization header");
  const names = row.tokens?.map((token) =>
    token.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
  );
  if (names?.length) return names.map((name) => ({ [name]: [] }));
  return [{ tenantAccessToken: todo([], "which tokens does it take?") }, { userAccessToken: [] }];
}

function parameters(
  page: Page,
  path: readonly PageField[],
  query: readonly PageField[],
): Record<string, unknown> {
  const named = Array.from(page.path?.value.matchAll(/\{(\w+)\}/g) ?? [], (match) => match[1] ?? "");
  const silent = named.filter((name) => !path.some((row) => row.path === name));
  const list = [
    ...path
      .filter((row) => named.includes(row.path))
      .map((row) => ({ name: row.path, in: "path", required: true, ...described(row) })),
    ...silent.map((name) => ({
      name,
      in: "path",
      required: true,
      description: todo("TODO", "the page does not describe it"),
      schema: { type: todo("string", "the page does not say") },
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

function body(page: Page, rows: readonly PageField[]): Record<string, unknown> {
  if (rows.length === 0) return {};
  const { examples, fault } = exampleOf("body", page.requestExample, rows);
  return {
    requestBody: {
      required: rows.some(({ required }) => required),
      ...(fault ? { description: todo("TODO", fault) } : {}),
      content: { "application/json": { schema: draftObject(rows, "", "request"), ...examples } },
    },
  };
}

/** The page's example, unless its own table forbids it: the contract's lint would, too. */
function exampleOf(
  place: "body" | "answer",
  example: Example | undefined,
  rows: readonly PageField[],
): { readonly examples: object; readonly fault?: string } {
  const [fault] = exampleContradictions(place, example, rows, []);
  if (fault)
    return {
      examples: {},
      fault: `an example; the page's own is against its table: ${fault.what}, ${fault.page}`,
    };
  return { examples: example ? { examples: { page: { value: example.value } } } : {} };
}

/** The envelope, with what the page says of its inside: in `data`, or beside `code` where there is none. */
function answerSchema(rows: readonly PageField[]): unknown {
  const inside = rows.filter(({ path }) => path.startsWith("data."));
  const beside = rows.filter(({ path }) => !/^(code|msg|data)\b/.test(path));
  const hasData = inside.length > 0 || beside.length === 0;
  const top = draftObject(beside, "", "answer");
  return {
    type: "object",
    required: ["code", "msg", ...(hasData ? ["data"] : [])],
    properties: {
      code: { type: "integer", const: 0 },
      msg: { type: "string" },
      ...(top["properties"] as Record<string, unknown>),
      ...(hasData ? { data: draftObject(inside, "data.", "answer") } : {}),
    },
  };
}
