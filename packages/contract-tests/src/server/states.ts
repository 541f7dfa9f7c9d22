import type { MockOptions } from "@feishu-openapi/mock";
import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { gatedFieldMessages } from "../assertions/walk.ts";
import type { Case, Exchange } from "../cases/case.ts";
import { accepted } from "../cases/expected.ts";
import { requestsWith } from "../cases/request.ts";
import { statelessCases } from "../cases/stateless.ts";
import { operations } from "../contract/read.ts";
import { isPaged } from "../contract/types.ts";
import type { Results } from "../report/results.ts";
import { orderCases, orderLimit } from "../state-cases/order.ts";
import {
  appStateCases,
  defaultToken,
  forcedFailureCases,
  scopeCases,
  tokenStateCases,
} from "../state-cases/states.ts";
import type { StartServer, TestServer } from "../under-test/mock.ts";
import { gatedTypes, identitiesOf } from "../walks/identity.ts";
import { itemsOf, walk } from "../walks/walk.ts";
import type { Send } from "../wire/types.ts";
import { probeRateLimits } from "./rate-limits.ts";
import { sendStateCases, withServer } from "./with-server.ts";
import { probeTenantTokens } from "./tenant-tokens.ts";
import { isExampleOnly, probeWalks, withoutLogId } from "./walks.ts";

/** A running mock, after the stateless cases. */
interface RunningMock {
  readonly server: TestServer;
  readonly send: Send;
  readonly options: MockOptions & { readonly now: () => number; readonly seed: number };
}

/** How many responses of each operation are compared with those of a second mock with the same seed. */
const comparedCount = 60;
/** Delay before the second mock starts, in milliseconds, so that state that depends on the time differs. */
const secondStartMs = 20;
/** The offset of China from UTC, in milliseconds. */
const chinaMs = 8 * 3_600_000;

/** Everything that needs a mock whose state can be set, or more than one mock. */
export async function probeStates(start: StartServer, running: RunningMock, results: Results): Promise<void> {
  const { server, send, options } = running;
  const { mock } = server;
  if (!mock) return;
  await withServer(start, { ...options, seed: options.seed + 1 }, async (_other, sendOther) => {
    await compareOtherSeed(send, sendOther, results);
    const foreign = await firstPageToken(sendOther);
    await probeWalks(
      { send, accessToken: defaultToken, mock, foreign: foreign ? { "of another seed": foreign } : {} },
      results,
    );
  });
  mock.reset();
  await compareSameSeed(start, running, results);
  mock.reset();
  await checkLogIdTime(running, results);
  for (const operation of operations)
    await sendStateCases(
      [...appStateCases(operation), ...scopeCases(operation), ...forcedFailureCases(operation)],
      server,
      send,
      results,
    );
  await checkFieldScopes(server, send, results);
  await withServer(start, { ...options, chats: 1, strictAuth: true }, async (strict, sendStrict) => {
    for (const operation of operations)
      await sendStateCases(tokenStateCases(operation, sendStrict), strict, sendStrict, results);
  });
  await withServer(start, { ...options, chats: 1, rateLimit: orderLimit }, async (limited, sendLimited) => {
    for (const operation of operations)
      await sendStateCases(orderCases(operation, sendLimited), limited, sendLimited, results);
  });
  await probeRateLimits(start, options.now, results);
  await probeTenantTokens(start, options.now, results);
}

/** The log id begins with the time of the response, in China. */
async function checkLogIdTime({ send, options }: RunningMock, results: Results): Promise<void> {
  const inChina = new Date(options.now() + chinaMs).toISOString().replaceAll(/\D/g, "").slice(0, 14);
  for (const operation of operations) {
    const testCase: Case = {
      name: "the time in the log id",
      operation,
      category: "positive",
      request: requestsWith(defaultToken)(operation),
      expect: accepted,
      parameters: [],
    };
    const response = await send(testCase.request);
    const id = response.headers["x-tt-logid"] ?? "";
    const messages = id.startsWith(inChina)
      ? []
      : [`log id ${id} does not begin with ${inChina}, the time in China`];
    results.add("log_id", testCase, messages, response);
  }
}

