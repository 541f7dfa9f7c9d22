import type { Call } from "../call/call.ts";
import type { ResponseDraft } from "../http/response.ts";
import { isObject } from "../util/json.ts";
import { choiceOf, defaultChoice } from "./choice.ts";
import { requestedExample } from "./requested-example.ts";

/**
 * Prism's response for an operation without a behaviour: the example that the parameters request, otherwise the default
 * one. Any page of a list after the first is the last, unless it was requested by its example: otherwise an example
 * with `has_more: true` would make the walk endless.
 */
export async function contractResponse(call: Call): Promise<ResponseDraft> {
  const { operation, query, setup } = call;
  const requested = requestedExample(call);
  const prism = await setup.prism();
  const choice = requested ? choiceOf(requested.response, requested.name, false) : defaultChoice(operation);
  const draft = await prism.respond(operation, choice);
  const { pagination } = operation;
  if (!pagination || !query.get(pagination.cursor) || !isObject(draft.body)) return draft;
  if (requested?.namedBy.has(pagination.cursor) || draft.status >= 300) return draft;
  const end = { [pagination.has_more]: false };
  const { data } = draft.body;
  return { ...draft, body: { ...draft.body, ...(isObject(data) ? { data: { ...data, ...end } } : end) } };
}
