import { assertionNames, serverAssertions, type AssertionName } from "../assertions/names.ts";
import type { Case } from "../cases/case.ts";
import { statelessCases } from "../cases/stateless.ts";
import { probeParameters } from "../client/probe-parameters.ts";
import { probeMock } from "../client/probe-mock.ts";
import { probeSdk } from "../client/probe-sdk.ts";
import { operations } from "../contract/read.ts";
import { coverageOf, gapsOf, type CoverageItem } from "../report/coverage.ts";
import { guessResults } from "../report/guesses.ts";
import { createResults, type Results } from "../report/results.ts";
import { redactorFor } from "../report/redact.ts";
import type { Report } from "../report/report.ts";
import { withServer } from "../server/with-server.ts";
import { probeStates } from "../server/states.ts";
import { probeWalks } from "../server/walks.ts";
import { defaultToken } from "../state-cases/states.ts";
import { ownClient, type CreateClient } from "../under-test/client.ts";
import { startOwnMock, type StartServer } from "../under-test/mock.ts";
import { StoppedError, withPacing, withStop } from "../wire/pacing.ts";
import { createSender } from "../wire/send.ts";
import type { Send, WireResponse } from "../wire/types.ts";

/** What to probe, and how. */
export interface ProbeOptions {
  /** Starts the server, once for each set of options that the cases need. Default: our mock. */
  readonly start?: StartServer;
  /** The client to probe; `false` for none. Default: our client, but none with `start` or `baseUrl`. */
  readonly client?: CreateClient | false;
  /** Base URL of another server: only GET requests are sent, within the contract's rate limit. */
  readonly baseUrl?: string;
  /** The token for `baseUrl`. Default: a token that our mock accepts. */
  readonly token?: string;
  /** Seed of the random cases and of the mock's chats. Default 1. */
  readonly seed?: number;
  /** The only assertion that counts. Default: all. */
  readonly only?: AssertionName | undefined;
  /** Whether to stop at the first finding. Default false. */
  readonly stopAtFinding?: boolean;
  /** The longest time that a response may take, in milliseconds. Default 3000; 15,000 with `baseUrl`. */
  readonly maxResponseMs?: number;
  /** Time-out of a request, in milliseconds. Default 15,000. */
  readonly timeoutMs?: number;
  /** Maximum number of concurrent requests, where their order does not matter. Default 32; 4 with `baseUrl`. */
  readonly concurrency?: number;
  /** The longest duration of a run against `baseUrl`, in milliseconds. Default ten minutes. */
  readonly maxRunMs?: number;
}

/** More chats than the largest page holds, and not a multiple of a page size. */
const chats = 123;
/** The mock's clock stands still, so that two mocks with the same seed are equal. */
const now = (): number => Date.UTC(2026, 10, 23, 4);

/**
 * Sends every case of every operation to a server, calls every operation of the client, and runs the assertions.
 * Rejects if the mock cannot start, or if no request to `baseUrl` gets a response.
 */
export async function probe(options: ProbeOptions = {}): Promise<Report> {
  const { seed = 1, only, baseUrl, token: secret } = options;
  const startedAt = performance.now();
  const target = baseUrl ?? "http://127.0.0.1:4010/open-apis";
  const isOwn = baseUrl === undefined;
  const createClient = isOwn && (options.client ?? (options.start ? false : ownClient));
  const maxResponseMs = options.maxResponseMs ?? (isOwn ? 3000 : 15_000);
  const { stopAtFinding } = options;
  const results = createResults({ baseUrl: target, secret, seed, maxResponseMs, only, stopAtFinding });
  let stopped: string | undefined;
  try {
    await (isOwn ? probeMockServer(options, seed, results) : probeServer(target, options, seed, results));
    if (createClient) await probeClient(createClient, seed, results);
  } catch (error) {
    if (!(error instanceof StoppedError)) throw error;
    stopped = error.message;
  }
  if (stopped !== undefined && results.exchanges.every(({ response }) => response.status === 0)) {
    const reason = results.exchanges.at(-1)?.response.text;
    throw new Error(`cannot read a response of ${target}: ${reason}; is the URL right?`);
  }
  const names = createClient ? assertionNames : serverAssertions;
  const coverage =
    only === undefined
      ? [
          ...coverageOf(results.exchanges),
          ...(createClient ? callCoverage(results) : []),
          ...assertionCoverage(results, names),
        ]
      : [];
  return {
    target,
    isOwn,
    seed,
    only,
    ms: performance.now() - startedAt,
    findings: results.findings,
    exchanges: results.exchanges,
    calls: results.calls,
    skipped: results.skipped,
    coverage,
    gaps: isOwn ? gapsOf(coverage) : [],
    guesses: guessResults(results.exchanges, redactorFor(secret)),
    stopped,
  };
}

/** Calls every operation of the client, in memory and on the mock, and compares it with the official SDK. */
export async function probeClient(createClient: CreateClient, seed: number, results: Results): Promise<void> {
  for (const part of [probeParameters, probeMock, probeSdk]) await part({ createClient, seed, results });
}

async function probeMockServer(
  { start = startOwnMock, timeoutMs, concurrency = 32 }: ProbeOptions,
  seed: number,
  results: Results,
): Promise<void> {
  const options = { chats, seed, now };
  await withServer(
    start,
    options,
    async (server, send) => {
      const cases = operations.flatMap((operation) => statelessCases(operation, defaultToken, seed));
      await sendAll(cases, send, results, concurrency);
      if (server.mock) await probeStates(start, { server, send, options }, results);
      else await probeWalks({ send, accessToken: defaultToken, mock: undefined, foreign: {} }, results);
    },
    timeoutMs,
  );
}

async function probeServer(
  baseUrl: string,
  { token = defaultToken, timeoutMs, concurrency = 4, maxRunMs = 600_000 }: ProbeOptions,
  seed: number,
  results: Results,
): Promise<void> {
  const sender = createSender(baseUrl, timeoutMs);
  const send = withPacing(withStop(sender.send, maxRunMs), operations);
  try {
    const cases = operations
      .filter(({ method }) => method === "GET")
      .flatMap((operation) => statelessCases(operation, token, seed))
      .filter(({ request }) => request.method === "GET" && request.body === undefined);
    await sendAll(cases, send, results, concurrency);
    await probeWalks({ send, accessToken: token, mock: undefined, foreign: {} }, results);
  } finally {
    sender.close();
  }
}

/** Sends the cases, up to `concurrency` at once. Runs the assertions in the order of the cases. */
async function sendAll(
  cases: readonly Case[],
  send: Send,
  results: Results,
  concurrency: number,
): Promise<void> {
  const responses = Array.from<WireResponse | undefined>({ length: cases.length });
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < cases.length) {
      const index = next++;
      responses[index] = await send(cases[index]!.request);
    }
  };
  const workers = await Promise.allSettled(Array.from({ length: concurrency }, work));
  for (const [index, testCase] of cases.entries()) {
    const response = responses[index];
    if (response) results.evaluate(testCase, response);
  }
  for (const worker of workers) if (worker.status === "rejected") throw worker.reason;
}

function callCoverage({ calls }: Results): CoverageItem[] {
  return operations.map(({ id }) => ({
    group: "client calls",
    name: id,
    isCovered: calls.some(({ operation }) => operation === id),
    reason: undefined,
  }));
}

function assertionCoverage({ evaluated }: Results, names: readonly AssertionName[]): CoverageItem[] {
  return names.map((name) => ({
    group: "assertions",
    name,
    isCovered: (evaluated.get(name) ?? 0) > 0,
    reason: undefined,
  }));
}
