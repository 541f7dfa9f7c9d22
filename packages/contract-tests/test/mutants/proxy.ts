import http from "node:http";
import type { AddressInfo } from "node:net";
import { startOwnMock, type StartServer } from "../../src/under-test/mock.ts";

/** A request to the mock; a mutation may change its fields. */
export interface ProxiedRequest {
  method: string;
  /** Path and query, percent-encoded. */
  target: string;
  headers: http.IncomingHttpHeaders;
  body: string;
}

/** A response of the mock; a mutation may change its fields. */
export interface ProxiedResponse {
  status: number;
  headers: http.OutgoingHttpHeaders;
  text: string;
  /** Milliseconds before the proxy passes it on. */
  delay: number;
}

/** What a proxy changes in requests and responses; used for one server only, so it may have state. */
export interface Mutation {
  request?(request: ProxiedRequest): void;
  /** `request` is the original, before the mutation; `again` sends a changed request to the mock. */
  response?(
    response: ProxiedResponse,
    request: ProxiedRequest,
    again: (change: Partial<ProxiedRequest>) => Promise<ProxiedResponse>,
  ): void | Promise<void>;
}

/** Starts our mock behind a proxy with a mutation. */
export function mockBehind(mutate: () => Mutation): StartServer {
  return async (options) => {
    const server = await startOwnMock(options);
    const proxy = await startProxy(new URL(server.url), mutate());
    return {
      url: `${proxy.origin}/open-apis`,
      mock: server.mock,
      close: async () => {
        await proxy.close();
        await server.close();
      },
    };
  };
}

async function startProxy(
  upstream: URL,
  mutation: Mutation,
): Promise<{ origin: string; close(): Promise<void> }> {
  const agent = new http.Agent({ keepAlive: true });
  const server = http.createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.once("end", () => {
      const { method = "", url = "", headers } = incoming;
      const request = { method, target: url, headers, body: Buffer.concat(chunks).toString() };
      void pass(request).then(
        ({ status, headers: sent, text, delay }) => {
          const body = Buffer.from(text);
          delete sent["content-length"];
          const respond = (): void => {
            outgoing.writeHead(status, {
              ...sent,
              ...(method !== "HEAD" && { "content-length": body.byteLength }),
            });
            outgoing.end(body);
          };
          return delay > 0 ? setTimeout(respond, delay) : respond();
        },
        () => incoming.socket.destroy(),
      );
    });
  });
  const pass = async (request: ProxiedRequest): Promise<ProxiedResponse> => {
    const changed = structuredClone(request);
    mutation.request?.(changed);
    const response = await forward(upstream, agent, changed);
    const again = (change: Partial<ProxiedRequest>): Promise<ProxiedResponse> =>
      forward(upstream, agent, { ...changed, ...change });
    await mutation.response?.(response, request, again);
    return response;
  };
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

function forward(
  upstream: URL,
  agent: http.Agent,
  { method, target, headers, body }: ProxiedRequest,
): Promise<ProxiedResponse> {
  const { hostname, port } = upstream;
  return new Promise((resolve, reject) => {
    const { "content-length": _, "transfer-encoding": __, ...rest } = headers;
    const length = body === "" ? {} : { "content-length": Buffer.byteLength(body) };
    const sent = http.request(
      { hostname, port, method, path: target, headers: { ...rest, ...length }, agent },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.once("error", reject);
        response.once("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: { ...response.headers },
            text: Buffer.concat(chunks).toString(),
            delay: 0,
          }),
        );
      },
    );
    sent.once("error", reject);
    sent.end(body);
  });
}
