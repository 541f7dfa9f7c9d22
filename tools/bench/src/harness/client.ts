// A client's process: `client <peer> <base URL>`, then one task for each message.
import { setTimeout as sleep } from "node:timers/promises";
import { chatId } from "./chats.ts";
import { CREATE, type Item, type PeerName } from "./peers.ts";

/** Requests the first page many times. */
export interface CallsTask {
  readonly task: "calls";
  readonly calls: number;
  readonly concurrency: number;
  readonly pageSize: number;
}

/** Walks all chats. */
export interface WalkTask {
  readonly task: "walk";
  readonly pageSize: number;
  /** `item`: one by one, which only some clients can. */
  readonly by: "page" | "item";
  /** What the consumer does with each page: nothing, wait, or compute without yielding. */
  readonly work?: { readonly kind: "wait" | "compute"; readonly ms: number };
  /** The number of chats after which the peak memory is read early. */
  readonly noteAt?: number;
}

export interface TaskResult {
  readonly wallMs: number;
  /** User and system time of the process. */
  readonly cpuMs: number;
  readonly chats: number;
  /** Walks only: chats that were not the expected one. */
  readonly wrong: number;
  /** Peak memory of the process so far. */
  readonly peakMegabytes: number;
  /** Peak memory at `noteAt`. */
  readonly notedMegabytes: number | undefined;
}

const [, , name, baseUrl = ""] = process.argv;
const peer = await CREATE[name as PeerName](baseUrl);

const peakMegabytes = (): number => process.resourceUsage().maxRSS / 1024;

async function run(task: CallsTask | WalkTask): Promise<TaskResult> {
  let chats = 0;
  let wrong = 0;
  let notedMegabytes: number | undefined;
  const startedAt = performance.now();
  const before = process.cpuUsage();
  if (task.task === "calls") await makeCalls(task);
  else if (task.by === "page") await walkPages(task);
  else for await (const chat of peer.items?.(task.pageSize) ?? []) check(chat, task.noteAt);
  const { user, system } = process.cpuUsage(before);
  return {
    wallMs: performance.now() - startedAt,
    cpuMs: (user + system) / 1000,
    chats,
    wrong,
    peakMegabytes: peakMegabytes(),
    notedMegabytes,
  };

  async function makeCalls({ calls, concurrency, pageSize }: CallsTask): Promise<void> {
    let left = calls;
    async function lane(): Promise<void> {
      while (left > 0) {
        left -= 1;
        const page = await peer.page(pageSize);
        chats += page.length;
      }
    }
    await Promise.all(Array.from({ length: concurrency }, lane));
  }

  async function walkPages({ pageSize, work, noteAt }: WalkTask): Promise<void> {
    for await (const page of peer.walk(pageSize)) {
      for (const chat of page) check(chat, noteAt);
      if (work?.kind === "wait") await sleep(work.ms);
      else if (work) compute(work.ms);
    }
  }

  function check(chat: Item, noteAt: number | undefined): void {
    // Only every hundredth id is compared in full, to keep the consumer cheap.
    if (chats % 100 === 0 ? chat.chat_id !== chatId(chats) : !chat.chat_id) wrong += 1;
    chats += 1;
    if (chats === noteAt) notedMegabytes = peakMegabytes();
  }
}

/** Blocks the thread. */
function compute(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

process.on("message", (task: CallsTask | WalkTask) => {
  void run(task).then((result) => process.send?.(result));
});
process.on("disconnect", () => process.exit());
