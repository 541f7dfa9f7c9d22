import type { Send } from "./case.ts";

/** How many requests in a row may stay without an answer. */
const mostUnanswered = 8;

/** A run that is not worth going on with; the message says why. */
export class GivenUp extends Error {
  override readonly name = "GivenUp";
}

/** A `send` that throws `GivenUp` after too many requests in a row without an answer, and when `mostMs` are over. */
export function patient(send: Send, mostMs: number): Send {
  const endsAt = performance.now() + mostMs;
  let unanswered = 0;
  return async (request) => {
    if (unanswered >= mostUnanswered) throw new GivenUp(`no answer to ${mostUnanswered} requests in a row`);
    if (performance.now() > endsAt)
      throw new GivenUp(`not done after ${Number((mostMs / 60_000).toFixed(2))} minutes`);
    const answer = await send(request);
    unanswered = answer.status === 0 ? unanswered + 1 : 0;
    return answer;
  };
}
