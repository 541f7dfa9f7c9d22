import type { Answer } from "./answer.ts";
import type { Call } from "./call.ts";
import { isObject } from "./json.ts";
import { usualChoice } from "./prefer.ts";

/**
 * Prism's answer where an operation has no behaviour. A list ends with its second page at the latest: an example
 * that says `has_more: true` would otherwise be walked for ever.
 */
export async function contractAnswer(call: Call): Promise<Answer> {
  const { operation, query, setup } = call;
  const prism = await setup.prism();
  const answer = await prism.answer(operation, usualChoice(operation));
  const { pagination } = operation;
  if (!pagination || !query.get(pagination.cursor) || !isObject(answer.body)) return answer;
  const end = { [pagination.has_more]: false };
  const { data } = answer.body;
  return { ...answer, body: { ...answer.body, ...(isObject(data) ? { data: { ...data, ...end } } : end) } };
}
