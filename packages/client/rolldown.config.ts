import { defineConfig } from "rolldown";

/** One file for each entry and one for what they share: a program that starts reads four files, and not forty. */
export default defineConfig({
  input: { index: "src/index.ts", check: "src/check.ts", node: "src/node.ts" },
  external: [/^node:/, "openapi-fetch"],
  platform: "neutral",
  output: {
    dir: "dist",
    chunkFileNames: "[name].js",
    codeSplitting: { groups: [{ name: "shared", minShareCount: 2 }] },
  },
});
