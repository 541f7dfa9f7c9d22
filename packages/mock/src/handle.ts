import { mockError, pageNotFound, reply } from "./answer.ts";
import type { Answer } from "./answer.ts";
import { behaviourOf } from "./behaviours/index.ts";
import type { Call, Setup } from "./call.ts";
import { appReady } from "./checks/app-ready.ts";
import { parametersValid } from "./checks/parameters.ts";
import { scopeGranted } from "./checks/scope.ts";
import { tokenPresent, tokenValid } from "./checks/token.ts";
import { contractAnswer } from "./contract-answer.ts";
import { hello } from "./hello.ts";
import { newLogId } from "./log-id.ts";
import { maxBodyBytes } from "./message.ts";
import type { Handler, MockReply, MockRequest } from "./message.ts";
import { readPrefer } from "./prefer.ts";
import { findCall } from "./route.ts";

type Check = (call: Call) => Answer | undefined | Promise<Answer | undefined>;

/** The order in which Feishu is taken to check a request, once it has found its operation. */
const checks: readonly Check[] = [tokenPresent, tokenValid, scopeGranted, parametersValid, appReady];

/** Makes the one handler behind the socket and `mock.fetch`. What throws inside becomes a 500 that says so. */
export function createHandler(setup: Setup, baseUrl: () => string): Handler {
  return async (request) => {
    try {
      return await handle(setup, baseUrl, request);
    } catch (error) {
      return reply(mockError(500, error instanceof Error ? error.message : String(error)));
    }
  };
}

async function handle(setup: Setup, baseUrl: () => string, request: MockRequest): Promise<MockReply> {
  if (request.body.byteLength > maxBodyBytes) {
    return reply(mockError(413, `the body is larger than ${maxBodyBytes} bytes`));
  }
  if (request.method === "GET" && request.target === "/") return reply(hello(setup, baseUrl()));
  const call = findCall(setup, request);
  return call ? reply(await answer(call), newLogId()) : reply(pageNotFound);
}

async function answer(call: Call): Promise<Answer> {
  const preference = readPrefer(call.operation, call.request.headers["prefer"]);
  if (preference && "refusal" in preference) return preference.refusal;
  // Before every check, so that any answer can be had on demand.
  if (preference) return (await call.setup.prism()).answer(call.operation, preference.choice);
  for (const check of checks) {
    const refusal = await check(call);
    if (refusal) return refusal;
  }
  return behaviourOf(call.operation)?.answer(call) ?? contractAnswer(call);
}
