// Bare node:http that sends prepared bytes without any check: `node-http <port> <folder>`.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";

const [, , port, folder = ""] = process.argv;
const body = readFileSync(join(folder, "page.json"));
createServer((_request, response) => {
  response.writeHead(200, {
    "x-tt-logid": "202611231200000A1B2C3D4E5F60718293",
    "content-type": "application/json; charset=utf-8",
    "content-length": body.length,
  });
  response.end(body);
}).listen(Number(port), "127.0.0.1");
