import type { startMock as StartMock } from "@feishu-openapi/mock";
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { CreateClient } from "../../src/under-test/client.ts";
import { serverOf, type StartServer } from "../../src/under-test/mock.ts";

const packages = fileURLToPath(new URL("../../..", import.meta.url));

/** A place in the source, and its replacement. The place must occur exactly once in the package's `src`. */
export type Change = readonly [find: string, replace: string];

/**
 * A copy of the client with one change, until it is disposed.
 *
 * @throws {Error} unless the place occurs exactly once, so that no mutant gets lost when the source changes.
 */
export async function mutatedClient(change: Change): Promise<{ createClient: CreateClient } & Disposable> {
  const { module, remove } = await mutate("client", change);
  const { createClient } = module as { createClient: CreateClient };
  return { createClient, [Symbol.dispose]: remove };
}

/** A copy of the mock with one change; like {@link mutatedClient}. */
export async function mutatedMock(change: Change): Promise<{ start: StartServer } & Disposable> {
  const { module, remove } = await mutate("mock", change);
  const { startMock } = module as { startMock: typeof StartMock };
  const contract = process.env["CONTRACT_FILE"];
  const start: StartServer = async (options) =>
    serverOf(await startMock({ ...options, ...(contract && { contract }) }));
  return { start, [Symbol.dispose]: remove };
}

async function mutate(
  name: "client" | "mock",
  [find, replace]: Change,
): Promise<{ module: unknown; remove: () => void }> {
  const copy = mkdtempSync(join(tmpdir(), `feishu-mutant-${name}-`));
  const remove = (): void => rmSync(copy, { recursive: true, force: true });
  try {
    const excluded = /\/(node_modules|dist|reports|test|tsconfig[^/]*)$/;
    cpSync(join(packages, name), copy, { recursive: true, filter: (path) => !excluded.test(path) });
    symlinkSync(join(packages, name, "node_modules"), join(copy, "node_modules"));
    const found = globSync(join(copy, "src/**/*.ts"))
      .map((file) => ({ file, parts: readFileSync(file, "utf8").split(find) }))
      .filter(({ parts }) => parts.length > 1);
    const count = found.reduce((sum, { parts }) => sum + parts.length - 1, 0);
    if (count !== 1)
      throw new Error(`${JSON.stringify(find)} occurs ${count} times in the ${name}, must occur once`);
    for (const { file, parts } of found) writeFileSync(file, parts.join(replace));
    return { module: await import(join(copy, "src/index.ts")), remove };
  } catch (error) {
    remove();
    throw error;
  }
}
