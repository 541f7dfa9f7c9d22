import { behaviourOf } from "../behaviours/index.ts";
import type { Fault } from "../faults/rule.ts";
import { applyFault, loggedResponse, sleep } from "../faults/wire.ts";
import { isTooLong, maxBodyBytes } from "../http/message.ts";
import type { Handler, MockRequest, MockResponse } from "../http/message.ts";
import { mockError, pageNotFound, toResponse } from "../http/response.ts";
import type { ResponseDraft } from "../http/response.ts";
import { errorResponse } from "../operation/operation-request.ts";
import type { OperationRequest } from "../operation/operation-request.ts";
import type { ResponseChoice } from "../prism/types.ts";
import type { MockContext } from "../state/context.ts";
import { newLogId } from "../state/log-id.ts";
import { checkApp } from "./checks/app.ts";
import { authenticate, checkTokenPresent } from "./checks/authenticate.ts";
import { checkParameters } from "./checks/parameters.ts";
import { checkRateLimit } from "./checks/rate-limit.ts";
import { checkScope } from "./checks/scope.ts";
import { contractResponse } from "./contract-response.ts";
import { matchOperation } from "./match-operation.ts";
import { readPrefer } from "./prefer.ts";
import { choiceForCode } from "./response-choice.ts";

/** Returns the error response if the check fails, otherwise undefined. */
type Check = (request: OperationRequest) => ResponseDraft | undefined | Promise<ResponseDraft | undefined>;

/** The checks, in Feishu's order. */
const checks: readonly Check[] = [
  checkTokenPresent,
  authenticate,
  checkScope,
  checkRateLimit,
  checkParameters,
  checkApp,
];

/** How a response is to be delayed and broken. */
interface FaultAndDelay {
  readonly fault?: Fault | undefined;
  readonly delayMs?: number;
}

/** A response before its fault and delay are applied. */
interface HandledRequest extends FaultAndDelay {
  readonly response: MockResponse;
  readonly request?: OperationRequest | undefined;
  readonly logId?: string | undefined;
}

/**
 * Creates the handler of Feishu's paths, for the server and for `mock.fetch`. It logs every request when its response is
 * ready or when the client disconnects. An exception while the response is created becomes a 500 of the mock.
 */
export function createHandler(context: MockContext): Handler {
  return async (raw, signal) => {
    const startedAt = performance.now();
    const at = context.clock.now();
    const { response, request, logId, fault, delayMs = 0 } = await handle(context, raw, signal);
    const log = (logged: MockResponse | undefined): void =>
      context.log.add({
        request: raw,
        response: logged,
        at,
        operation: request?.operation.id,
        logId,
        durationMs: performance.now() - startedAt,
        fault,
        notes: request ? notesOf(request) : [],
      });
    try {
      if (delayMs > 0) await sleep(delayMs, signal);
    } catch (error) {
      log(undefined);
      throw error;
    }
    log(loggedResponse(response, fault));
    return fault ? applyFault(response, fault, signal) : response;
  };
}

async function handle(context: MockContext, raw: MockRequest, signal: AbortSignal): Promise<HandledRequest> {
  try {
    if (isTooLong(raw))
      return { response: toResponse(mockError(413, `the body is larger than ${maxBodyBytes} bytes`)) };
    const request = matchOperation(context, raw);
    if (request) return await handleMatched(request, signal);
    const { recorderOrReplayer } = context;
    return {
      response: await (recorderOrReplayer?.respond(raw, undefined, signal) ?? toResponse(pageNotFound)),
    };
  } catch (error) {
    return { response: toResponse(mockError(500, error instanceof Error ? error.message : String(error))) };
  }
}

async function handleMatched(request: OperationRequest, signal: AbortSignal): Promise<HandledRequest> {
  const { operation, context, raw } = request;
  const logId = newLogId(context.clock.now());
  const preference = readPrefer(operation, raw.headers["prefer"]);
  if (preference && "error" in preference)
    return { response: toResponse(preference.error, logId), request, logId };
  const { rule, delayMs } = context.rules.match(operation);
  const faultAndDelay = { fault: preference?.fault ?? rule?.fault, delayMs: preference?.delayMs ?? delayMs };
  const forced = await forcedResponse(request, preference?.choice, rule?.code);
  if (!forced && context.recorderOrReplayer) {
    const response = await context.recorderOrReplayer.respond(raw, operation, signal);
    return { response, request, logId: logIdOf(response), ...faultAndDelay };
  }
  const draft = forced ?? (await mockedResponse(request));
  return { response: toResponse(draft, logId), request, logId, ...faultAndDelay };
}

/**
 * The response that `Prefer` (`choice`), otherwise a fault rule (`code`) selects. Undefined if neither does. Created
 * before the checks, so that a test can force any response.
 */
async function forcedResponse(
  request: OperationRequest,
  choice: ResponseChoice | undefined,
  code: number | undefined,
): Promise<ResponseDraft | undefined> {
  const { operation, context } = request;
  const forced = choice ?? (code === undefined ? undefined : choiceForCode(operation, code));
  if (forced) return (await context.prism()).respond(operation, forced);
  return code === undefined ? undefined : errorResponse(request, code);
}

/** The response of the first check that fails, otherwise of the behaviour, otherwise of the contract. */
async function mockedResponse(request: OperationRequest): Promise<ResponseDraft> {
  for (const check of checks) {
    const response = await check(request);
    if (response) return response;
  }
  return behaviourOf(request.operation)?.respond(request) ?? contractResponse(request);
}

function logIdOf({ headers }: MockResponse): string | undefined {
  const name = Object.keys(headers).find((key) => key.toLowerCase() === "x-tt-logid");
  return name === undefined ? undefined : headers[name];
}

/** Feishu ignores unknown parameters; the note shows a misspelt one to the tester. */
function notesOf({ operation: { parameters }, query }: OperationRequest): string[] {
  const isDeclared = (name: string): boolean =>
    parameters.some((parameter) => parameter.in === "query" && parameter.name === name);
  const unknown = new Set([...query.keys()].filter((name) => !isDeclared(name)));
  return Array.from(unknown, (name) => `ignored the unknown parameter ${name}`);
}