/** Some of the accepted cases, spread over each operation. */
function comparedCases(seed: number): Case[] {
  return operations.flatMap((operation) => {
    const cases = statelessCases(operation, defaultToken, seed).filter(
      ({ expect }) => expect.accept && !expect.transport,
    );
    const step = Math.max(1, Math.floor(cases.length / comparedCount));
    return cases.filter((_case, index) => index % step === 0);
  });
}

/** Two mocks with the same seed give the same responses, except for the log id, whenever each was started. */
async function compareSameSeed(
  start: StartServer,
  { send, options }: RunningMock,
  results: Results,
): Promise<void> {
  const exchanges: Exchange[] = [];
  for (const testCase of comparedCases(options.seed))
    exchanges.push({ case: testCase, response: await send(testCase.request) });
  await sleep(secondStartMs);
  await withServer(start, options, async (_server, sendSecond) => {
    for (const { case: testCase, response } of exchanges) {
      const second = await sendSecond(testCase.request);
      const isSame =
        response.status === second.status &&
        isDeepStrictEqual(withoutLogId(response.body), withoutLogId(second.body));
      const messages = isSame ? [] : ["a second mock with the same seed responds differently"];
      results.add("deterministic", testCase, messages, response);
    }
  });
}

/** A mock with another seed has other items. */
async function compareOtherSeed(send: Send, sendOther: Send, results: Results): Promise<void> {
  for (const operation of operations.filter(isPaged)) {
    const firstPage = (sendTo: Send) =>
      walk(operation, { maxPages: 1 }, requestsWith(defaultToken), ({ request }) => sendTo(request));
    const [page, otherPage] = [await firstPage(send), await firstPage(sendOther)];
    if (isExampleOnly(operation, page)) continue;
    const otherItems = new Set(itemsOf(otherPage).map((item) => JSON.stringify(item)));
    const isShared = itemsOf(page).some((item) => otherItems.has(JSON.stringify(item)));
    const messages = isShared ? ["a mock with another seed has an item of this one"] : [];
    results.add("deterministic", page.pages[0]!.case, messages);
  }
}

/** Fields that a scope gates are missing for an app without the scope, and for its users; other fields are not. */
async function checkFieldScopes({ mock }: TestServer, send: Send, results: Results): Promise<void> {
  if (!mock) return;
  for (const operation of operations.filter(isPaged)) {
    if (operation.fieldScopes.length === 0) continue;
    const gates = operation.fieldScopes.map(({ scope }) => scope);
    mock.app.scopes = mock.app.scopes.filter((scope) => !gates.includes(scope));
    const callers = [
      { token: defaultToken, state: `an app without ${gates.join(", ")}` },
      { token: mock.issueUserToken(), state: `a user of an app without ${gates.join(", ")}` },
    ];
    const combinations = identitiesOf(operation).flatMap((identity) =>
      callers.map((caller) => [identity, caller] as const),
    );
    for (const [identity, { token, state }] of combinations) {
      const gated = gatedTypes(operation, identity);
      for (const type of (identity.parameter.schema["enum"] ?? []) as string[]) {
        const filters = { [identity.parameter.name]: type };
        const walked = await walk(operation, { filters, size: 100 }, requestsWith(token), async (page) => {
          const response = await send(page.request);
          results.evaluate({ ...page, name: `${page.name}, ${state}`, state }, response);
          return response;
        });
        // An example does not depend on the app.
        if (isExampleOnly(operation, walked)) continue;
        const items = itemsOf(walked);
        const isMissing = !items.some((item) => identity.id in item);
        const messages = gated.includes(type)
          ? gatedFieldMessages(items, identity)
          : isMissing
            ? [`no item has an ${identity.id} of type ${type}, which no scope gates`]
            : [];
        results.add("owner_field_scope", { ...walked.pages[0]!.case, state }, messages);
      }
    }
    mock.reset();
  }
}

async function firstPageToken(send: Send): Promise<string | undefined> {
  for (const operation of operations.filter(isPaged)) {
    const { pages } = await walk(
      operation,
      { size: 1, maxPages: 1 },
      requestsWith(defaultToken),
      ({ request }) => send(request),
    );
    if (pages[0]?.pageToken) return pages[0].pageToken;
  }
  return undefined;
}
