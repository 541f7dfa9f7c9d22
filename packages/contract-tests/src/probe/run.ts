import { probeClient } from "../client-probe/run.ts";
import { probeSdk } from "../client-probe/sdk-run.ts";
import { probeWire } from "../client-probe/wire-run.ts";
import { operations } from "../contract.ts";
import { ownClient, type CreateClient } from "../subject.ts";
import type { Answer, Exchange, Send } from "./case.ts";
import { casesOf } from "./cases.ts";
import { usualToken } from "./cases-states.ts";
import { coverageOf, gapsOf, type Covered } from "./coverage.ts";
import { paced } from "./paced.ts";
import { GivenUp, patient } from "./patient.ts";
import { checkNames, serverChecks, type CheckName } from "./names.ts";
import { createRecording, type ClientCall, type Fault, type Recording } from "./record.ts";
import { sender } from "./send.ts";
import { concealing } from "./secrets.ts";
import { warmUp } from "./stage.ts";
import { settledBy, type Settled } from "./settled.ts";
import { probeState } from "./run-states.ts";
import { probeWalks } from "./run-walks.ts";
import { ownMock, type StartSubject } from "./subject.ts";

/** What to probe, and how. */
export interface ProbeOptions {
  /** Starts the server, which is then put into every state that its cases need. Default: our mock. */
  readonly start?: StartSubject;
  /** The client to be probed, or `false` for the server alone. Default: ours, unless a server is given. */
  readonly client?: CreateClient | false;
  /** Another server instead, by its base URL: only GET requests are sent, within the contract's rate limit. */
  readonly baseUrl?: string;
  /** The token for `baseUrl`. Default: one that our mock takes. */
  readonly token?: string;
  /** What random cases and the mock's chats are made from. Default 1. */
  readonly seed?: number;
  /** The one check that counts. Default: all. */
  readonly only?: CheckName | undefined;
  /** The longest that an answer may take, in milliseconds. Default 3000; 15,000 with `baseUrl`. */
  readonly ceilingMs?: number;
  /** How long an answer is waited for, in milliseconds. Default 15,000. */
  readonly patienceMs?: number;
  /** How many cases are under way at once, where the order does not matter. Default 32; 4 with `baseUrl`. */
  readonly atOnce?: number;
  /** When a run against `baseUrl` is given up, in milliseconds. Default ten minutes. */
  readonly mostMs?: number;
}

/** What a run came to. */
export interface Report {
  /** Where the server is; for our mock, where one started by `pnpm mock` would be. */
  readonly target: string;
  readonly isOwn: boolean;
  readonly seed: number;
  /** The one check that counted; undefined for all. */
  readonly only: CheckName | undefined;
  readonly ms: number;
  readonly faults: readonly Fault[];
  readonly exchanges: readonly Exchange[];
  /** What the client was made to do; empty with `baseUrl`. */
  readonly calls: readonly ClientCall[];
  /** What of the cases was no call of the client, by reason, and how often. */
  readonly excuses: ReadonlyMap<string, number>;
  readonly coverage: readonly Covered[];
  /** What of the contract was missed without a reason; empty with `baseUrl` or `only`. */
  readonly gaps: readonly string[];
  readonly settled: readonly Settled[];
  /** Why a run against `baseUrl` ended before its time; undefined where it did not. */
  readonly stopped: string | undefined;
}

/** How many chats the probed mock has: more than the largest page holds, and no round number. */
const chats = 123;
/** A mock's clock stands, so that two of one seed say the same. */
const now = (): number => Date.UTC(2026, 10, 23, 4);

/**
 * Runs every case of every operation against a server, has the client do what follows from the contract, and judges
 * both. Rejects where the mock cannot start, and where the other server never answers.
 */
