import type { Exchange } from "./case.ts";
import type { Report } from "./run.ts";
import { secretless } from "./secrets.ts";

interface NameValue {
  readonly name: string;
  readonly value: string;
}

/** The traffic of a run as a HAR 1.2 document, without tokens and secrets. An entry's comment is its case's name. */
export function harOf({ exchanges, target }: Pick<Report, "exchanges" | "target">): object {
  return {
    log: {
      version: "1.2",
      creator: { name: "@feishu-openapi/contract-tests", version: "0.0.0" },
      entries: exchanges.map((exchange) => entryOf(exchange, target)),
    },
  };
}

function entryOf({ case: one, answer }: Exchange, target: string): object {
  const { method, path, query, headers, body } = one.request;
  const wait = Math.round(answer.ms);
  const queryString = [...new URLSearchParams(secretless(query))].map(([name, value]) => ({ name, value }));
  const text = secretless(answer.text);
  return {
    // When each request was sent is nobody's business, and would make two equal runs differ.
    startedDateTime: "1970-01-01T00:00:00.000Z",
    time: wait,
    comment: `${one.operation.id}, ${one.aim}: ${one.name}`,
    request: {
      method,
      url: `${target}${path}${query === "" ? "" : `?${secretless(query)}`}`,
      httpVersion: "HTTP/1.1",
      cookies: [],
      headers: listOf(headers),
      queryString,
      ...(body !== undefined && {
        postData: { mimeType: headers["content-type"] ?? "", text: secretless(body) },
      }),
      headersSize: -1,
      bodySize: -1,
    },
    response: {
      status: answer.status,
      statusText: "",
      httpVersion: "HTTP/1.1",
      cookies: [],
      headers: listOf(answer.headers),
      content: { size: text.length, mimeType: answer.headers["content-type"] ?? "", text },
      redirectURL: "",
      headersSize: -1,
      bodySize: -1,
    },
    cache: {},
    timings: { send: 0, wait, receive: 0 },
  };
}

function listOf(headers: Readonly<Record<string, string>>): NameValue[] {
  return Object.entries(headers).map(([name, value]) => ({ name, value: secretless(value) }));
}
