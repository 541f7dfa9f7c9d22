import type { ResponseDraft } from "../http/response.ts";
import type { OperationRequest } from "../operation/operation-request.ts";
import { isObject } from "../util/json.ts";
import { exampleForRequest } from "./example-for-request.ts";
import { choiceFor, successChoice } from "./response-choice.ts";

/**
 * Prism's response for an operation without a behaviour: the example that the parameters select, otherwise the default
 * one. If the request has a cursor, sets `has_more` to false, so that a walk ends. Exception: the cursor is itself a
 * documented example.
 */
export async function contractResponse(request: OperationRequest): Promise<ResponseDraft> {
  const { operation, query, context } = request;
  const example = exampleForRequest(request);
  const prism = await context.prism();
  const choice = example ? choiceFor(example.response, example.name) : successChoice(operation);
  const draft = await prism.respond(operation, choice);
  const { pagination } = operation;
  if (!pagination || !query.get(pagination.cursor) || !isObject(draft.body)) return draft;
  if (example?.matchedParameters.has(pagination.cursor) || draft.status >= 300) return draft;
  const lastPageFields = { [pagination.has_more]: false };
  const { data } = draft.body;
  const changed = isObject(data) ? { data: { ...data, ...lastPageFields } } : lastPageFields;
  return { ...draft, body: { ...draft.body, ...changed } };
}
