import { afterAll, describe, expect, test } from "vitest";
import { createClient, createRateLimiter } from "../src/index.ts";
import type { CallOptions, ClientOptions, ListOptions } from "../src/index.ts";
import { nodeFetch } from "../src/node.ts";
import { page, rows, type Difference, type Row } from "./support/fault-rows.ts";
import { call, enough, methodsOf, onStage, pages, walk, type Stage } from "./support/fault-stage.ts";
import {
  abortFirst,
  abortInstead,
  begins,
  drips,
  elsewhere,
  goDown,
  good,
  inTurn,
  reset,
} from "./support/faults.ts";
import { responds, stall, type Fault } from "./support/faults.ts";
import type { Seen } from "./support/server.ts";

afterAll(() => elsewhere[Symbol.asyncDispose]());

const cut = "FeishuConnectionError";
const emptyAt503 = "FeishuResponseError empty at 503";
const noToken = `auth.v3.tenantAccessToken.internal: ${emptyAt503}`;
const rejected = "FeishuApiError auth 99991663 at 400";
const down = responds("", 503);
const reject = responds({ code: 99991663 }, 400);
const same = responds({ code: 0, tenant_access_token: "t-0123456789abcdef", expire: 7200 });
const brief = { timeoutMs: 60 };
// On a machine that is too busy to send a request within the timeout the row is repeated.
const realTime = { retry: 3 };
const app = { token: undefined, appId: "cli_a", appSecret: "the-secret" };

/** Status and headers of a rate limit, and the wait after it, or the error if the wait would be too long. */
const hints: [status: number, headers: string, expected: number | string][] = [
  [429, "", 250],
  [429, "x-ogw-ratelimit-reset: 2", 2000],
  [400, "x-ogw-ratelimit-reset: 2", 2000],
  [200, "x-ogw-ratelimit-reset: 2", 2000],
  [429, "x-ogw-ratelimit-reset: 0.4", 400],
  [429, "x-ogw-ratelimit-reset: 0.0101", 11],
  [429, "x-ogw-ratelimit-reset: 0", 250],
  [429, "x-ogw-ratelimit-reset: -1", 250],
  [429, "x-ogw-ratelimit-reset: 1e3", 250],
  [429, "x-ogw-ratelimit-reset: soon", 250],
  [429, "x-ogw-ratelimit-reset: ", 250],
  [429, "x-ogw-ratelimit-reset: 2, 3", 250],
  [429, `x-ogw-ratelimit-reset: ${"9".repeat(400)}`, 250],
  [429, "x-ogw-ratelimit-reset: 60", 60_000],
  [429, "x-ogw-ratelimit-reset: 61", tooLong(61_000)],
  [429, "x-ogw-ratelimit-reset: 86400", tooLong(86_400_000)],
  [429, "retry-after: 3", 3000],
  [503, "retry-after: 3", 3000],
  [429, "retry-after: -3", 250],
  [429, "retry-after: tomorrow", 250],
  [429, "retry-after: 3600", tooLong(3_600_000)],
  [429, "retry-after: Thu, 01 Jan 1970 00:00:00 GMT", 250],
  [429, "x-ogw-ratelimit-reset: 1; retry-after: 3", 1000],
  [429, "x-ogw-ratelimit-reset: soon; retry-after: 3", 3000],
];

/** Responses of the list, options of the call, and how it ends. These rows use real time. */
const times: [name: string, Fault[], CallOptions, result: string, requests: number][] = [
  ["a stall before the headers", [stall, stall], { ...brief, retry: { attempts: 2 } }, late(60), 2],
  ["a stall in the body", [begins(stall)], { ...brief, retry: false }, late(60), 1],
  ["a stall in a chunked body", [begins(stall, "chunked")], { ...brief, retry: false }, late(60), 1],
  ["a body that arrives drop by drop forever", [drips], { ...brief, retry: false }, late(60), 1],
  ["a stall on the first attempt only", [stall], { timeoutMs: 160 }, page, 2],
  ["a deadline that passes in a stall", [stall], { deadlineMs: 60 }, late(60), 1],
  ["a deadline that ends during a wait", [down], { deadlineMs: 240 }, emptyAt503, 1],
];

