import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startMock } from "@feishu-openapi/mock";
import { parse } from "yaml";
import { TOKEN } from "./peer.ts";

/** A folder that is gone when it is disposed of. */
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
 * What the compared servers answer with: this mock's first page of 20 chats (`page.json`), and the contract with that
 * page as its one example (`contract.json`), so that all send as much.
 */
export async function makeMockFolder(): Promise<MockFolder> {
  await using mock = await startMock({ listen: false });
  const answer = await mock.fetch(`${mock.url}/im/v1/chats?page_size=20`, {
    headers: { authorization: `Bearer ${TOKEN}` },
  });
  const page = await answer.text();
  const file = createRequire(import.meta.url).resolve("@feishu-openapi/spec/openapi.yaml");
  const contract = parse(await readFile(file, "utf8")) as Contract;
  const media = contract.paths["/im/v1/chats"]!.get.responses["200"]!.content["application/json"]!;
  media.examples = { page: { value: JSON.parse(page) as unknown } };
  const path = await mkdtemp(join(tmpdir(), "feishu-bench-"));
  await writeFile(join(path, "page.json"), page);
  await writeFile(join(path, "contract.json"), JSON.stringify(contract));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) };
}
