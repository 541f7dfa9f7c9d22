import type { Mock, MockOptions } from "@feishu-openapi/mock";
import { operations, type Operation } from "../contract.ts";
import type { Case, Send } from "./case.ts";
import { usualToken } from "./cases-states.ts";
import { accepted } from "./oracle.ts";
import type { Recording } from "./record.ts";
import { requestsWith } from "./request.ts";
import { withSubject } from "./stage.ts";
import type { StartSubject } from "./subject.ts";

/** A limit of a mock, and what it comes to for an operation: so many requests in so many milliseconds. */
interface Limit {
  readonly rateLimit: NonNullable<MockOptions["rateLimit"]>;
  readonly windowOf: (operation: Operation) => { readonly limit: number; readonly ms: number } | undefined;
}

const secondMs = 1000;
const minuteMs = 60_000;

const limits: readonly Limit[] = [
  { rateLimit: { perSecond: 3 }, windowOf: () => ({ limit: 3, ms: secondMs }) },
  { rateLimit: { perMinute: 2 }, windowOf: () => ({ limit: 2, ms: minuteMs }) },
  { rateLimit: { perSecond: 5, perMinute: 4 }, windowOf: () => ({ limit: 4, ms: minuteMs }) },
  { rateLimit: true, windowOf: documented },
];

/** The window that is full first when all requests come at once. */
function documented({ rateLimit }: Operation): { limit: number; ms: number } | undefined {
  const { perSecond = Infinity, perMinute = Infinity } = rateLimit ?? {};
  if (Math.min(perSecond, perMinute) === Infinity) return undefined;
  return perSecond < perMinute ? { limit: perSecond, ms: secondMs } : { limit: perMinute, ms: minuteMs };
}

/** Uses every quota up: each operation and app has its own, and the refusal says how large it is and when there is room. */
export async function probeRateLimits(
  start: StartSubject,
  now: () => number,
  recording: Recording,
): Promise<void> {
  const apps = { cli_probe_one: {}, cli_probe_two: {} };
  for (const limit of limits)
    await withSubject(start, { chats: 1, now, apps, rateLimit: limit.rateLimit }, async ({ mock }, send) => {
      for (const operation of operations) if (mock) await useUp(operation, limit, mock, send, recording);
    });
}

async function useUp(
  operation: Operation,
  { rateLimit, windowOf }: Limit,
  mock: Mock,
  send: Send,
  recording: Recording,
): Promise<void> {
  const failure = operation.failures.find(({ code }) => code === 99991400);
  const window = windowOf(operation);
  if (!failure || !window) return;
  const { limit, ms } = window;
  const ask = async (name: string, waitMs = 0, token = usualToken): Promise<void> => {
    const one: Case = {
      name: `${name}, ${limit} in ${ms / 1000} s are allowed`,
      operation,
      aim: "rate",
      request: requestsWith(token)(operation),
      expect: waitMs === 0 ? accepted : { accept: false, refuse: [failure] },
      parameters: [],
      given: `rateLimit: ${JSON.stringify(rateLimit)}`,
    };
    const answer = await send(one.request);
    recording.judge(one, answer);
    if (answer.status !== failure.status) return;
    const wanted = { limit: String(limit), reset: String(Math.ceil(waitMs / 1000)) };
    const texts = Object.entries(wanted).flatMap(([name_, value]) => {
      const header = `x-ogw-ratelimit-${name_}`;
      const found = answer.headers[header];
      return found === value ? [] : [`${header} is ${found}, not ${value}`];
    });
    recording.note("rate_limit", one, texts, answer);
  };
  mock.reset();
  for (const other of operations.filter(({ id }) => id !== operation.id))
    for (let turn = 1; turn <= limit; turn += 1) await send(requestsWith(usualToken)(other));
  for (let turn = 1; turn <= limit; turn += 1) await ask(`request ${turn}`);
  await ask("one request too many", ms);
  if (operation.secured) {
    const others = Object.keys(mock.apps).map((appId) => mock.issueUserToken({ appId }));
    for (const [index, token] of others.entries())
      await ask(`the first request of app ${index + 2}`, 0, token);
  }
  mock.advance(ms - 300);
  await ask("another too many, almost at the end", 300);
  mock.advance(300);
  await ask("the first request after the window");
}