export async function probe(options: ProbeOptions = {}): Promise<Report> {
  const { seed = 1, only, baseUrl } = options;
  const startedAt = performance.now();
  const target = baseUrl ?? "http://127.0.0.1:4010/open-apis";
  const isOwn = baseUrl === undefined;
  const client = isOwn && (options.client ?? (options.start ? false : ownClient));
  const ceilingMs = options.ceilingMs ?? (isOwn ? 3000 : 15_000);
  const recording = createRecording({ baseUrl: target, secret: options.token, seed, ceilingMs, only });
  const stopped = isOwn
    ? await probeOwn(options, seed, recording)
    : await probeOther(target, options, seed, recording);
  if (client) {
    const probing = { createClient: client, seed, recording };
    await probeClient(probing);
    await probeWire(probing);
    await probeSdk(probing);
  }
  const isWhole = isOwn && only === undefined;
  const coverage = [
    ...coverageOf(recording.exchanges),
    ...(client ? callsIn(recording) : []),
    ...checksIn(recording, client ? checkNames : serverChecks),
  ];
  return {
    target,
    isOwn,
    seed,
    only,
    ms: performance.now() - startedAt,
    faults: recording.faults,
    exchanges: recording.exchanges,
    calls: recording.calls,
    excuses: recording.excuses,
    coverage,
    gaps: isWhole ? gapsOf(coverage) : [],
    settled: settledBy(recording.exchanges, concealing(options.token)),
    stopped,
  };
}

async function probeOwn(
  { start = ownMock, patienceMs, atOnce = 32 }: ProbeOptions,
  seed: number,
  recording: Recording,
): Promise<undefined> {
  const subject = await start({ chats, seed, now });
  const { send, close } = sender(subject.url, patienceMs);
  try {
    await warmUp(send);
    const cases = operations.flatMap((operation) => casesOf(operation, usualToken, seed));
    await askAll(cases, send, recording, atOnce);
    if (subject.mock) await probeState(start, { subject, send, options: { chats, seed, now } }, recording);
    else await probeWalks({ send, token: usualToken, mock: undefined, foreign: {} }, recording);
  } finally {
    close();
    await subject.close();
  }
}

/** Says why it stopped before its time; undefined where it did not. */
async function probeOther(
  baseUrl: string,
  { token = usualToken, patienceMs, atOnce = 4, mostMs = 600_000 }: ProbeOptions,
  seed: number,
  recording: Recording,
): Promise<string | undefined> {
  const { send, close } = sender(baseUrl, patienceMs);
  const slowly = paced(patient(send, mostMs), operations);
  try {
    const reading = operations.filter(({ method }) => method === "GET");
    const cases = reading
      .flatMap((operation) => casesOf(operation, token, seed))
      .filter(({ request }) => request.method === "GET" && request.body === undefined);
    await askAll(cases, slowly, recording, atOnce);
    await probeWalks({ send: slowly, token, mock: undefined, foreign: {} }, recording);
    return undefined;
  } catch (error) {
    if (!(error instanceof GivenUp)) throw error;
    const last = recording.exchanges.at(-1)?.answer.text;
    if (recording.exchanges.every(({ answer }) => answer.status === 0))
      throw new Error(`no answer of ${baseUrl} can be read: ${last}; is it there, and the right one?`, {
        cause: error,
      });
    return error.message;
  } finally {
    close();
  }
}

/** Asks for every case, some at once, and judges them in their own order whatever came first. */
async function askAll(
  cases: ReturnType<typeof casesOf>,
  send: Send,
  recording: Recording,
  atOnce: number,
): Promise<void> {
  const answers = Array.from<Answer | undefined>({ length: cases.length });
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < cases.length) {
      const index = next++;
      answers[index] = await send(cases[index]!.request);
    }
  };
  const works = await Promise.allSettled(Array.from({ length: atOnce }, work));
  for (const [index, one] of cases.entries()) {
    const answer = answers[index];
    if (answer) recording.judge(one, answer);
  }
  for (const one of works) if (one.status === "rejected") throw one.reason;
}

function callsIn({ calls }: Recording): Covered[] {
  return operations.map(({ id }) => ({
    group: "client calls",
    name: id,
    isSeen: calls.some(({ operation }) => operation === id),
    reason: undefined,
  }));
}

function checksIn({ judged }: Recording, names: readonly CheckName[]): Covered[] {
  return names.map((name) => ({
    group: "checks",
    name,
    isSeen: (judged.get(name) ?? 0) > 0,
    reason: undefined,
  }));
}
