import type { startMock as StartMock } from "@feishu-openapi/mock";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { StartSubject } from "../../src/probe/subject.ts";
import type { CreateClient } from "../../src/subject.ts";

const packages = fileURLToPath(new URL("../../..", import.meta.url));

/** One place in a package's source, and what stands there instead. */
export interface Change {
  /** Below the package's `src`. */
  readonly file: string;
  /** Must be there exactly once. */
  readonly find: string;
  readonly replace: string;
}

/**
 * The client with one place of its source changed, until it is disposed.
 *
 * @throws {Error} unless the place is there exactly once, so that no fault fades away as the client changes.
 */
export async function clientWith(change: Change): Promise<{ createClient: CreateClient } & Disposable> {
  const { module, remove } = await changed("client", ["src"], change);
  const { createClient } = module as { createClient: CreateClient };
  return { createClient, [Symbol.dispose]: remove };
}

/** The mock with one place of its source changed, as {@link clientWith} has the client. */
export async function changedMock(change: Change): Promise<{ start: StartSubject } & Disposable> {
  const { module, remove } = await changed("mock", ["src", "site"], change);
  const { startMock } = module as { startMock: typeof StartMock };
  const contract = process.env["CONTRACT_FILE"];
  const start: StartSubject = async (options) => {
    const mock = await startMock({ ...options, ...(contract && { contract }) });
    return { url: mock.url, mock, close: () => mock.close() };
  };
  return { start, [Symbol.dispose]: remove };
}

async function changed(
  name: "client" | "mock",
  folders: readonly string[],
  { file, find, replace }: Change,
): Promise<{ module: unknown; remove: () => void }> {
  const copy = mkdtempSync(join(tmpdir(), `feishu-faulty-${name}-`));
  const remove = (): void => rmSync(copy, { recursive: true, force: true });
  try {
    for (const folder of folders)
      cpSync(join(packages, name, folder), join(copy, folder), { recursive: true });
    symlinkSync(join(packages, name, "node_modules"), join(copy, "node_modules"));
    cpSync(join(packages, name, "package.json"), join(copy, "package.json"));
    const source = join(copy, "src", file);
    const parts = readFileSync(source, "utf8").split(find);
    if (parts.length !== 2)
      throw new Error(`${file} has ${parts.length - 1} places that read ${JSON.stringify(find)}, not one`);
    writeFileSync(source, parts.join(replace));
    return { module: await import(join(copy, "src/index.ts")), remove };
  } catch (error) {
    remove();
    throw error;
  }
}
