import type { Operation } from "../contract/contract.ts";
import { defaultExample } from "../contract/responses.ts";
import type { DeclaredResponse } from "../contract/responses.ts";
import type { ResponseChoice } from "../prism/types.ts";

/** The default response of an operation: the lowest 2xx with its default example. */
export function successChoice(operation: Operation, dynamic = false): ResponseChoice {
  const successes = [...operation.responses.values()].filter(({ status }) => status >= 200 && status < 300);
  const lowest = successes.toSorted((left, right) => left.status - right.status)[0];
  return lowest ? choiceFor(lowest, undefined, dynamic) : { dynamic };
}

/** The documented response for an error code. Undefined if the operation has none. */
export function choiceForCode(operation: Operation, code: number): ResponseChoice | undefined {
  const failure = operation.failures.get(code);
  const response = failure && operation.responses.get(failure.status);
  return response && choiceFor(response, failure.name);
}

/** The named example of a response, otherwise a generated body (`dynamic`) or the default example. */
export function choiceFor(
  response: DeclaredResponse,
  exampleName: string | undefined,
  dynamic = false,
): ResponseChoice {
  const { status, mediaType } = response;
  const example = exampleName ?? (dynamic ? undefined : defaultExample(response));
  return {
    status,
    dynamic,
    ...(example === undefined ? {} : { example }),
    ...(mediaType === undefined ? {} : { mediaType }),
  };
}
