import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { part } from "./processes.ts";

/** What is started to be measured. */
export interface MockSubject {
  readonly title: string;
  /** The path under which it has Feishu's paths. */
  readonly prefix: string;
  /** The program and its arguments: it listens on the port, and finds `page.json` and `contract.json` in the folder. */
  readonly command: (port: number, folder: string) => readonly string[];
}

const own =
  (name: string): MockSubject["command"] =>
  (port, folder) => [part(`mocks/${name}`), String(port), folder];

const prism =
  (...more: string[]): MockSubject["command"] =>
  (port, folder) => [
    bin("@stoplight/prism-cli"),
    "mock",
    "-p",
    String(port),
    ...more,
    join(folder, "contract.json"),
  ];

/** Mocks side by side, bare node:http first: the others are held against it. */
export const MOCK_SUBJECTS: Readonly<Record<string, MockSubject>> = {
  "node-http": { title: "bare node:http, the same bytes", prefix: "/open-apis", command: own("node-http") },
  ours: {
    title: "this mock",
    prefix: "/open-apis",
    command: (port) => [bin("@feishu-openapi/mock"), "--port", String(port)],
  },
  fastify: { title: "Fastify, schemas by hand", prefix: "/open-apis", command: own("fastify") },
  msw: { title: "MSW behind node:http", prefix: "/open-apis", command: own("msw") },
  "prism-embedded": { title: "Prism embedded", prefix: "/open-apis", command: own("prism-embedded") },
  "prism-quiet": { title: "prism mock, quiet", prefix: "", command: prism("--verboseLevel", "silent") },
  "prism-mock": { title: "prism mock", prefix: "", command: prism() },
};

/** The file of a package's one command. */
function bin(name: string): string {
  const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`);
  const { bin: commands } = JSON.parse(readFileSync(manifest, "utf8")) as { bin: Record<string, string> };
  return join(dirname(manifest), Object.values(commands)[0]!);
}
