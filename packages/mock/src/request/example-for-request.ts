import type { DeclaredResponse } from "../contract/responses.ts";
import { sentValues } from "../operation/operation-request.ts";
import type { OperationRequest } from "../operation/operation-request.ts";
import { asString } from "../util/json.ts";

/** A response example that the parameters of a request select. */
export interface SelectedExample {
  readonly response: DeclaredResponse;
  readonly name: string;
  /** Names of the parameters whose sent value equals their own example called `name`. */
  readonly matchedParameters: ReadonlySet<string>;
}

/**
 * The response example that has the same name as a parameter example whose value was sent. If there are several: the one
 * with the most matched parameters, then with the fewest parameters that have an example called `name` and another
 * value, then with the lowest status, then with the first name. Numeric names come first, because JavaScript objects
 * list them first; the others are in the order of the contract.
 */
export function exampleForRequest(request: OperationRequest): SelectedExample | undefined {
  const { parameters, responses } = request.operation;
  const sent = new Map(parameters.map((parameter) => [parameter, sentValues(request, parameter)]));
  let best: (SelectedExample & { readonly mismatches: number }) | undefined;
  for (const response of [...responses.values()].toSorted((left, right) => left.status - right.status)) {
    for (const name of response.examples.keys()) {
      const candidates = parameters.filter(({ examples }) => examples.has(name));
      const matched = candidates.filter((parameter) => {
        const values = sent.get(parameter)!;
        return values.length > 0 && values.join(",") === formValue(parameter.examples.get(name));
      });
      const mismatches = candidates.length - matched.length;
      const extraMatches = matched.length - (best?.matchedParameters.size ?? 0);
      if (extraMatches > 0 || (extraMatches === 0 && best && mismatches < best.mismatches)) {
        const matchedParameters = new Set(matched.map((parameter) => parameter.name));
        best = { response, name, matchedParameters, mismatches };
      }
    }
  }
  return best;
}

/** A value as in a form: list elements are separated by commas. */
function formValue(value: unknown): string {
  return Array.isArray(value) ? value.map(asString).join(",") : asString(value);
}
