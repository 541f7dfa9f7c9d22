import { readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeAll, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { generate, type GeneratedFile } from "../src/generate.ts";
import { contractFile, edit, root, writeContract, type Edit } from "./support/contract.ts";
import { withKinds } from "./support/kinds.ts";
import { withMembers } from "./support/members.ts";
import { successResponse, LIST, schemaAt, TOKEN } from "./support/operations.ts";

const written: string[] = [];
afterEach(() => {
  for (const file of written.splice(0)) rmSync(dirname(file), { recursive: true });
});

async function generateFrom(text: string): Promise<GeneratedFile[]> {
  const file = writeContract(text);
  written.push(file);
  return await generate(file, root);
}

test("sends every field of a composed body, except readOnly ones", async () => {
  const files = await generateFrom(edit(...withKinds));
  const text = files.find(({ path }) => path.endsWith("/operations.ts"))?.text;

  expect(text).toContain('params: { body: ["title", "size", "note"] }');
  expect(text).toContain('params: { body: ["login", "password"] }');
});

test("generates the same bytes for the same contract", async () => {
  expect(await generate(contractFile, root)).toEqual(await generate(contractFile, root));
});

test.each([
  { name: "comments", change: (source: string) => `# A remark.\n${source}` },
  {
    name: "indentation, quotes and line breaks",
    change: (source: string) => stringify(parse(source), { indent: 4, lineWidth: 0, singleQuote: true }),
  },
  { name: "syntax: JSON", change: (source: string) => JSON.stringify(parse(source)) },
])("generates the same bytes with other $name", async ({ change }) => {
  const source = readFileSync(contractFile, "utf8");

  expect(change(source)).not.toBe(source);
  expect(await generateFrom(change(source))).toEqual(await generate(contractFile, root));
});

test("generates other bytes for another contract", async () => {
  const [schema] = await generateFrom(edit([["info", "version"], "0.2.0"]));
  const [real] = await generate(contractFile, root);

  expect(schema?.text).not.toBe(real?.text);
});

test("generates the committed files", async () => {
  const files = await generate(contractFile, root);

  expect(files.map(({ path }) => path)).toEqual([
    "packages/client/src/generated/schema.ts",
    "packages/client/src/generated/client.ts",
    "packages/client/src/generated/operations.ts",
    "packages/client/src/generated/errors.ts",
    "packages/client/src/generated/checks.ts",
    "packages/client/test/generated/agreement.test-d.ts",
    "packages/mock/src/generated/contract.ts",
    "packages/client/api.md",
    "spec/contract.lock.json",
  ]);
  for (const { path, text } of files) expect(readFileSync(join(root, path), "utf8"), path).toBe(text);
});

let grown: Map<string, string>;
beforeAll(async () => {
  const file = writeContract(edit(...withMembers));
  const files = await generate(file, root);
  rmSync(dirname(file), { recursive: true });
  grown = new Map(files.map(({ path, text }) => [path.split("/").at(-1) ?? "", text]));
});

test.each([
  {
    name: "the method of a list",
    file: "client.ts",
    text: "        readonly get: (params: ImV1ChatMembersGetParams, options?: ListOptions) => List<ChatMember, ChatMemberPage>;",
  },
  {
    name: "the method of an operation with a body",
    file: "client.ts",
    text: "        readonly create: (params: ImV1ChatMembersCreateParams, options?: CallOptions) => Promise<ImV1ChatMembersCreateResult>;",
  },
  {
    name: "the method of an operation without data",
    file: "client.ts",
    text: "        readonly delete: (params: ImV1ChatMembersDeleteParams, options?: CallOptions) => Promise<ImV1ChatMembersDeleteResult>;",
  },
  {
    name: "the required parameter of the path",
    file: "client.ts",
    text: `export interface ImV1ChatMembersGetParams {
  /**
   * Which chat.
   *
   * @minLength 1
   * @example "oc_a0553eda9014c201e6969b478895c230"
   */
  chat_id: string;
  /** @deprecated */
  member_id_type?: "open_id" | "user_id" | undefined;
  roles?: "owner"[] | undefined;`,
  },
  {
    name: "body fields as parameters, with named components",
    file: "client.ts",
    text: `  id_list: string[];
  /** @default 0 */
  succeed_type?: 0 | 1 | 2 | undefined;
  inviter?: Inviter | undefined;
  notice?: {
    text: string;
    silent?: boolean | undefined;
  } | null | undefined;
}`,
  },
  {
    name: "the type of an item with open enums",
    file: "client.ts",
    text: `export interface ChatMember {
  member_id: string;
  member_id_type?: "open_id" | "user_id" | (string & {});
  /**
   * @format int64
   * @example "1700000000000"
   */
  joined_at: string;
  nickname: string | null;
  roles: ("owner" | "manager" | (string & {}))[];
  status?: MemberStatus;
  settings?: {
    /** @deprecated */
    muted?: boolean;
  } | null;
  labels?: { [key: string]: string };
}`,
  },
  {
    name: "a component that is an open enum",
    file: "client.ts",
    text: 'export type MemberStatus = "active" | "left" | (string & {});',
  },
  {
    name: "a closed enum in a component of requests",
    file: "client.ts",
    text: 'export interface Inviter {\n  kind: "user" | "bot";\n}',
  },
  {
    name: "a deprecated operation",
    file: "client.ts",
    text: "         * @deprecated\n         */\n        readonly create: (",
  },
  {
    name: "the descriptor of a list",
    file: "operations.ts",
    text: `        get: {
          id: "im.v1.chatMembers.get",
          method: "GET",
          path: "/im/v1/chats/{chat_id}/members",
          idempotent: true,
          secured: true,
          params: { path: ["chat_id"], query: ["member_id_type", "roles", "page_token", "page_size"] },
          result: "data",
          pagination: { cursor: "page_token", items: "items", has_more: "has_more" },
          rateLimit: { per_second: 50 },
        },`,
  },
  {
    name: "the descriptor of an operation with a body",
    file: "operations.ts",
    text: `          method: "POST",
          path: "/im/v1/chats/{chat_id}/members",
          idempotent: false,
          secured: true,
          params: { path: ["chat_id"], body: ["id_list", "succeed_type", "inviter", "notice"] },
          result: "data",`,
  },
  {
    name: "the descriptor of an operation without data",
    file: "operations.ts",
    text: `          method: "DELETE",
          path: "/im/v1/chats/{chat_id}/members",
          idempotent: true,
          secured: true,
          params: { path: ["chat_id"] },
          result: "top",`,
  },
  {
    name: "a failure of one operation",
    file: "errors.ts",
    text: `  /** The chat is dissolved. */
  232009: { kind: "not_found", remedy: "Leave the chat out." },`,
  },
  { name: "the code of that failure", file: "errors.ts", text: "  | 232004\n  | 232009\n  | 232025" },
  {
    name: "the failures in a doc comment",
    file: "client.ts",
    text: "         * - Fails with 232009: The chat is dissolved\n",
  },
  {
    name: "a section of api.md",
    file: "api.md",
    text: "### `im.v1.chatMembers.get(params: ImV1ChatMembersGetParams, options?: ListOptions): List<ChatMember, ChatMemberPage>`",
  },
  {
    name: "a nested parameter in one line of api.md",
    file: "api.md",
    text: "- `notice?: { text: string; silent?: boolean | undefined; } | null` (body)\n",
  },
])("generates $name for another operation", ({ file, text }) => {
  expect(grown.get(file)).toContain(text);
});

const PAGE = { type: "object", required: ["has_more"], properties: { has_more: { type: "boolean" } } };
const CHATS = { type: "array", items: { type: "object", properties: { chat_id: { type: "string" } } } };
const PATH = ["paths", "/im/v1/chats/{chat_id}/members"];

const accepted: { name: string; edits: Edit[]; file: string; text: string }[] = [
  {
    name: "examples whose data looks like schemas",
    edits: [[schemaAt("Chat", "properties", "avatar", "examples"), [{ "x-size": 1, $ref: "#/none" }]]],
    file: "client.ts",
    text: '   * @example {"x-size":1,"$ref":"#/none"}\n',
  },
  {
    name: "an operation with an optional token",
    edits: [
      [
        [...LIST, "security"],
        [{}, { tenantAccessToken: [] }],
      ],
    ],
    file: "operations.ts",
    text: 'path: "/im/v1/chats",\n          idempotent: true,\n          secured: false,',
  },
  {
    name: "an inline page with optional items",
    edits: [
      [
        [...LIST, "responses", "200"],
        successResponse({
          data: { ...PAGE, properties: { ...PAGE.properties, items: CHATS, page_token: { type: "string" } } },
        }),
      ],
    ],
    file: "client.ts",
    text: ' => List<NonNullable<ImV1ChatListResult["items"]>[number], ImV1ChatListResult>;',
  },
  {
    name: "a path parameter that an operation overrides",
    edits: [
      ...withMembers,
      [
        [...PATH, "delete", "parameters"],
        [{ name: "chat_id", in: "path", required: true, description: "Whose.", schema: { type: "string" } }],
      ],
    ],
    file: "client.ts",
    text: "export interface ImV1ChatMembersDeleteParams {\n  /** Whose. */\n  chat_id: string;\n}",
  },
  {
    name: "operations without documented failures",
    edits: [
      [
        [...LIST, "responses"],
        { "200": successResponse({ data: { $ref: "#/components/schemas/ChatPage" } }) },
      ],
      [[...TOKEN, "responses"], { "200": successResponse({}) }],
    ],
    file: "errors.ts",
    text: "export type DocumentedCode =\n  never;\n",
  },
];

test.each(accepted)("accepts $name", async ({ edits, file, text }) => {
  const files = await generateFrom(edit(...edits));

  expect(files.find(({ path }) => path.endsWith(`/${file}`))?.text).toContain(text);
});
