import { isObject } from "../util/json.ts";
import { parseLocated } from "../util/located-document.ts";
import type { DocumentPath } from "../util/located-document.ts";
import type { ChatFields } from "./chats.ts";

const string = ["a string", (value: unknown) => typeof value === "string"] as const;

/** What each field must be, for error messages, and its check. */
const fields: Readonly<
  Record<keyof ChatFields, readonly [allowed: string, isValid: (value: unknown) => boolean]>
> = {
  chat_id: [
    "oc_ and 32 hexadecimal digits",
    (value) => typeof value === "string" && /^oc_[0-9a-f]{32}$/.test(value),
  ],
  avatar: string,
  name: string,
  description: string,
  external: ["true or false", (value) => typeof value === "boolean"],
  tenant_key: string,
  chat_status: oneOf("normal", "dissolved", "dissolved_save"),
  owner_id: [
    "a string, or null for a bot",
    (value) => value === null || (typeof value === "string" && value !== ""),
  ],
  owner_id_type: oneOf("open_id", "union_id", "user_id"),
};

/** Validates chats. Throws a TypeError that names the first invalid place, such as `chats[3].name`. */
export function checkChats(chats: unknown, at: (path: DocumentPath) => string): ChatFields[] {
  const throwInvalid = (path: DocumentPath, allowed: string): never => {
    throw new TypeError(`${at(path)} must be ${allowed}`);
  };
  if (!Array.isArray(chats)) return throwInvalid([], "a list of chats");
  const ids = new Set<unknown>();
  for (const [index, chat] of chats.entries()) {
    if (!isObject(chat)) throwInvalid([index], "an object");
    for (const [name, value] of Object.entries(chat as object)) {
      if (!Object.hasOwn(fields, name))
        throw new TypeError(`${at([index, name])} is unknown; known: ${Object.keys(fields).join(", ")}`);
      const [allowed, isValid] = fields[name as keyof ChatFields];
      if (!isValid(value)) throwInvalid([index, name], allowed);
    }
    const { chat_id } = chat as ChatFields;
    if (chat_id !== undefined && ids.has(chat_id))
      throwInvalid([index, "chat_id"], `unique; an earlier chat has ${chat_id}`);
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
  return (
    name + path.map((segment) => (typeof segment === "number" ? `[${segment}]` : `.${segment}`)).join("")
  );
}

function oneOf(...options: string[]): [allowed: string, isValid: (value: unknown) => boolean] {
  const allowed = `${options.slice(0, -1).join(", ")} or ${options.at(-1)}`;
  return [allowed, (value) => options.some((option) => option === value)];
}
