import { mockError, pageNotFound, reply } from "./answer.ts";
import type { Answer } from "./answer.ts";
import { behaviourOf } from "./behaviours/index.ts";
import { refuse } from "./call.ts";
import type { Call, Setup } from "./call.ts";
import { appReady } from "./checks/app-ready.ts";
import { parametersValid } from "./checks/parameters.ts";
import { withinRateLimit } from "./checks/rate-limit.ts";
import { scopeGranted } from "./checks/scope.ts";
import { tokenPresent, tokenValid } from "./checks/token.ts";
import { contractAnswer } from "./contract-answer.ts";
import { harm, pause } from "./faults/wire.ts";
import type { Fault } from "./faults/rule.ts";
import { newLogId } from "./log-id.ts";
import { isTooLong, maxBodyBytes } from "./message.ts";
import type { Handler, MockReply, MockRequest } from "./message.ts";
import { failureChoice, readPrefer } from "./prefer.ts";
import { findCall } from "./route.ts";

type Check = (call: Call) => Answer | undefined | Promise<Answer | undefined>;

/** The order in which Feishu is taken to check a request, once it has found its operation. */
const checks: readonly Check[] = [
  tokenPresent,
  tokenValid,
  scopeGranted,
  withinRateLimit,
  parametersValid,
  appReady,
];

/** What a request came to, before the wire. */
interface Outcome {
  readonly reply: MockReply;
  readonly call?: Call | undefined;
  readonly logId?: string | undefined;
  readonly fault?: Fault | undefined;
  readonly delayMs?: number;
}

/**
 * Makes the one handler of Feishu's paths behind the socket and `mock.fetch`. What throws inside becomes a 500 that
 * says so. Every request is logged when its answer is known, or when its sender went away before.
 */
export function createHandler(setup: Setup): Handler {
  return async (request, signal) => {
    const startedAt = performance.now();
    const at = setup.clock.now();
    const { reply: made, call, logId, fault, delayMs = 0 } = await outcomeOf(setup, request, signal);
    const log = (sent: MockReply | undefined): void =>
      setup.log.add({
        request,
        reply: sent,
        at,
        operation: call?.operation.id,
        logId,
        durationMs: performance.now() - startedAt,
        fault,
        notes: call ? notesOf(call) : [],
      });
    try {
      if (delayMs > 0) await pause(delayMs, signal);
    } catch (error) {
      log(undefined);
      throw error;
    }
    const isSilent = fault === "reset" || fault === "silence";
    log(isSilent ? undefined : fault === "html" ? await harm(made, fault, signal) : made);
    return fault ? harm(made, fault, signal) : made;
  };
}

async function outcomeOf(setup: Setup, request: MockRequest, signal: AbortSignal): Promise<Outcome> {
  try {
    if (isTooLong(request))
      return { reply: reply(mockError(413, `the body is larger than ${maxBodyBytes} bytes`)) };
    const call = findCall(setup, request);
    const source = setup.source;
    if (!call) return { reply: await (source?.answer(request, undefined, signal) ?? reply(pageNotFound)) };
    const logId = newLogId(setup.clock.now());
    const { answer: given, ...rest } = await answer(call);
    if (given) return { reply: reply(given, logId), call, logId, ...rest };
    const played = await source!.answer(request, call.operation, signal);
    return { reply: played, call, logId: logIdOf(played), ...rest };
  } catch (error) {
    return { reply: reply(mockError(500, error instanceof Error ? error.message : String(error))) };
  }
}

/** No answer where the setup's source is to give it. */
async function answer(
  call: Call,
): Promise<{ answer: Answer | undefined; fault?: Fault | undefined; delayMs?: number }> {
  const { operation, setup, request } = call;
  const preference = readPrefer(operation, request.headers["prefer"]);
  if (preference && "refusal" in preference) return { answer: preference.refusal };
  const { rule, delayMs: ruleDelayMs } = setup.rules.meet(operation);
  const fault = preference?.fault ?? rule?.fault;
  const delayMs = preference?.delay ?? ruleDelayMs;
  // Before every check, so that any answer can be had on demand.
  if (preference?.choice)
    return { answer: await (await setup.prism()).answer(operation, preference.choice), fault, delayMs };
  if (rule?.code !== undefined) return { answer: await failureOn(call, rule.code), fault, delayMs };
  if (setup.source) return { answer: undefined, fault, delayMs };
  for (const check of checks) {
    const refusal = await check(call);
    if (refusal) return { answer: refusal, fault, delayMs };
  }
  return { answer: await (behaviourOf(operation)?.answer(call) ?? contractAnswer(call)), fault, delayMs };
}

async function failureOn(call: Call, code: number): Promise<Answer> {
  const choice = failureChoice(call.operation, code);
  return choice ? (await call.setup.prism()).answer(call.operation, choice) : refuse(call, code);
}

function logIdOf({ headers }: MockReply): string | undefined {
  const name = Object.keys(headers).find((one) => one.toLowerCase() === "x-tt-logid");
  return name === undefined ? undefined : headers[name];
}

/** Feishu ignores unknown parameters; a tester who misspelt one wants to know. */
function notesOf({ operation: { parameters }, query }: Call): string[] {
  const isKnown = (name: string): boolean =>
    parameters.some((one) => one.in === "query" && one.name === name);
  const unknown = new Set([...query.keys()].filter((name) => !isKnown(name)));
  return Array.from(unknown, (name) => `ignored the unknown parameter ${name}`);
}
