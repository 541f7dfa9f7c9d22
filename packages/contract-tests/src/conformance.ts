import { operations, type JsonObject, type Operation, type Parameter } from "./contract.ts";
import type { Exchange } from "./exchanges.ts";
import { violations } from "./validator.ts";
import { readWire } from "./wire.ts";

/** What a request does that the contract does not declare, one text each. */
export function requestFaults(exchange: Exchange, base: string): string[] {
  const found = operationOf(exchange, base);
  if (!found) return [`${exchange.method} ${exchange.url.pathname} is no operation of the contract`];
  const { operation, pathValues } = found;
  const faults: string[] = [];
  const declared = (name: string, location: Parameter["in"]): Parameter | undefined =>
    operation.parameters.find((parameter) => parameter.name === name && parameter.in === location);
  const query = exchange.url.searchParams;
  const values = [
    ...[...new Set(query.keys())].map((name) => ["query", name, query.getAll(name)] as const),
    ...Object.entries(pathValues).map(([name, value]) => ["path", name, [value]] as const),
  ];
  for (const [location, name, sent] of values) {
    const parameter = declared(name, location);
    if (!parameter) {
      faults.push(`${location} parameter ${name} is not declared`);
      continue;
    }
    const isList = parameter.schema["type"] === "array";
    if (sent.length > 1 && !isList) faults.push("a query parameter is sent twice");
    for (const value of isList
      ? [readList(sent, parameter)]
      : sent.map((text) => fromWire(text, parameter.schema)))
      faults.push(...violations(parameter.schemaPointer, value).map((text) => `${name}: ${text}`));
  }
  for (const { name, required, in: location } of operation.parameters) {
    if (required && location === "query" && !exchange.url.searchParams.has(name))
      faults.push(`required parameter ${name} is missing`);
  }
  if (operation.bodyPointer)
    faults.push(...violations(operation.bodyPointer, exchange.requestBody).map((text) => `body: ${text}`));
  else if (exchange.requestBody !== undefined) faults.push("a body is sent where none is declared");
  const authorized = /^Bearer \S+$/.test(exchange.requestHeaders.get("authorization") ?? "");
  if (authorized !== operation.secured)
    faults.push(operation.secured ? "no bearer token is sent" : "a token is sent where none is asked for");
  return faults;
}

/** What an answer does that the contract does not declare, one text each. */
export function answerFaults(exchange: Exchange, base: string): string[] {
  const operation = operationOf(exchange, base)?.operation;
  if (!operation) return [`${exchange.method} ${exchange.url.pathname} is no operation of the contract`];
  const answer = operation.answers.find(({ status }) => status === exchange.status);
  if (!answer) return [`status ${exchange.status} is not documented`];
  const contentType = exchange.headers.get("content-type")?.split(";")[0] ?? "";
  if (contentType !== answer.contentType)
    return [`content type ${contentType} where ${answer.contentType} is documented`];
  const missing = answer.headers
    .filter((name) => !exchange.headers.has(name))
    .map((name) => `header ${name} is missing`);
  const body: unknown = contentType === "application/json" ? JSON.parse(exchange.text) : exchange.text;
  return [...missing, ...violations(answer.schemaPointer, body)];
}

function operationOf(
  { method, url }: Exchange,
  base: string,
): { operation: Operation; pathValues: Record<string, string> } | undefined {
  if (!url.pathname.startsWith(base)) return undefined;
  const path = url.pathname.slice(base.length);
  for (const operation of operations) {
    const names: string[] = [];
    const pattern = operation.path.replaceAll(
      /\{([^{}]+)\}/g,
      (_match, name: string) => (names.push(name), "([^/]+)"),
    );
    const match = operation.method === method ? new RegExp(`^${pattern}$`).exec(path) : null;
    if (match)
      return {
        operation,
        pathValues: Object.fromEntries(
          names.map((name, index) => [name, decodeURIComponent(match[index + 1] ?? "")]),
        ),
      };
  }
  return undefined;
}

/** A list is written with its name before each entry. */
function readList(sent: readonly string[], { schema }: Parameter): unknown[] {
  return sent.map((text) => fromWire(text, (schema["items"] ?? {}) as JsonObject));
}

/** What does not read as the declared type is left as text, for the schema to refuse. */
function fromWire(text: string, schema: JsonObject): unknown {
  return readWire(text, schema) ?? text;
}
