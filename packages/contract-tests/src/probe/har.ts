import type { Exchange } from "./case.ts";
import type { Report } from "./run.ts";
import { concealing, type Conceal } from "./secrets.ts";

interface NameValue {
  readonly name: string;
  readonly value: string;
}

/**
 * The traffic of a run as a HAR 1.2 document, without secrets, what looks like a token, and the `token` of the run. An
 * entry's comment is its case's name. What was not answered has status 0.
 */
export function harOf({ exchanges, target }: Pick<Report, "exchanges" | "target">, token?: string): object {
  const conceal = concealing(token);
  return {
    log: {
      version: "1.2",
      creator: { name: "@feishu-openapi/contract-tests", version: "0.0.0" },
      entries: exchanges.map((exchange) => entryOf(exchange, target, conceal)),
    },
  };
}

function entryOf({ case: one, answer }: Exchange, target: string, conceal: Conceal): object {
  const { method, path, query, headers, body } = one.request;
  const wait = Math.round(answer.ms);
  const queryString = [...new URLSearchParams(conceal(query))].map(([name, value]) => ({ name, value }));
  const text = conceal(answer.text);
  return {
    // When each request was sent is nobody's business, and would make two equal runs differ.
    startedDateTime: "1970-01-01T00:00:00.000Z",
    time: wait,
    comment: conceal(`${one.operation.id}, ${one.aim}: ${one.name}`),
    request: {
      method,
      url: uriOf(`${target}${conceal(path)}${query === "" ? "" : `?${conceal(query)}`}`),
      httpVersion: "HTTP/1.1",
      cookies: [],
      headers: listOf(headers, conceal),
      queryString,
      ...(body !== undefined && {
        postData: { mimeType: conceal(headers["content-type"] ?? ""), text: conceal(body) },
      }),
      headersSize: -1,
      bodySize: -1,
    },
    response: {
      status: answer.status,
      statusText: "",
      httpVersion: "HTTP/1.1",
      cookies: [],
      headers: listOf(answer.headers, conceal),
      content: {
        size: Buffer.byteLength(text),
        mimeType: conceal(answer.headers["content-type"] ?? ""),
        text,
      },
      redirectURL: "",
      headersSize: -1,
      bodySize: -1,
    },
    cache: {},
    timings: { send: 0, wait, receive: 0 },
  };
}

function listOf(headers: Readonly<Record<string, string>>, conceal: Conceal): NameValue[] {
  return Object.entries(headers).map(([name, value]) => ({ name, value: conceal(value) }));
}

/** Some requests are no URI on purpose; a HAR has to have one. */
function uriOf(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/%(?![\da-f]{2})|[^!-~]|["<>[\\\]^`{|}]/giu, (letter) => encodeURIComponent(letter));
}
