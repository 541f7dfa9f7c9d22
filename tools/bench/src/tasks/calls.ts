import type { Peer } from "../peer.ts";
import { used, type Usage } from "../usage.ts";

/** Ask for the first page many times. */
export interface CallsTask {
  readonly task: "calls";
  readonly calls: number;
  readonly concurrency: number;
  readonly pageSize: number;
}

/** What they took, and how many chats came in all. */
export interface CallsResult extends Usage {
  readonly chats: number;
}

/** Makes the calls, `concurrency` at a time. */
export async function calls(
  peer: Peer,
  { calls: total, concurrency, pageSize }: CallsTask,
): Promise<CallsResult> {
  let left = total;
  let chats = 0;
  async function lane(): Promise<void> {
    while (left > 0) {
      left -= 1;
      const page = await peer.page(pageSize);
      chats += page.length;
    }
  }
  const { wallMs, cpuMs } = await used(() => Promise.all(Array.from({ length: concurrency }, lane)));
  return { wallMs, cpuMs, chats };
}
