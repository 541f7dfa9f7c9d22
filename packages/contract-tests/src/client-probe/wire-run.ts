import { sample } from "fast-check";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { operations } from "../contract.ts";
import { methodOf, ownFetches } from "../subject.ts";
import { goodArguments, oddArguments } from "./arguments.ts";
import { describeEnd, valueFaults } from "./outcome-faults.ts";
import { callToken, perform } from "./perform.ts";
import { meaningOf } from "./prediction.ts";
import { jsonReply, written, type Probing } from "./probing.ts";
import { baseUrl, headerFaults, sentFaults } from "./request-faults.ts";
import { successesOf } from "./success.ts";
import type { Sent, WholeReply } from "./transport.ts";

/** How many sets of random arguments go over a connection. */
const randomSets = 20;

/** Headers that an HTTP client adds of its own. */
const usualHeaders = new Set([
  "host",
  "connection",
  "accept",
  "accept-encoding",
  "accept-language",
  "content-length",
  "sec-fetch-mode",
  "user-agent",
]);

/** Sends arguments over a connection, by each `fetch` that the client is used with, and judges what arrives. */
export async function probeWire({ createClient, seed, recording }: Probing): Promise<void> {
  const server = await listen();
  try {
    for (const operation of operations) {
      const good = goodArguments(operation, seed, randomSets);
      const all = [...good, ...oddArguments(operation)];
      const bodies = sample(successesOf(operation), { seed, numRuns: all.length });
      for (const [name, fetch] of Object.entries(ownFetches)) {
        for (const [index, params] of all.entries()) {
          const reply = jsonReply(bodies[index]);
          server.answer(reply);
          const act = (client: Parameters<typeof methodOf>[0]): PromiseLike<unknown> =>
            methodOf(client, operation)(params);
          const came = await perform(createClient, () => "silence", act, { fetch, baseUrl: server.url });
          const [sent, ...more] = server.taken();
          recording.noteCall(
            { operation: operation.id, name: `by ${name}, ${written(operation, params)}` },
            {
              client_request: [
                ...(sent
                  ? sentFaults(operation, params, sent, index < good.length)
                  : [`nothing arrives: ${describeEnd(came)}`]),
                ...(more.length > 0 ? [`${more.length + 1} requests arrive`] : []),
              ],
              client_headers: sent ? headerFaults(operation, sent, callToken) : [],
              client_result: valueFaults(operation, meaningOf(operation, reply), came),
            },
          );
        }
      }
    }
  } finally {
    await server.close();
  }
}

/** A server that answers what it is told to, and hands out what arrived. */
async function listen(): Promise<{
  readonly url: string;
  answer(reply: WholeReply): void;
  taken(): Sent[];
  close(): Promise<void>;
}> {
  let arrived: Sent[] = [];
  let reply = jsonReply({});
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.once("end", () => {
      arrived.push(readSent(request, Buffer.concat(chunks).toString()));
      response.writeHead(reply.status, reply.headers).end(reply.text);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${new URL(baseUrl).pathname}`,
    answer: (next) => void (reply = next),
    taken() {
      const taken = arrived;
      arrived = [];
      return taken;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

/** What arrived, as if it had been sent to the probe's base URL and without what any HTTP client adds. */
function readSent({ method = "", url = "", headers }: http.IncomingMessage, body: string): Sent {
  const own = Object.entries(headers).filter(([name]) => !usualHeaders.has(name));
  return {
    method,
    url: new URL(baseUrl).origin + url,
    headers: new Headers(own.map(([name, value]): [string, string] => [name, String(value)])),
    body: body === "" ? undefined : body,
    // Nothing that arrives says so; the part of the arguments looks at it.
    redirect: "manual",
    signal: undefined,
    atMs: 0,
  };
}
