import type { Operation } from "../contract/contract.ts";
import { defaultExample } from "../contract/responses.ts";
import type { DeclaredResponse } from "../contract/responses.ts";
import type { ResponseChoice } from "../prism/types.ts";

/** The default response of an operation: the lowest 2xx with its default example. */
export function defaultChoice(operation: Operation, dynamic = false): ResponseChoice {
  const successes = [...operation.responses.values()].filter(({ status }) => status >= 200 && status < 300);
  const lowest = successes.toSorted((one, other) => one.status - other.status)[0];
  return lowest ? choiceOf(lowest, undefined, dynamic) : { dynamic };
}

/** The documented response for an error code, as `Prefer` selects it. Undefined if the operation has none. */
export function failureChoice(operation: Operation, code: number): ResponseChoice | undefined {
  const failure = operation.failures.get(code);
  const response = failure && operation.responses.get(failure.status);
  return response && choiceOf(response, failure.name, false);
}

/** The named example of a response, otherwise a generated body (`dynamic`) or the default example. */
export function choiceOf(
  response: DeclaredResponse,
  name: string | undefined,
  dynamic: boolean,
): ResponseChoice {
  const { status, mediaType } = response;
  const example = name ?? (dynamic ? undefined : defaultExample(response));
  return {
    code: status,
    dynamic,
    ...(example === undefined ? {} : { example }),
    ...(mediaType === undefined ? {} : { mediaType }),
  };
}
