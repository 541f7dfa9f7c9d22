import type { Answer } from "./answer.ts";
import type { Call } from "./call.ts";
import { exampleAskedFor } from "./example-asked-for.ts";
import { isObject } from "./json.ts";
import { choiceOf, usualChoice } from "./prefer.ts";

/**
 * Prism's answer where an operation has no behaviour: the example that the parameters ask for by name, else the usual
 * one. A list ends with its second page at the latest, unless that page was asked for by name: an example that says
 * `has_more: true` would otherwise be walked for ever.
 */
export async function contractAnswer(call: Call): Promise<Answer> {
  const { operation, query, setup } = call;
  const asked = exampleAskedFor(call);
  const prism = await setup.prism();
  const choice = asked ? choiceOf(asked.response, asked.name, false) : usualChoice(operation);
  const answer = await prism.answer(operation, choice);
  const { pagination } = operation;
  if (!pagination || !query.get(pagination.cursor) || !isObject(answer.body)) return answer;
  if (asked?.namedBy.has(pagination.cursor) || answer.status >= 300) return answer;
  const end = { [pagination.has_more]: false };
  const { data } = answer.body;
  return { ...answer, body: { ...answer.body, ...(isObject(data) ? { data: { ...data, ...end } } : end) } };
}
