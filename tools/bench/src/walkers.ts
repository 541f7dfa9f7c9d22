import type { PeerName } from "./peer.ts";
import { startHelper } from "./processes.ts";
import { expectChats } from "./scenario.ts";
import type { WalkResult, WalkTask } from "./tasks/walk.ts";

/** One walk in a process of its own, checked for being whole and right. */
export async function walkOnce(
  peer: PeerName,
  baseUrl: string,
  chats: number,
  task: Omit<WalkTask, "task" | "pageSize"> & { pageSize?: number },
): Promise<WalkResult> {
  const client = startHelper("client", peer, baseUrl);
  try {
    const result = await client.ask<WalkResult>({ task: "walk", pageSize: 100, ...task });
    expectChats(peer, result.chats, chats, result.wrong);
    return result;
  } finally {
    await client.stop();
  }
}
