import type { Mock, MockOptions } from "@feishu-openapi/mock";
import type { Case } from "../cases/case.ts";
import { accepted } from "../cases/expected.ts";
import { requestsWith } from "../cases/request.ts";
import { operations } from "../contract/read.ts";
import type { Operation } from "../contract/types.ts";
import type { Results } from "../report/results.ts";
import { defaultToken } from "../state-cases/states.ts";
import type { StartServer } from "../under-test/mock.ts";
import type { Send } from "../wire/types.ts";
import { withServer } from "./with-server.ts";

/** The first window to fill up when all requests are sent at once. */
interface Window {
  readonly limit: number;
  readonly ms: number;
}

/** A rate limit of the mock, and the window that it gives an operation. */
interface Limit {
  readonly rateLimit: NonNullable<MockOptions["rateLimit"]>;
  readonly windowOf: (operation: Operation) => Window | undefined;
}

const secondMs = 1000;
const minuteMs = 60_000;

const limits: readonly Limit[] = [
  { rateLimit: { perSecond: 3 }, windowOf: () => ({ limit: 3, ms: secondMs }) },
  { rateLimit: { perMinute: 2 }, windowOf: () => ({ limit: 2, ms: minuteMs }) },
  { rateLimit: { perSecond: 5, perMinute: 4 }, windowOf: () => ({ limit: 4, ms: minuteMs }) },
  { rateLimit: true, windowOf: documentedWindow },
];

function documentedWindow({ rateLimit }: Operation): Window | undefined {
  const { perSecond = Infinity, perMinute = Infinity } = rateLimit ?? {};
  if (Math.min(perSecond, perMinute) === Infinity) return undefined;
  return perSecond < perMinute ? { limit: perSecond, ms: secondMs } : { limit: perMinute, ms: minuteMs };
}

/** Exhausts every quota. Each operation and app has its own, and a 429 names the limit and the seconds to the reset. */
export async function probeRateLimits(
  start: StartServer,
  now: () => number,
  results: Results,
): Promise<void> {
  const apps = { cli_probe_one: {}, cli_probe_two: {} };
  for (const limit of limits)
    await withServer(start, { chats: 1, now, apps, rateLimit: limit.rateLimit }, async ({ mock }, send) => {
      for (const operation of operations) if (mock) await exhaust(operation, limit, mock, send, results);
    });
}

async function exhaust(
  operation: Operation,
  { rateLimit, windowOf }: Limit,
  mock: Mock,
  send: Send,
  results: Results,
): Promise<void> {
  const failure = operation.failures.find(({ code }) => code === 99991400);
  const window = windowOf(operation);
  if (!failure || !window) return;
  const { limit, ms } = window;
  /** `resetMs` is the time until the next window; 0 if the request is within the quota. */
  const sendRequest = async (name: string, resetMs = 0, token = defaultToken): Promise<void> => {
    const testCase: Case = {
      name: `${name}; the quota is ${limit} in ${ms / 1000} s`,
      operation,
      category: "rate",
      request: requestsWith(token)(operation),
      expect: resetMs === 0 ? accepted : { accept: false, allowedErrors: [failure] },
      parameters: [],
      state: `rateLimit: ${JSON.stringify(rateLimit)}`,
    };
    const response = await send(testCase.request);
    results.evaluate(testCase, response);
    if (response.status !== failure.status) return;
    const expected = { limit: String(limit), reset: String(Math.ceil(resetMs / 1000)) };
    const messages = Object.entries(expected).flatMap(([suffix, value]) => {
      const header = `x-ogw-ratelimit-${suffix}`;
      const found = response.headers[header];
      return found === value ? [] : [`${header} is ${found}, not ${value}`];
    });
    results.add("rate_limit", testCase, messages, response);
  };
  mock.reset();
  for (const otherOperation of operations.filter(({ id }) => id !== operation.id))
    for (let count = 1; count <= limit; count += 1) await send(requestsWith(defaultToken)(otherOperation));
  for (let count = 1; count <= limit; count += 1) await sendRequest(`request ${count}`);
  await sendRequest("one request beyond the quota", ms);
  if (operation.secured) {
    const userTokens = Object.keys(mock.apps).map((appId) => mock.issueUserToken({ appId }));
    for (const [index, token] of userTokens.entries())
      await sendRequest(`the first request of app ${index + 2}`, 0, token);
  }
  mock.advance(ms - 300);
  await sendRequest("one request beyond the quota, 300 ms before the reset", 300);
  mock.advance(300);
  await sendRequest("the first request after the reset");
}
