import { gzipSync } from "node:zlib";
import { rolldown } from "rolldown";
import { fileOf } from "../harness/child-process.ts";
import type { Measure } from "../harness/figures.ts";
import { PEERS } from "../harness/peers.ts";
import type { Scenario } from "../harness/scenario.ts";

/** They import Node's own modules, so they cannot be bundled for browsers. */
const NODE_ONLY: ReadonlySet<string> = new Set(["undici", "official", "ours-node"]);

/** The size of a program that lists chats once. */
export const size: Scenario = {
  name: "size",
  title: 'Size of "list chats once"',
  note: "Bundled and minified, for browsers where the client can run there, else for Node without Node's own modules.",
  async measure(): Promise<Measure[]> {
    const bundled = new Map<string, number[]>();
    const compressed = new Map<string, number[]>();
    for (const subject of [...PEERS, "ours whole"]) {
      const program = subject === "ours whole" ? "whole" : subject;
      const code = await bundle(fileOf(`programs/${program}`), NODE_ONLY.has(subject) ? "node" : "browser");
      bundled.set(subject, [code.length / 1000]);
      compressed.set(subject, [gzipSync(code, { level: 9 }).length / 1000]);
    }
    return [
      { key: "size.bundle", title: "bundle", unit: "kB", samples: bundled },
      { key: "size.gzip", title: "gzip", unit: "kB", samples: compressed },
    ];
  },
};

async function bundle(input: string, platform: "node" | "browser"): Promise<Buffer> {
  await using built = await rolldown({ input, platform, logLevel: "silent" });
  const { output } = await built.generate({ format: "esm", minify: true, codeSplitting: false });
  return Buffer.from(output[0].code);
}
