import { spawn } from "node:child_process";
import { once } from "node:events";
import { expectChats, fileOf } from "../harness/child-process.ts";
import { interleave, type Measure } from "../harness/figures.ts";
import { PEERS } from "../harness/peers.ts";
import type { Scenario } from "../harness/scenario.ts";

const ROUNDS = { full: 21, quick: 5, tiny: 1 };

/** A program with one call, from its start to its end. */
export const start: Scenario = {
  name: "start",
  title: "A whole process with one call",
  note: "From the start of `node` to its end; `nothing` is a program without a call.",
  async measure(server, effort): Promise<Measure[]> {
    const baseUrl = server.baseUrl(100);
    const samples = await interleave(ROUNDS[effort], ["empty", ...PEERS], async (program) => {
      const startedAt = performance.now();
      const child = spawn(process.execPath, [fileOf("harness/start"), program, baseUrl]);
      let output = "";
      child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
      child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
      await once(child, "exit");
      const wall = performance.now() - startedAt;
      const subject = `start: ${program} (${output.trim().slice(0, 300)})`;
      expectChats(subject, Number(output), program === "empty" ? 0 : 100);
      return { wall };
    });
    return [{ key: "start", title: "time", unit: "ms", base: "fetch", samples: samples["wall"]! }];
  },
};
