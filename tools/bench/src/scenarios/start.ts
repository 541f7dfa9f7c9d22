import { spawn } from "node:child_process";
import { once } from "node:events";
import { interleave } from "../interleave.ts";
import type { Measure } from "../measure.ts";
import { PEERS } from "../peer.ts";
import { part } from "../processes.ts";
import { expectChats, type Scenario } from "../scenario.ts";

const rounds = { full: 21, quick: 5, tiny: 1 };

/** A program of one call, from its start to its end. */
export const start: Scenario = {
  name: "start",
  title: "A whole process with one call",
  note: "From the start of `node` to its end; `nothing` is a program that makes no call.",
  async measure(server, effort): Promise<Measure[]> {
    const baseUrl = server.baseUrl(100);
    const samples = await interleave(rounds[effort], ["empty", ...PEERS], async (program) => {
      const startedAt = performance.now();
      const child = spawn(process.execPath, [part("start"), program, baseUrl]);
      let printed = "";
      child.stdout.on("data", (chunk: Buffer) => (printed += chunk.toString()));
      child.stderr.on("data", (chunk: Buffer) => (printed += chunk.toString()));
      await once(child, "exit");
      const wall = performance.now() - startedAt;
      expectChats(
        `start: ${program} (${printed.trim().slice(0, 300)})`,
        Number(printed),
        program === "empty" ? 0 : 100,
      );
      return { wall };
    });
    return [{ key: "start", title: "time", unit: "ms", base: "fetch", samples: samples["wall"]! }];
  },
};
