import type { Call } from "../call/call.ts";
import type { Parameter } from "../contract/parameters.ts";
import type { DeclaredResponse } from "../contract/responses.ts";
import { asString } from "../util/json.ts";

/** A response example that the parameters of a request select. */
export interface RequestedExample {
  readonly response: DeclaredResponse;
  readonly name: string;
  /** Names of the parameters whose value is their example of that name. */
  readonly namedBy: ReadonlySet<string>;
}

/**
 * Finds the response example with the same name as a parameter example whose value the request has. If there are
 * several: the one that most parameters select, then the one with the fewest parameters that have another value for
 * that name, then a success, then the order in the contract.
 */
export function requestedExample(call: Call): RequestedExample | undefined {
  const { parameters, responses } = call.operation;
  const sent = new Map(parameters.map((parameter) => [parameter, sentValue(call, parameter)]));
  let best: (RequestedExample & { readonly mismatches: number }) | undefined;
  for (const response of [...responses.values()].toSorted((one, other) => one.status - other.status)) {
    for (const name of response.examples.keys()) {
      const candidates = parameters.filter(({ examples }) => examples.has(name));
      const matching = candidates.filter((one) => formValue(one.examples.get(name)) === sent.get(one));
      const mismatches = candidates.length - matching.length;
      const lead = matching.length - (best?.namedBy.size ?? 0);
      if (lead > 0 || (lead === 0 && best && mismatches < best.mismatches))
        best = { response, name, namedBy: new Set(matching.map((one) => one.name)), mismatches };
    }
  }
  return best;
}

function sentValue({ request, path, query }: Call, { name, in: location }: Parameter): string | undefined {
  if (location === "header") return request.headers[name.toLowerCase()];
  if (location === "path") return path[name];
  return query.has(name) ? query.getAll(name).join(",") : undefined;
}

/** A value as in a form: list elements are separated by commas. */
function formValue(value: unknown): string {
  return Array.isArray(value) ? value.map(asString).join(",") : asString(value);
}
