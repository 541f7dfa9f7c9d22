import type { Call } from "./call.ts";
import type { Parameter } from "./contract/parameters.ts";
import type { DeclaredResponse } from "./contract/responses.ts";
import { asText } from "./json.ts";

/** An example of a response that stands for the values of a request. */
export interface ExampleAskedFor {
  readonly response: DeclaredResponse;
  readonly name: string;
  /** The parameters that carry the value of their own example of that name. */
  readonly namedBy: ReadonlySet<string>;
}

/**
 * The example of a response that is named like an example of a parameter, where the request carries that example's
 * value. The one that most parameters name wins; among equals the one that fewest parameters speak against, by an
 * example of that name with another value; then a success, then the contract's order. Undefined where none is named.
 */
export function exampleAskedFor(call: Call): ExampleAskedFor | undefined {
  const { parameters, responses } = call.operation;
  const sent = new Map(parameters.map((parameter) => [parameter, sentText(call, parameter)]));
  let best: (ExampleAskedFor & { readonly against: number }) | undefined;
  for (const response of [...responses.values()].toSorted((one, other) => one.status - other.status)) {
    for (const name of response.examples.keys()) {
      const concerned = parameters.filter(({ examples }) => examples.has(name));
      const naming = concerned.filter((one) => asWritten(one.examples.get(name)) === sent.get(one));
      const against = concerned.length - naming.length;
      const lead = naming.length - (best?.namedBy.size ?? 0);
      if (lead > 0 || (lead === 0 && best && against < best.against))
        best = { response, name, namedBy: new Set(naming.map((one) => one.name)), against };
    }
  }
  return best;
}

function sentText({ request, path, query }: Call, { name, in: place }: Parameter): string | undefined {
  if (place === "header") return request.headers[name.toLowerCase()];
  if (place === "path") return path[name];
  return query.has(name) ? query.getAll(name).join(",") : undefined;
}

/** As a form writes it: a list with commas. */
function asWritten(value: unknown): string {
  return Array.isArray(value) ? value.map(asText).join(",") : asText(value);
}
