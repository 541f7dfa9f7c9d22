import type { MockOptions } from "@feishu-openapi/mock";
import { operations } from "../contract.ts";
import type { Send } from "./case.ts";
import { usualToken, type StateCase } from "./cases-states.ts";
import type { Recording } from "./record.ts";
import { requestsWith } from "./request.ts";
import { sender } from "./send.ts";
import type { StartSubject, Subject } from "./subject.ts";

/** Uses a server of its own, and ends it. */
export async function withSubject(
  start: StartSubject,
  options: MockOptions,
  use: (subject: Subject, send: Send) => Promise<void>,
): Promise<void> {
  const subject = await start(options);
  const { send, close } = sender(subject.url);
  try {
    await warmUp(send);
    await use(subject, send);
  } finally {
    close();
    await subject.close();
  }
}

/** Asks once for everything, so that no answer that is judged pays for what a server loads with its first ones. */
export async function warmUp(send: Send): Promise<void> {
  for (const operation of operations) await send(requestsWith(usualToken)(operation));
}

/** Puts the mock into the state of each case, asks, and judges; the mock is reset before and after. */
export async function inStates(
  cases: readonly StateCase[],
  { mock }: Subject,
  send: Send,
  recording: Recording,
): Promise<void> {
  for (const { case: one, prepare } of cases) {
    if (!mock) continue;
    mock.reset();
    const token = await prepare(mock);
    const { headers } = one.request;
    const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const asked = { ...one, request: { ...one.request, headers: { ...headers, ...authorization } } };
    recording.judge(asked, await send(asked.request));
  }
  mock?.reset();
}
