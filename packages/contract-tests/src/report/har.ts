import type { Exchange } from "../cases/case.ts";
import type { WireResponse } from "../wire/types.ts";
import { redactorFor, type Redact } from "./redact.ts";
import type { Report } from "./report.ts";

/**
 * The exchanges of a run as a HAR 1.2 document, redacted; `token` is the token of the run. The comment of an entry is
 * the name of its case. An entry without a response has status 0.
 */
export function harOf({ exchanges, target }: Pick<Report, "exchanges" | "target">, token?: string): object {
  const redact = redactorFor(token);
  return {
    log: {
      version: "1.2",
      creator: { name: "@feishu-openapi/contract-tests", version: "0.0.0" },
      entries: exchanges.map((exchange) => entryOf(exchange, target, redact)),
    },
  };
}

function entryOf({ case: testCase, response }: Exchange, target: string, redact: Redact): object {
  const { method, path, query, headers, body } = testCase.request;
  const wait = Math.round(response.ms);
  return {
    // Constant, so that two equal runs give equal documents.
    startedDateTime: "1970-01-01T00:00:00.000Z",
    time: wait,
    comment: redact(`${testCase.operation.id}, ${testCase.category}: ${testCase.name}`),
    request: {
      ...common,
      method,
      url: uriOf(`${target}${redact(path)}${query === "" ? "" : `?${redact(query)}`}`),
      headers: headersOf(headers, redact),
      queryString: [...new URLSearchParams(redact(query))].map(([name, value]) => ({ name, value })),
      ...(body !== undefined && {
        postData: { mimeType: redact(headers["content-type"] ?? ""), text: redact(body) },
      }),
    },
    response: {
      ...common,
      status: response.status,
      statusText: "",
      headers: headersOf(response.headers, redact),
      content: contentOf(response, redact),
      redirectURL: "",
    },
    cache: {},
    timings: { send: 0, wait, receive: 0 },
  };
}

const common = { httpVersion: "HTTP/1.1", cookies: [], headersSize: -1, bodySize: -1 } as const;

function contentOf({ text, headers }: WireResponse, redact: Redact): object {
  const shown = redact(text);
  return { size: Buffer.byteLength(shown), mimeType: redact(headers["content-type"] ?? ""), text: shown };
}

function headersOf(headers: Readonly<Record<string, string>>, redact: Redact): object[] {
  return Object.entries(headers).map(([name, value]) => ({ name, value: redact(value) }));
}

/** HAR requires a URI; some requests of the probe are malformed on purpose. */
function uriOf(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/%(?![\da-f]{2})|[^!-~]|["<>[\\\]^`{|}]/giu, (letter) => encodeURIComponent(letter));
}