/** Responses of the token endpoint and of the list, how the call ends, its requests and its waits. */
const tokens: [string, Fault[], Fault[], result: string, requests: string, slept?: number[]][] = [
  ["a token rejected once", [], [reject], page, "POST GET POST GET"],
  ["a token rejected twice", [], [reject, reject], rejected, "POST GET POST GET"],
  ["a token rejected, and then a 503", [], [reject, down], page, "POST GET POST GET GET", [250]],
  ["a 503, and then a token rejected", [], [down, reject], page, "POST GET GET POST GET", [250]],
  ["no other token for a rejected one", [same, same], [reject], rejected, "POST GET POST"],
  ["a token endpoint that is reset once", [reset], [], page, "POST POST GET", [250]],
  ["a token endpoint that is down", [down, down, down], [], noToken, "POST POST POST", [250, 500]],
];

/** The response in place of the third page, options of the walk, how it ends, its requests and its waits. */
const walks: [string, Fault, ListOptions, result: string, requests: string, slept?: number[]][] = [
  ["a stall before the headers", stall, { timeoutMs: 100, retry: false }, late(100), "GET GET GET"],
  ["a stall in the body", begins(stall), { timeoutMs: 100, retry: false }, late(100), "GET GET GET"],
  ["a server that goes down", goDown, {}, cut, "GET GET GET", [250, 500]],
  ["a token rejected", reject, {}, page, "POST GET GET GET POST GET GET"],
];

/** When the caller aborts, what server and client options do then, the requests and the waits. */
const aborts: [when: string, Fault, Surroundings, requests: number, slept?: number[]][] = [
  ["before the call", good, aborted, 0],
  ["while queueing at the rate limiter", good, queueing, 0, [1000]],
  ["while queueing at a limiter that ignores aborts", good, queueingForEver, 0],
  ["while sleeping before a retry", down, asleep, 1, [250]],
  ["while waiting as long as a 429 asks", responds("", 429, { "retry-after": "7" }), asleep, 1, [7000]],
  ["while waiting for the headers", abortInstead, () => ({}), 1],
  ["while reading a body of known length", begins(stall), reading, 1],
  ["while reading a chunked body", begins(stall, "chunked"), reading, 1],
  ["while a body drips in", drips, reading, 1],
  ["while waiting for a token, which comes later", abortFirst, () => app, 1],
];

type Surroundings = (stage: Stage, fetch: typeof globalThis.fetch) => Partial<ClientOptions>;

const transports = [
  ["the global fetch", () => globalThis.fetch],
  ["nodeFetch", () => nodeFetch()],
] as const;

describe.each(transports)("over %s", (transport, createFetch) => {
  const options = (): Partial<ClientOptions> => ({ fetch: createFetch() });
  const own = ([, , result, requests, difference]: Row): Required<Difference> => ({
    result,
    requests,
    onReused: 0,
    ...(transport === "nodeFetch" && difference),
  });

  test.each(rows)("%s: a call", async (...row) => {
    const { result, requests } = own(row);
    await onStage({ faultFor: () => row[1], options }, async (stage) => {
      expect(await call(stage)).toEqual(result === page ? pages[0] : result);
      expect([stage.server.seen.length, stage.slept]).toEqual([requests, [250, 500].slice(0, requests - 1)]);
      expect({}).not.toHaveProperty("has_more");
    });
  });

  test.each(rows.filter((row) => own(row).requests > 1))(
    "%s, once: the call succeeds",
    async (...[, fault]) => {
      await onStage({ faultFor: inTurn([], [fault]), options }, async (stage) => {
        expect(await call(stage)).toEqual(pages[0]);
        expect([stage.server.seen.length, stage.slept]).toEqual([2, [250]]);
      });
    },
  );

  test.each(rows)("%s on a later page of a walk: no item is lost or repeated", async (...row) => {
    const { result, requests, onReused } = own(row);
    let failing: string | undefined;
    const faultFor = ({ query }: Seen): Fault => (query.get("page_token") === failing ? row[1] : good);
    await onStage({ faultFor, options }, async (stage) => {
      for (const index of [1, 3]) {
        const before = stage.server.seen.length;
        failing = `page-${index}`;
        const walked = await walk(stage, { prefetch: index === 1 });
        const sent = stage.server.seen.length - before;
        if (result === page) {
          expect([walked, sent]).toEqual([{ result: undefined, ids: pages.flat() }, pages.length]);
          continue;
        }
        const ids = pages.slice(0, index).flat();
        expect(walked).toEqual({ result: `${result}, to resume from ${failing}`, ids });
        expect(sent).toBe(index + requests + onReused);
        const resumeFrom = failing;
        failing = undefined;
        expect([...ids, ...(await walk(stage, {}, resumeFrom)).ids]).toEqual(pages.flat());
      }
    });
  });

  test.each(walks)("%s on the third page of a walk", realTime, async (...row) => {
    const [, fault, listOptions, result, requests, slept = []] = row;
    const credential = requests.startsWith("POST") ? app : {};
    const third = {
      faultFor: inTurn([], [good, good, fault]),
      options: () => ({ ...options(), ...credential }),
    };
    await onStage(third, async (stage) => {
      expect(await walk(stage, listOptions)).toEqual(
        result === page
          ? { result: undefined, ids: pages.flat() }
          : { result: `${result}, to resume from page-2`, ids: pages.slice(0, 2).flat() },
      );
      expect([methodsOf(stage), stage.slept]).toEqual([requests, slept]);
    });
  });

  test.each(hints)("a rate limit at %i with %j: %j", async (status, headers, expected) => {
    const pairs = headers.split("; ").map((header) => header.split(": "));
    const limit = responds({ code: 99991400 }, status, headers ? Object.fromEntries(pairs) : {});
    await onStage({ faultFor: inTurn([], [limit]), options }, async (stage) => {
      const isWaited = typeof expected === "number";
      expect(await call(stage)).toEqual(isWaited ? pages[0] : expected);
      expect([stage.server.seen.length, stage.slept]).toEqual(isWaited ? [2, [expected]] : [1, []]);
    });
  });

  test.each(times)("%s", realTime, async (_name, lists, callOptions, result, requests) => {
    await onStage({ faultFor: inTurn([], lists), options }, async (stage) => {
      expect(await call(stage, callOptions)).toEqual(result === page ? pages[0] : result);
      expect([stage.server.seen.length, stage.slept]).toEqual([requests, requests > 1 ? [250] : []]);
    });
  });

  test.each(tokens)("%s", async (_name, issued, lists, result, requests, slept = []) => {
    const faultFor = inTurn(issued, lists);
    await onStage({ faultFor, options: () => ({ ...options(), ...app }) }, async (stage) => {
      expect(await call(stage)).toEqual(result === page ? pages[0] : result);
      expect([methodsOf(stage), stage.slept]).toEqual([requests, slept]);
    });
  });

  test.each(aborts)("an abort %s", async (_when, fault, surroundings, requests, slept = []) => {
    const fetch = createFetch();
    const around = (stage: Stage): Partial<ClientOptions> => ({ fetch, ...surroundings(stage, fetch) });
    await onStage({ faultFor: () => fault, options: around }, async (stage) => {
      expect(await call(stage)).toBe(enough);
      expect([stage.server.seen.length, stage.slept]).toEqual([requests, slept]);
    });
  });
});

