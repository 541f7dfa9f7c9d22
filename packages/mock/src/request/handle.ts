import { behaviourOf } from "../behaviours/index.ts";
import { refuse } from "../call/call.ts";
import type { Call } from "../call/call.ts";
import type { Fault } from "../faults/rule.ts";
import { applyFault, pause } from "../faults/wire.ts";
import { isTooLong, maxBodyBytes } from "../http/message.ts";
import type { Handler, MockRequest, MockResponse } from "../http/message.ts";
import { mockError, pageNotFound, toResponse } from "../http/response.ts";
import type { ResponseDraft } from "../http/response.ts";
import { newLogId } from "../state/log-id.ts";
import type { Setup } from "../state/setup.ts";
import { appReady } from "./checks/app-ready.ts";
import { parametersValid } from "./checks/parameters.ts";
import { withinRateLimit } from "./checks/rate-limit.ts";
import { scopeGranted } from "./checks/scope.ts";
import { tokenPresent, tokenValid } from "./checks/token.ts";
import { failureChoice } from "./choice.ts";
import { contractResponse } from "./contract-response.ts";
import { readPrefer } from "./prefer.ts";
import { findCall } from "./route.ts";

/** Returns a response if the check fails. */
type Check = (call: Call) => ResponseDraft | undefined | Promise<ResponseDraft | undefined>;

/** The checks, in Feishu's order. */
const checks: readonly Check[] = [
  tokenPresent,
  tokenValid,
  scopeGranted,
  withinRateLimit,
  parametersValid,
  appReady,
];

/** How a request is to be delayed and made to fail. */
interface Disturbance {
  readonly fault?: Fault | undefined;
  readonly delayMs?: number;
}

/** A response before its fault and delay are applied. */
interface Handled extends Disturbance {
  readonly response: MockResponse;
  readonly call?: Call | undefined;
  readonly logId?: string | undefined;
}

/**
 * Creates the handler of Feishu's paths, for the server and for `mock.fetch`. Exceptions become a 500 of the mock. Logs
 * every request when its response is ready or when the client disconnects.
 */
export function createHandler(setup: Setup): Handler {
  return async (request, signal) => {
    const startedAt = performance.now();
    const at = setup.clock.now();
    const { response, call, logId, fault, delayMs = 0 } = await handle(setup, request, signal);
    const log = (sent: MockResponse | undefined): void =>
      setup.log.add({
        request,
        response: sent,
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
    log(isSilent ? undefined : fault === "html" ? await applyFault(response, fault, signal) : response);
    return fault ? applyFault(response, fault, signal) : response;
  };
}

async function handle(setup: Setup, request: MockRequest, signal: AbortSignal): Promise<Handled> {
  try {
    if (isTooLong(request))
      return { response: toResponse(mockError(413, `the body is larger than ${maxBodyBytes} bytes`)) };
    const call = findCall(setup, request);
    const { source } = setup;
    if (!call)
      return { response: await (source?.respond(request, undefined, signal) ?? toResponse(pageNotFound)) };
    const logId = newLogId(setup.clock.now());
    const { draft, ...disturbance } = await respond(call);
    if (draft) return { response: toResponse(draft, logId), call, logId, ...disturbance };
    const response = await source!.respond(request, call.operation, signal);
    return { response, call, logId: logIdOf(response), ...disturbance };
  } catch (error) {
    return { response: toResponse(mockError(500, error instanceof Error ? error.message : String(error))) };
  }
}

/** `draft` is undefined if the setup's source is to respond. */
async function respond(call: Call): Promise<Disturbance & { readonly draft: ResponseDraft | undefined }> {
  const { operation, setup, request } = call;
  const preference = readPrefer(operation, request.headers["prefer"]);
  if (preference && "error" in preference) return { draft: preference.error };
  const { rule, delayMs: ruleDelayMs } = setup.rules.match(operation);
  const fault = preference?.fault ?? rule?.fault;
  const delayMs = preference?.delay ?? ruleDelayMs;
  // Before the checks, so that a test can force any response.
  if (preference?.choice) {
    const prism = await setup.prism();
    return { draft: await prism.respond(operation, preference.choice), fault, delayMs };
  }
  if (rule?.code !== undefined) return { draft: await failureResponse(call, rule.code), fault, delayMs };
  if (setup.source) return { draft: undefined, fault, delayMs };
  for (const check of checks) {
    const draft = await check(call);
    if (draft) return { draft, fault, delayMs };
  }
  const draft = await (behaviourOf(operation)?.respond(call) ?? contractResponse(call));
  return { draft, fault, delayMs };
}

async function failureResponse(call: Call, code: number): Promise<ResponseDraft> {
  const choice = failureChoice(call.operation, code);
  return choice ? (await call.setup.prism()).respond(call.operation, choice) : refuse(call, code);
}

function logIdOf({ headers }: MockResponse): string | undefined {
  const name = Object.keys(headers).find((one) => one.toLowerCase() === "x-tt-logid");
  return name === undefined ? undefined : headers[name];
}

/** Feishu ignores unknown parameters; the note shows a misspelt one to the tester. */
function notesOf({ operation: { parameters }, query }: Call): string[] {
  const isKnown = (name: string): boolean =>
    parameters.some((one) => one.in === "query" && one.name === name);
  const unknown = new Set([...query.keys()].filter((name) => !isKnown(name)));
  return Array.from(unknown, (name) => `ignored the unknown parameter ${name}`);
}
