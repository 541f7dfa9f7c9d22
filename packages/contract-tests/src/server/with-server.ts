import type { MockOptions } from "@feishu-openapi/mock";
import { requestsWith } from "../cases/request.ts";
import { operations } from "../contract/read.ts";
import type { Results } from "../report/results.ts";
import { defaultToken, type StateCase } from "../state-cases/states.ts";
import type { StartServer, TestServer } from "../under-test/mock.ts";
import { createSender } from "../wire/send.ts";
import type { Send } from "../wire/types.ts";

/** Starts a server, warms it up, uses it and closes it. */
export async function withServer(
  start: StartServer,
  options: MockOptions,
  use: (server: TestServer, send: Send) => Promise<void>,
  timeoutMs?: number,
): Promise<void> {
  const server = await start(options);
  const { send, close } = createSender(server.url, timeoutMs);
  try {
    // The first requests load code; `response_time` must not measure that.
    for (const operation of operations) await send(requestsWith(defaultToken)(operation));
    await use(server, send);
  } finally {
    close();
    await server.close();
  }
}

/** For each case: resets the mock, sets the state, sends the request and runs the assertions. Resets the mock after. */
export async function sendStateCases(
  cases: readonly StateCase[],
  { mock }: TestServer,
  send: Send,
  results: Results,
): Promise<void> {
  if (!mock) return;
  for (const { case: testCase, prepare } of cases) {
    mock.reset();
    const token = await prepare(mock);
    const { headers } = testCase.request;
    const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const request = { ...testCase.request, headers: { ...headers, ...authorization } };
    results.evaluate({ ...testCase, request }, await send(request));
  }
  mock.reset();
}
