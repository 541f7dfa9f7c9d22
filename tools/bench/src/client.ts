// A client's process: `client <peer> <base URL>`, then one task for each message.
import { calls, type CallsTask } from "./tasks/calls.ts";
import { walk, type WalkTask } from "./tasks/walk.ts";
import type { CreatePeer } from "./peer.ts";

const [, , name, baseUrl = ""] = process.argv;
const extension = import.meta.url.slice(import.meta.url.lastIndexOf("."));
const { create } = (await import(`./peers/${name}${extension}`)) as { create: CreatePeer };
const peer = create(baseUrl);

process.on("message", (task: CallsTask | WalkTask) => {
  void (async () => {
    process.send?.(task.task === "calls" ? await calls(peer, task) : await walk(peer, task));
  })();
});
process.on("disconnect", () => process.exit());
