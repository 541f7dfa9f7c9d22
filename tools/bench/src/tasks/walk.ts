import { setTimeout as sleep } from "node:timers/promises";
import { chatId } from "../chats.ts";
import { DISTINCT } from "../answers.ts";
import type { Item, Peer } from "../peer.ts";
import { peakMegabytes, used, type Usage } from "../usage.ts";

/** Walk all chats. */
export interface WalkTask {
  readonly task: "walk";
  readonly pageSize: number;
  /** `item`: one by one, which not every client can. */
  readonly by: "page" | "item";
  /** What the consumer does with each page: nothing, wait, or compute without ever yielding. */
  readonly work?: { readonly kind: "wait" | "compute"; readonly ms: number };
  /** After how many chats the peak of memory is noted. */
  readonly noteAt?: number;
}

/** What it took, whether it was right, and the memory that it needed. */
export interface WalkResult extends Usage {
  readonly chats: number;
  /** Chats that were not the one whose turn it was. */
  readonly wrong: number;
  readonly peakMegabytes: number;
  readonly notedMegabytes: number | undefined;
}

/** Walks, and looks at every chat's id: a client that loses, repeats or mixes chats is not fast but wrong. */
export async function walk(
  peer: Peer,
  { pageSize, by, work, noteAt = Infinity }: WalkTask,
): Promise<WalkResult> {
  let chats = 0;
  let wrong = 0;
  let notedMegabytes: number | undefined;
  function look(chat: Item): void {
    // The number in the id is compared only at every hundredth chat: the consumer must stay cheap.
    if (chats % 100 === 0 ? chat.chat_id !== chatId(chats % DISTINCT) : !chat.chat_id) wrong += 1;
    chats += 1;
    if (chats === noteAt) notedMegabytes = peakMegabytes();
  }
  async function byPage(): Promise<void> {
    for await (const page of peer.walk(pageSize)) {
      for (const chat of page) look(chat);
      if (work?.kind === "wait") await sleep(work.ms);
      else if (work) compute(work.ms);
    }
  }
  async function byItem(): Promise<void> {
    if (!peer.items) throw new Error("this client cannot walk item by item");
    for await (const chat of peer.items(pageSize)) look(chat);
  }
  const { wallMs, cpuMs } = await used(by === "page" ? byPage : byItem);
  return { wallMs, cpuMs, chats, wrong, peakMegabytes: peakMegabytes(), notedMegabytes };
}

/** Holds the thread. */
function compute(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}
