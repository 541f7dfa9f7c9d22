import { once } from "node:events";
import { createServer } from "node:net";

/** How many ports are tried. */
const tries = 100;

/** The first port after a given one that this address can really be listened on; undefined where none is near. */
export async function freePortAfter(port: number, host: string): Promise<number | undefined> {
  for (let next = port + 1; next <= port + tries; next += 1) if (await isFree(next, host)) return next;
  return undefined;
}

/** False for a number that is no port, too. */
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
