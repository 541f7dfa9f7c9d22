import { once } from "node:events";
import { createServer } from "node:net";

/** Number of ports that are tried. */
const attempts = 100;

/** The first free port after a given one. Undefined if the next 100 are in use. */
export async function freePortAfter(port: number, host: string): Promise<number | undefined> {
  for (let next = port + 1; next <= port + attempts; next += 1) if (await isFree(next, host)) return next;
  return undefined;
}

/** Returns false for a number above 65535, too. */
async function isFree(port: number, host: string): Promise<boolean> {
  const server = createServer();
  try {
    await once(server.listen(port, host), "listening");
    await once(server.close(), "close");
    return true;
  } catch {
    return false;
  }
}
