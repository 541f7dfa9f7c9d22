import { startHelper } from "./processes.ts";

/** The server that all clients of a benchmark ask. */
export interface Server {
  /** A base URL with a list of so many chats, each answer held back for `delayMs`. */
  baseUrl(chats: number, delayMs?: number): string;
  /** Connections opened since this was last asked. */
  connections(): Promise<number>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Starts the server in a process of its own, on a free port of the loopback interface. */
export async function startServer(): Promise<Server> {
  const helper = startHelper("server");
  const ask = (): Promise<{ port: number; connections: number }> => helper.ask({});
  const { port } = await ask();
  return {
    baseUrl: (chats, delayMs = 0) => `http://127.0.0.1:${port}/${chats}/${delayMs}/open-apis`,
    connections: async () => (await ask()).connections,
    [Symbol.asyncDispose]: () => helper.stop(),
  };
}
