import http from "node:http";
import type { AddressInfo } from "node:net";
import type { StartSubject } from "../../src/probe/subject.ts";
import { ownMock } from "../../src/probe/subject.ts";

/** A request on its way to the mock; its members may be changed. */
export interface Passing {
  method: string;
  /** Path and query, percent-encoded. */
  target: string;
  headers: http.IncomingHttpHeaders;
  body: string;
}

/** An answer on its way back; its members may be changed. */
export interface Returning {
  status: number;
  headers: http.OutgoingHttpHeaders;
  text: string;
  /** Milliseconds to wait before it goes on. */
  delay: number;
}

/** What a faulty server does otherwise than the mock behind it. One of these serves one server for its whole life. */
export interface Mischief {
  request?(asked: Passing): void;
  /** `asked` is the request as it came, before `request` changed it; `again` asks the mock something else. */
  answer?(
    answer: Returning,
    asked: Passing,
    again: (change: Partial<Passing>) => Promise<Returning>,
  ): void | Promise<void>;
}

/** Our mock behind a server that does some mischief to what passes. */
export function mockWith(mischief: () => Mischief): StartSubject {
  return async (options) => {
    const subject = await ownMock(options);
    const proxy = await startProxy(new URL(subject.url), mischief());
    return {
      url: `${proxy.origin}/open-apis`,
      mock: subject.mock,
      close: async () => {
        await proxy.close();
        await subject.close();
      },
    };
  };
}

async function startProxy(
  upstream: URL,
  mischief: Mischief,
): Promise<{ origin: string; close(): Promise<void> }> {
  const agent = new http.Agent({ keepAlive: true });
  const server = http.createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.once("end", () => {
      const { method = "", url = "", headers } = incoming;
      const asked = { method, target: url, headers, body: Buffer.concat(chunks).toString() };
      void pass(asked).then(
        ({ status, headers: sent, text, delay }) => {
          const body = Buffer.from(text);
          delete sent["content-length"];
          const reply = (): void => {
            outgoing.writeHead(status, {
              ...sent,
              ...(method !== "HEAD" && { "content-length": body.byteLength }),
            });
            outgoing.end(body);
          };
          return delay > 0 ? setTimeout(reply, delay) : reply();
        },
        () => incoming.socket.destroy(),
      );
    });
  });
  const pass = async (asked: Passing): Promise<Returning> => {
    const changed = structuredClone(asked);
    mischief.request?.(changed);
    const answer = await forward(upstream, agent, changed);
    await mischief.answer?.(answer, asked, (change) => forward(upstream, agent, { ...changed, ...change }));
    return answer;
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
  { method, target, headers, body }: Passing,
): Promise<Returning> {
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
