import { once } from "node:events";
import { createReadStream, existsSync } from "node:fs";
import { createServer, request as forward, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import { text } from "node:stream/consumers";
import { createFaults } from "./faults.ts";

/** One origin for everything that a browser needs: the page, the mock, the faults, and an endpoint for the results. */
export interface Gateway extends AsyncDisposable {
  readonly origin: string;
  /** Resolves with the next body that the page sends to `/report`. */
  report(): Promise<string>;
}

const types: { readonly [extension: string]: string } = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
};

/** Starts a server on a free port: `/open-apis` is the mock, `/project` is a folder, and the faults. */
export async function startGateway(mockUrl: string, folder: string): Promise<Gateway> {
  const faults = createFaults();
  const reports: ((report: string) => void)[] = [];
  const receiveReport = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    reports.shift()?.(await text(request));
    response.writeHead(204).end();
  };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://gateway");
    const { pathname } = url;
    if (faults.respond(url, response)) return;
    if (pathname.startsWith("/open-apis/")) proxy(request, response, mockUrl);
    else if (pathname.startsWith("/project/"))
      serveFile(join(folder, normalize(pathname.slice(8))), response);
    else if (pathname === "/report") void receiveReport(request, response);
    else response.writeHead(404).end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    report: () => new Promise((resolve) => reports.push(resolve)),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function proxy(request: IncomingMessage, response: ServerResponse, mockUrl: string): void {
  const { method, headers, url = "/" } = request;
  const upstream = forward(new URL(url, mockUrl), { method, headers }, (incoming) => {
    response.writeHead(incoming.statusCode ?? 502, incoming.rawHeaders);
    incoming.pipe(response);
  });
  upstream.on("error", () => response.destroy());
  request.pipe(upstream);
}

function serveFile(path: string, response: ServerResponse): void {
  const type = types[extname(path)];
  if (type === undefined || !existsSync(path)) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { "content-type": type });
  createReadStream(path).pipe(response);
}
