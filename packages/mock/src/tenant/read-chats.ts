import { isObject } from "../util/json.ts";
import { parseLocated } from "../util/located-document.ts";
import type { DocumentPath } from "../util/located-document.ts";
import type { ChatFields } from "./chats.ts";

/** Allowed values of each field, for error messages. */
const fields: Readonly<Record<keyof ChatFields, string>> = {
  chat_id: "oc_ and 32 hexadecimal digits",
  avatar: "a string",
  name: "a string",
  description: "a string",
  external: "true or false",
  tenant_key: "a string",
  chat_status: "normal, dissolved or dissolved_save",
  owner_id: "a string, or null for a bot",
  owner_id_type: "open_id, union_id or user_id",
};

/** Validates chats. Throws a TypeError that names the first invalid place, such as `chats[3].name`. */
export function checkChats(chats: unknown, at: (path: DocumentPath) => string): ChatFields[] {
  const refuse = (path: DocumentPath, allowed: string): never => {
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
      refuse([index, "chat_id"], `unique; an earlier chat has ${chat_id}`);
    ids.add(chat_id);
  }
  return chats as ChatFields[];
}

/** Parses and validates chats from JSON. Throws an Error that names file, line and field. */
export function readChats(text: string, source: string): ChatFields[] {
  // The slow parser with positions runs for invalid files only.
  const at = (path: DocumentPath): string =>
    `${parseLocated(text, source, "json").at(path)}: ${placeOf("chats", path)}`;
  let chats: unknown;
  try {
    chats = JSON.parse(text);
  } catch (error) {
    const { message } = error as Error;
    const { problem } = parseLocated(text, source, "json");
    throw new Error(`${problem?.place ?? source}: not JSON: ${problem?.message ?? message}`, {
      cause: error,
    });
  }
  return checkChats(chats, at);
}

/** Writes a path as in JavaScript, such as `chats[3].name`. */
export function placeOf(name: string, path: DocumentPath): string {
  return name + path.map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`)).join("");
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
