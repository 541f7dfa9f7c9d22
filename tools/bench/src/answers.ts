import { chatAt } from "./chats.ts";

/** After so many chats a list repeats itself, so that a million of them need no more memory than these. */
export const DISTINCT = 100_000;

/** Cuts the bytes of a page out of a list of chats; chats are put into bytes once and never again. */
export function createAnswers(): (chats: number, pageSize: number, start: number) => Buffer[] {
  const prepared = new Map<string, Buffer>();
  return (chats, pageSize, start) => {
    const end = Math.min(start + pageSize, chats);
    const key = `${start % DISTINCT} ${end - start}`;
    let items = prepared.get(key);
    if (!items) {
      const places = Array.from({ length: end - start }, (_, index) => (start + index) % DISTINCT);
      items = Buffer.from(`{"code":0,"msg":"success","data":{"items":${JSON.stringify(places.map(chatAt))}`);
      prepared.set(key, items);
    }
    const more = end < chats;
    return [items, Buffer.from(`,"page_token":"${more ? tokenAt(end) : ""}","has_more":${more}}}`)];
  };
}

/** The token of the page that begins at a place: as long as Feishu's are. */
function tokenAt(place: number): string {
  return `dmJCRHhpd3JRbGV1VEVNRFFyTitRWDY5ZFkybmYrMEUwMUFYT0VMMWd${place}`;
}

/** The place where a token's page begins. */
export function placeOf(token: string | null): number {
  return token ? Number(token.slice(tokenAt(0).length - 1)) : 0;
}
