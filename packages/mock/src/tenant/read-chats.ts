import { isMap, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import type { Node } from "yaml";
import { isObject } from "../json.ts";
import type { ChatFields } from "./chats.ts";

/** What each field may be, for people. */
const fields: Readonly<Record<keyof ChatFields, string>> = {
  chat_id: "oc_ and 32 hexadecimal digits",
  avatar: "a text",
  name: "a text",
  description: "a text",
  external: "true or false",
  tenant_key: "a text",
  chat_status: "normal, dissolved or dissolved_save",
  owner_id: "a text, or null for a bot",
  owner_id_type: "open_id, union_id or user_id",
};

/** Refuses chats that cannot be. Throws a TypeError that names the first wrong place, such as `chats[3].name`. */
export function checkChats(chats: unknown, at: (path: readonly (string | number)[]) => string): ChatFields[] {
  const refuse = (path: readonly (string | number)[], allowed: string): never => {
    throw new TypeError(`${at(path)} must be ${allowed}`);
  };
  if (!Array.isArray(chats)) return refuse([], "a list of chats");
  const ids = new Set<unknown>();
  for (const [index, chat] of chats.entries()) {
    if (!isObject(chat)) refuse([index], "an object");
    for (const [name, value] of Object.entries(chat as object)) {
      if (!Object.hasOwn(fields, name))
        throw new TypeError(`${at([index, name])} is unknown; known: ${Object.keys(fields).join(", ")}`);
      if (!isAllowed(name as keyof ChatFields, value))
        refuse([index, name], fields[name as keyof ChatFields]);
    }
    const { chat_id } = chat as ChatFields;
    if (chat_id !== undefined && ids.has(chat_id))
      refuse([index, "chat_id"], `unique; ${chat_id} was there before`);
    ids.add(chat_id);
  }
  return chats as ChatFields[];
}

/** Reads chats from a JSON text. Throws an Error that names file, line and field. */
export function readChats(text: string, source: string): ChatFields[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, schema: "json", prettyErrors: false });
  const place = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${source}:${line}:${col}`;
  };
  const [error] = document.errors;
  if (error) throw new Error(`${place(error.pos[0])}: no JSON: ${error.message.split("\n")[0]}`);
  return checkChats(document.toJS(), (path) => {
    const node = nodeAt(document.contents, path);
    return `${place(node?.range?.[0] ?? 0)}: ${placeOf("chats", path)}`;
  });
}

/** A way into a value as people write it, such as `chats[3].name`. */
export function placeOf(name: string, path: readonly (string | number)[]): string {
  return name + path.map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`)).join("");
}

/** The node of a path, of a member its name: the line that a reader looks for. */
function nodeAt(root: unknown, path: readonly (string | number)[]): Node | undefined {
  let node = root;
  for (const step of path) {
    if (isSeq(node)) node = node.items[Number(step)];
    else if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && key.value === step);
      node = pair?.key;
    }
  }
  return node as Node | undefined;
}

function isAllowed(name: keyof ChatFields, value: unknown): boolean {
  switch (name) {
    case "chat_id":
      return typeof value === "string" && /^oc_[0-9a-f]{32}$/.test(value);
    case "external":
      return typeof value === "boolean";
    case "chat_status":
      return value === "normal" || value === "dissolved" || value === "dissolved_save";
    case "owner_id":
      return value === null || (typeof value === "string" && value !== "");
    case "owner_id_type":
      return value === "open_id" || value === "union_id" || value === "user_id";
    default:
      return typeof value === "string";
  }
}
