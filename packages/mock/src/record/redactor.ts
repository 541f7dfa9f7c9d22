import { isUtf8 } from "node:buffer";
import { redactHeaders, redacted, redactText, secretsIn } from "../log/redact.ts";
import type { Recording } from "./recording.ts";

/** Shorter secrets would match unrelated text. They are redacted only under their own name. */
const shortestSecret = 8;

/**
 * Creates a function that redacts tokens and secrets in recordings. It remembers every secret, so that later
 * occurrences are redacted, too, such as in an error message that repeats it.
 */
export function createRedactor(): (recording: Recording) => Recording {
  const secrets = new Set<string>();
  const learn = (text: string): void => {
    for (const secret of secretsIn(text)) add(secret);
  };
  const add = (secret: string): void => {
    for (const form of [secret, decoded(secret)])
      if (form.length >= shortestSecret && form !== redacted) secrets.add(form);
  };
  const text = (value: string): string => {
    let safe = redactText(value);
    for (const secret of secrets)
      safe = safe.replaceAll(secret, redacted).replaceAll(encodeURIComponent(secret), redacted);
    return safe;
  };
  const headers = (values: Readonly<Record<string, string>>): Record<string, string> =>
    redactHeaders(Object.fromEntries(Object.entries(values).map(([name, value]) => [name, text(value)])));
  return (recording) => {
    const { request, response, url } = recording;
    const [, token = ""] = /^\S+ (.*)$/.exec(request.headers["authorization"] ?? "") ?? [];
    add(token);
    for (const part of [request.target, latin1(request.body), latin1(response.body)]) learn(part);
    return {
      ...recording,
      url: text(url),
      request: {
        ...request,
        target: text(request.target),
        headers: headers(request.headers),
        body: bytes(request.body, text),
      },
      response: { ...response, headers: headers(response.headers), body: bytes(response.body, text) },
    };
  };
}

/** Redacts binary data as Latin-1, which keeps all other bytes: the patterns are ASCII. */
function bytes(body: Buffer, text: (value: string) => string): Buffer {
  const encoding = isUtf8(body) ? "utf8" : "latin1";
  return Buffer.from(text(body.toString(encoding)), encoding);
}

function latin1(body: Buffer): string {
  return body.toString("latin1");
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
