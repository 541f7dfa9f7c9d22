import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startMock } from "@feishu-openapi/mock";
import { parse } from "yaml";
import { TOKEN } from "../harness/peers.ts";

/** A temporary folder, removed on disposal. */
export interface MockFolder {
  readonly path: string;
  [Symbol.asyncDispose](): Promise<void>;
}

interface Contract {
  paths: Record<
    string,
    { get: { responses: Record<string, { content: Record<string, { examples: object }> }> } }
  >;
}

/**
 * Writes what the other mocks serve: this mock's first page of 20 chats (`page.json`), and the contract with that page
 * as its only example (`contract.json`), so that all mocks send the same number of bytes.
 */
export async function makeMockFolder(): Promise<MockFolder> {
  await using mock = await startMock({ listen: false });
  const response = await mock.fetch(`${mock.url}/im/v1/chats?page_size=20`, {
    headers: { authorization: `Bearer ${TOKEN}` },
  });
  const page = await response.text();
  const file = createRequire(import.meta.url).resolve("@feishu-openapi/spec/openapi.yaml");
  const contract = parse(await readFile(file, "utf8")) as Contract;
  const media = contract.paths["/im/v1/chats"]!.get.responses["200"]!.content["application/json"]!;
  media.examples = { page: { value: JSON.parse(page) as unknown } };
  const path = await mkdtemp(join(tmpdir(), "feishu-bench-"));
  await writeFile(join(path, "page.json"), page);
  await writeFile(join(path, "contract.json"), JSON.stringify(contract));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) };
}
