import { isObject } from "@feishu-openapi/codegen/contract/json.ts";
import type { Contract } from "@feishu-openapi/codegen/contract/load-contract.ts";
import type { Operation } from "@feishu-openapi/codegen/model/model.ts";
import { Document, isScalar, visit } from "yaml";
import { demandRequest } from "../contract/find-operation.ts";
import { nestTables } from "../read/nest.ts";
import type { Refuse } from "../page/page-error.ts";
import type { Page, PageField } from "../page/page.ts";
import { responseSchema, body, exampleOf, parameters } from "./draft-bodies.ts";
import { draftErrors } from "./draft-errors.ts";
import { pagination, requirements, security } from "./draft-requirements.ts";
import { todo } from "./draft-schema.ts";

const HEAD = `# Paste under \`paths\` of spec/openapi.yaml, indented as it is. What the page does not state is marked TODO.
# Describe it in your own words and grade the facts in spec/evidence.md. Link the page, do not copy it.
`;

/** Drafts an operation as YAML: everything that the page states, and a TODO for the rest. */
export function renderDraft(
  page: Page,
  { contract, operations }: { readonly contract: Contract; readonly operations: readonly Operation[] },
  id: string | undefined,
  refuse: Refuse,
): string {
  const { method, path } = demandRequest(page, refuse);
  const tables = nestTables(page, undefined, refuse);
  const rowsOf = (place: "path" | "query" | "body" | "response"): readonly PageField[] =>
    withoutDuplicates(tables.get(place) ?? []);
  const response = exampleOf("response", page.responseExample, rowsOf("response"));
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
    ...pagination(rowsOf("query"), rowsOf("response")),
    security: security(page),
    ...parameters(page, rowsOf("path"), rowsOf("query")),
    ...body(page, rowsOf("body")),
    responses: {
      "200": {
        description: todo("TODO", response.problem ?? "what the response contains"),
        headers: { "X-Tt-Logid": { $ref: "#/components/headers/LogId" } },
        content: {
          "application/json": {
            schema: responseSchema(rowsOf("response")),
            ...response.examples,
          },
        },
      },
      ...draftErrors(page.errors?.rows ?? [], contract),
    },
  };
  const document = new Document(
    { [path]: { [method.toLowerCase()]: operation } },
    { aliasDuplicateObjects: false },
  );
  // As in the contract, a list of words or a single reference is on one line.
  visit(document, {
    Seq: (_, list) => {
      if (list.items.every((item) => isScalar(item) && !item.comment)) list.flow = true;
    },
    Map: (_, map) => {
      if (map.items.length === 1 && map.has("$ref")) map.flow = true;
    },
  });
  const text = document.toString({ lineWidth: 0, indent: 2 });
  const exists = isObject(contract.document["paths"]) && Object.hasOwn(contract.document["paths"], path);
  return (
    HEAD +
    (exists ? `# The contract already has this path: paste the method under it.\n` : "") +
    text.replaceAll(/^(?=.)/gm, "  ")
  );
}

/** Keeps the first of rows with the same path, which would be duplicate keys. */
function withoutDuplicates(fields: readonly PageField[]): PageField[] {
  return [...new Map(fields.toReversed().map((field) => [field.path, field])).values()].toReversed();
}

const VERBS: Readonly<Record<string, string>> = {
  GET: "list",
  POST: "create",
  PUT: "update",
  PATCH: "patch",
  DELETE: "delete",
};

/** `GET /im/v1/chats/{chat_id}/members` becomes `im.v1.chatsMembers.list`. The reader corrects it. */
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
