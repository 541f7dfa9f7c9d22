import { readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeAll, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { generate, type GeneratedFile } from "../src/generate.ts";
import { contractFile, edit, root, writeContract, type Edit } from "./support/contract.ts";
import { withMembers } from "./support/members.ts";
import { answer, LIST, schemaAt, TOKEN } from "./support/operations.ts";

const written: string[] = [];
afterEach(() => {
  for (const file of written.splice(0)) rmSync(dirname(file), { recursive: true });
});

async function generateFrom(text: string): Promise<GeneratedFile[]> {
  const file = writeContract(text);
  written.push(file);
  return await generate(file, root);
}

test("gives the same bytes for the same contract", async () => {
  expect(await generate(contractFile, root)).toEqual(await generate(contractFile, root));
});

test.each([
  { name: "a comment", change: (source: string) => `# A remark.\n${source}` },
  {
    name: "the indentation, the quotes and the line breaks",
    change: (source: string) => stringify(parse(source), { indent: 4, lineWidth: 0, singleQuote: true }),
  },
  { name: "JSON in place of YAML", change: (source: string) => JSON.stringify(parse(source)) },
])("gives the same bytes whatever $name", async ({ change }) => {
  const source = readFileSync(contractFile, "utf8");

  expect(change(source)).not.toBe(source);
  expect(await generateFrom(change(source))).toEqual(await generate(contractFile, root));
});

test("gives other bytes for another contract", async () => {
  const [schema] = await generateFrom(edit([["info", "version"], "0.2.0"]));
  const [real] = await generate(contractFile, root);

  expect(schema?.text).not.toBe(real?.text);
});

test("gives what is committed", async () => {
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
    name: "a body's fields as parameters, its components by their names",
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
    name: "an item's type with open enums",
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
  labels?: Record<string, string>;
}`,
  },
  {
    name: "a component that is an open enum",
    file: "client.ts",
    text: 'export type MemberStatus = "active" | "left" | (string & {});',
  },
  {
    name: "a component that is only asked with, closed",
    file: "client.ts",
    text: 'export interface Inviter {\n  kind: "user" | "bot";\n}',
  },
  {
    name: "what is deprecated",
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
    name: "its own failure",
    file: "errors.ts",
    text: `  /** The chat is dissolved. */
  232009: { kind: "not_found", remedy: "Leave the chat out." },`,
  },
  { name: "its own failure's code", file: "errors.ts", text: "  | 232004\n  | 232009\n  | 232025" },
  {
    name: "how it fails",
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
])("a further operation brings $name", ({ file, text }) => {
  expect(grown.get(file)).toContain(text);
});

const PAGE = { type: "object", required: ["has_more"], properties: { has_more: { type: "boolean" } } };
const CHATS = { type: "array", items: { type: "object", properties: { chat_id: { type: "string" } } } };
const PATH = ["paths", "/im/v1/chats/{chat_id}/members"];

const accepted: { name: string; edits: Edit[]; file: string; text: string }[] = [
  {
    name: "data in examples, whatever it looks like",
    edits: [[schemaAt("Chat", "properties", "avatar", "examples"), [{ "x-size": 1, $ref: "#/none" }]]],
    file: "client.ts",
    text: '   * @example {"x-size":1,"$ref":"#/none"}\n',
  },
  {
    name: "an operation that may do without a token",
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
    name: "a page that is no component, whose items may be missing",
    edits: [
      [
        [...LIST, "responses", "200"],
        answer({
          data: { ...PAGE, properties: { ...PAGE.properties, items: CHATS, page_token: { type: "string" } } },
        }),
      ],
    ],
    file: "client.ts",
    text: ' => List<NonNullable<ImV1ChatListResult["items"]>[number], ImV1ChatListResult>;',
  },
  {
    name: "a parameter of the path, described anew by an operation",
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
    name: "operations that document no failure",
    edits: [
      [[...LIST, "responses"], { "200": answer({ data: { $ref: "#/components/schemas/ChatPage" } }) }],
      [[...TOKEN, "responses"], { "200": answer({}) }],
    ],
    file: "errors.ts",
    text: "export type DocumentedCode =\n  never;\n",
  },
];

test.each(accepted)("takes $name", async ({ edits, file, text }) => {
  const files = await generateFrom(edit(...edits));

  expect(files.find(({ path }) => path.endsWith(`/${file}`))?.text).toContain(text);
});
