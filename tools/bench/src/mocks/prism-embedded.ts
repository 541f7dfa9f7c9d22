// Prism as a library behind node:http, with its own components.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { createInstance, getHttpOperationsFromSpec } from "@stoplight/prism-http";
import type { IHttpConfig, PrismHttpComponents } from "@stoplight/prism-http";

const [, , port, folder = ""] = process.argv;
const contract = JSON.parse(readFileSync(join(folder, "contract.json"), "utf8")) as object;
const operations = await getHttpOperationsFromSpec(contract);
const quiet = (): void => {};
const levels = {
  trace: quiet,
  debug: quiet,
  info: quiet,
  success: quiet,
  warn: quiet,
  error: quiet,
  fatal: quiet,
};
const logger = { ...levels, child: () => logger } as unknown as PrismHttpComponents["logger"];
const config = (): IHttpConfig => ({
  checkSecurity: true,
  validateRequest: true,
  validateResponse: true,
  errors: false,
  mock: { dynamic: false },
  isProxy: false,
  upstreamProxy: undefined,
});
const prism = createInstance(config(), { logger });
createServer((request, response) => {
  void (async () => {
    const { pathname, searchParams } = new URL(request.url ?? "", "http://127.0.0.1");
    const result = await prism.request(
      {
        method: "get",
        url: { path: pathname.replace("/open-apis", ""), query: Object.fromEntries(searchParams) },
        headers: request.headers as Record<string, string>,
        body: undefined,
      },
      operations,
      config(),
    )();
    if ("left" in result) {
      response.writeHead(500).end(String(result.left));
      return;
    }
    const { statusCode, headers, body } = result.right.output;
    response.writeHead(statusCode, headers as Record<string, string>);
    response.end(JSON.stringify(body));
  })();
}).listen(Number(port), "127.0.0.1");