/** The wait until a date is measured by the client's clock. */
test("a date in Retry-After is waited for by the client's clock", async () => {
  const later = responds("", 503, { "retry-after": "Thu, 01 Jan 2026 00:00:10 GMT" });
  await onStage({ faultFor: inTurn([], [later]), options: () => ({}) }, async (stage) => {
    expect(await call(stage)).toEqual(pages[0]);
    expect(stage.slept).toEqual([10_000]);
  });
});

test("an abort while a token function is pending leaves no timer", async () => {
  const timers = (): number => process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length;
  const before = timers();
  const controller = new AbortController();
  const token = (): Promise<string> => (setImmediate(() => controller.abort(enough)), new Promise(() => {}));
  const { list } = createClient({ token, timeoutMs: 500 }).im.v1.chat;
  await expect(list({}, { signal: controller.signal })).rejects.toBe(enough);
  expect(timers()).toBe(before);
});

function late(ms: number): string {
  return `FeishuTimeoutError after ${ms} ms`;
}

function tooLong(ms: number): string {
  return `FeishuApiError rate_limit 99991400 at 429, says ${ms} ms`;
}

function aborted({ abort }: Stage): Partial<ClientOptions> {
  abort();
  return {};
}

/** One request has passed, and the next must wait for its turn. */
function queueing(stage: Stage): Partial<ClientOptions> {
  const rateLimit = createRateLimiter({}, stage.clock);
  void rateLimit.acquire(undefined, { operation: "im.v1.chat.list", rateLimit: { per_second: 1 } });
  return { rateLimit, ...asleep(stage) };
}

function queueingForEver({ abort }: Stage): Partial<ClientOptions> {
  setImmediate(abort);
  return { rateLimit: { acquire: () => new Promise(() => {}) } };
}

function asleep(stage: Stage): Partial<ClientOptions> {
  stage.onSleep = stage.abort;
  return {};
}

/** The headers have arrived, and the client waits for the body. */
function reading({ abort }: Stage, fetch: typeof globalThis.fetch): Partial<ClientOptions> {
  return {
    fetch: async (...request) => {
      const response = await fetch(...request);
      setImmediate(abort);
      return response;
    },
  };
}
