import { gzipSync } from "node:zlib";
import { rolldown } from "rolldown";
import { installed } from "../installed.ts";
import type { Measure } from "../measure.ts";
import { PEERS, type PeerName } from "../peer.ts";
import { part } from "../processes.ts";
import type { Scenario } from "../scenario.ts";

/** Not for browsers: they need parts of Node. */
const nodeOnly: ReadonlySet<string> = new Set<PeerName>(["undici", "official", "ours-node"]);
const packages: Partial<Record<PeerName, string>> = {
  undici: "undici",
  "openapi-fetch": "openapi-fetch",
  ky: "ky",
  ofetch: "ofetch",
  axios: "axios",
  official: "@larksuiteoapi/node-sdk",
  ours: "@feishu-openapi/client",
  "ours-node": "@feishu-openapi/client",
};

/** What a program weighs that lists chats once. */
export const size: Scenario = {
  name: "size",
  title: 'Size of "list chats once"',
  note: "Bundled and minified, for browsers where the client can (else for Node, whose own modules are left out), and the package with all that it depends on.",
  async measure(): Promise<Measure[]> {
    const samples: Record<string, Map<string, number[]>> = {};
    const add = (key: string, subject: string, value: number): void =>
      void (samples[key] ??= new Map()).set(subject, [value]);
    for (const subject of PEERS) {
      const code = await bundle(part(`programs/${subject}`), nodeOnly.has(subject) ? "node" : "browser");
      add("bundle", subject, code.length / 1000);
      add("gzip", subject, gzipSync(code, { level: 9 }).length / 1000);
      const name = packages[subject];
      if (!name) continue;
      const { bytes, packages: count } = installed(name);
      add("installed", subject, bytes / 1000);
      add("packages", subject, count);
    }
    const whole = await bundle(part("programs/whole"), "browser");
    add("bundle", "ours whole", whole.length / 1000);
    add("gzip", "ours whole", gzipSync(whole, { level: 9 }).length / 1000);
    return [
      { key: "size.bundle", title: "bundle", unit: "kB", samples: samples["bundle"]! },
      { key: "size.gzip", title: "gzip", unit: "kB", samples: samples["gzip"]! },
      { key: "size.installed", title: "installed", unit: "kB", samples: samples["installed"]! },
      { key: "size.packages", title: "packages", unit: "count", samples: samples["packages"]! },
    ];
  },
};

async function bundle(input: string, platform: "node" | "browser"): Promise<Buffer> {
  const built = await rolldown({ input, platform, logLevel: "silent" });
  try {
    const { output } = await built.generate({ format: "esm", minify: true, codeSplitting: false });
    return Buffer.from(output[0].code);
  } finally {
    await built.close();
  }
}
