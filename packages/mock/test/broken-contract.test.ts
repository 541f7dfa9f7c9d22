import { expect, test } from "vitest";
import { startMock } from "../src/index.ts";
import { temporaryFile } from "./support.ts";

const head = 'openapi: 3.1.0\ninfo: { title: t, version: "1" }\n';
const get = (declared: string): string =>
  `${head}paths: { /x: { get: { parameters: [${declared}], responses: { "200": { description: ok } } } } }`;

const broken: [description: string, text: string, message: string][] = [
  ["is not YAML", "a: [1", "not YAML: "],
  [
    "has a conflict marker",
    `${head}<<<<<<< HEAD\npaths: {}\n=======\npaths: {}\n>>>>>>> other\n`,
    ':3:1: "<<<<<<<" is a conflict marker of git; resolve the conflict',
  ],
  ["is a list", "- a", "not an OpenAPI 3.1 document; it is not an object"],
  ["has no version", "a: 1", 'no openapi field); give one with "openapi: 3.1.0"'],
  ["is OpenAPI 3.0", "openapi: 3.0.3\npaths: {}", "openapi: 3.0.3"],
  ["has no paths", head, 'no paths; add at least one operation under "paths"'],
  [
    "has a dangling $ref",
    get("{ $ref: '#/components/parameters/P' }"),
    ':3:36: $ref "#/components/parameters/P" at #/paths/~1x/get/parameters/0 does not exist',
  ],
  [
    "refers to another file",
    get("{ $ref: './p.yaml' }"),
    "paths/~1x/get/parameters/0 points outside the document",
  ],
  ["refers to a URL", get("{ $ref: 'https://a.test/#/p' }"), "points outside the document; bundle"],
  ["refers to an anchor", get("{ $ref: '#p' }"), '$ref "#p" at #/paths/~1x/get/parameters/0 points outside'],
  ["has a circular $ref", `${head}paths: {}\na: { $ref: '#/b' }\nb: { $ref: '#/a' }`, "refers to itself"],
  [
    "has a pattern that does not compile",
    get(
      "{ name: size, in: query, schema: { type: integer } }, { name: p, in: query, schema: { type: string, pattern: '[' } }",
    ),
    ':3:16: GET /x, query size: the invalid value "feishu-mock" passes, so its schema does not compile',
  ],
];

test.each(broken)("rejects a contract that %s with place and remedy", async (_, text, message) => {
  const path = await temporaryFile("openapi.yaml", text);
  const failure = await startMock({ contract: path }).catch((error: unknown) => error as Error);
  expect(failure).toBeInstanceOf(Error);
  expect((failure as Error).message.replace(path, "FILE")).toMatch(/^contract FILE(:\d+:\d+)?: /);
  expect((failure as Error).message).toContain(message);
});
