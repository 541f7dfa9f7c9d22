import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { CreateClient } from "../../src/subject.ts";

const client = fileURLToPath(new URL("../../../client", import.meta.url));

/** One place in the client's source, and what stands there instead. */
export interface Change {
  /** Below `packages/client/src`. */
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
export async function clientWith({
  file,
  find,
  replace,
}: Change): Promise<{ createClient: CreateClient } & Disposable> {
  const folder = mkdtempSync(join(tmpdir(), "feishu-faulty-client-"));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    cpSync(join(client, "src"), join(folder, "src"), { recursive: true });
    symlinkSync(join(client, "node_modules"), join(folder, "node_modules"));
    writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
    const source = join(folder, "src", file);
    const parts = readFileSync(source, "utf8").split(find);
    if (parts.length !== 2)
      throw new Error(`${file} has ${parts.length - 1} places that read ${JSON.stringify(find)}, not one`);
    writeFileSync(source, parts.join(replace));
    const { createClient } = (await import(join(folder, "src/index.ts"))) as { createClient: CreateClient };
    return { createClient, [Symbol.dispose]: remove };
  } catch (error) {
    remove();
    throw error;
  }
}
