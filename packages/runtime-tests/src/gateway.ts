import { once } from "node:events";
import { createReadStream, existsSync } from "node:fs";
import { createServer, request as forward, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import { text } from "node:stream/consumers";
import { createFaults } from "./faults.ts";

/** One origin for what a browser needs together: the page, the mock, the faults, and a place for the results. */
export interface Gateway extends AsyncDisposable {
  readonly origin: string;
  /** What the page sends to `/report`, once. */
  report(): Promise<string>;
}

const types: { readonly [ending: string]: string } = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
};

/** Serves `/open-apis` from the mock, `/project` from a folder, and the faults, on a free port. */
export async function startGateway(mockUrl: string, folder: string): Promise<Gateway> {
  const faults = createFaults();
  const reports: ((report: string) => void)[] = [];
  const takeReport = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    reports.shift()?.(await text(request));
    response.writeHead(204).end();
  };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://gateway");
    const { pathname } = url;
    if (faults.answer(url, response)) return;
    if (pathname.startsWith("/open-apis/")) proxy(request, response, mockUrl);
    else if (pathname.startsWith("/project/"))
      serveFile(join(folder, normalize(pathname.slice(8))), response);
    else if (pathname === "/report") void takeReport(request, response);
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
  const upstream = forward(new URL(url, mockUrl), { method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
    answer.pipe(response);
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
