import type { MockOptions } from "@feishu-openapi/mock";
import { isDeepStrictEqual } from "node:util";
import { operations } from "../contract.ts";
import type { Case, Send } from "./case.ts";
import { casesOf } from "./cases.ts";
import { appStateCases, demandedCases, tokenStateCases, usualToken, type StateCase } from "./cases-states.ts";
import { gatedKinds, identitiesOf } from "./identity.ts";
import { accepted } from "./oracle.ts";
import type { Recording } from "./record.ts";
import { requestsWith } from "./request.ts";
import { isCanned, probeWalks, withoutLogId } from "./run-walks.ts";
import { sender } from "./send.ts";
import type { StartSubject, Subject } from "./subject.ts";
import { isPaged, itemsOf, walk } from "./walk.ts";
import { gatedFields } from "./walk-checks.ts";

/** A running mock that every stateless case was sent to. */
interface Stage {
  readonly subject: Subject;
  readonly send: Send;
  readonly options: MockOptions;
}

/** How many answers of each operation are compared with those of a second server of the same seed. */
const compared = 60;
/** Requests a second of the mock whose limit is tried. */
const perSecond = 3;

/** Everything that needs a server whose state can be changed, or more servers than one. */
export async function probeState(start: StartSubject, stage: Stage, recording: Recording): Promise<void> {
  const { subject, send, options } = stage;
  const { mock } = subject;
  if (!mock) return;
  await withSubject(start, { ...options, seed: (options.seed ?? 1) + 1 }, async (_other, ask) => {
    const foreign = await firstToken(ask);
    await probeWalks(
      { send, token: usualToken, mock, foreign: foreign ? { "of another seed": foreign } : {} },
      recording,
    );
  });
  mock.reset();
  await withSubject(start, options, (_twin, ask) => probeTwin(send, ask, options.seed ?? 1, recording));
  mock.reset();
  for (const operation of operations)
    await inStates([...appStateCases(operation), ...demandedCases(operation)], subject, send, recording);
  await probeFieldScopes(subject, send, recording);
  await withSubject(start, { ...options, chats: 1, strictAuth: true }, async (strict, ask) => {
    for (const operation of operations)
      await inStates(tokenStateCases(operation, ask), strict, ask, recording);
  });
  await withSubject(start, { ...options, chats: 1, rateLimit: { perSecond } }, (limited, ask) =>
    probeRateLimit(limited, ask, recording),
  );
}

async function withSubject(
  start: StartSubject,
  options: MockOptions,
  use: (subject: Subject, send: Send) => Promise<void>,
): Promise<void> {
  const subject = await start(options);
  const { send, close } = sender(subject.url);
  try {
    await use(subject, send);
  } finally {
    close();
    await subject.close();
  }
}

async function inStates(
  cases: readonly StateCase[],
  { mock }: Subject,
  send: Send,
  recording: Recording,
): Promise<void> {
  for (const { case: one, prepare } of cases) {
    if (!mock) continue;
    mock.reset();
    const token = await prepare(mock);
    const { headers } = one.request;
    const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const asked = { ...one, request: { ...one.request, headers: { ...headers, ...authorization } } };
    recording.judge(asked, await send(asked.request));
  }
  mock?.reset();
}

/** Two servers of one seed say the same, but for the log id. */
async function probeTwin(send: Send, sendTwin: Send, seed: number, recording: Recording): Promise<void> {
  for (const operation of operations) {
    const cases = casesOf(operation, usualToken, seed).filter(
      ({ expect }) => expect.accept && !expect.transport,
    );
    const step = Math.max(1, Math.floor(cases.length / compared));
    for (const one of cases.filter((_case, index) => index % step === 0)) {
      const [answer, twin] = [await send(one.request), await sendTwin(one.request)];
      const isSame =
        answer.status === twin.status &&
        isDeepStrictEqual(withoutLogId(answer.body), withoutLogId(twin.body));
      recording.note(
        "deterministic",
        one,
        isSame ? [] : ["a second server of the same seed answers otherwise"],
        answer,
      );
    }
  }
}

async function probeFieldScopes({ mock }: Subject, send: Send, recording: Recording): Promise<void> {
  if (!mock) return;
  for (const operation of operations.filter(isPaged)) {
    const identities = identitiesOf(operation);
    if (operation.fieldScopes.length === 0) continue;
    const gates = operation.fieldScopes.map(({ scope }) => scope);
    const given = `an app without ${gates.join(", ")}`;
    mock.app.scopes = mock.app.scopes.filter((scope) => !gates.includes(scope));
    for (const identity of identities) {
      const gated = gatedKinds(operation, identity);
      for (const kind of (identity.parameter.schema["enum"] ?? []) as string[]) {
        const fixed = { [identity.parameter.name]: kind };
        const made = await walk(operation, { fixed, size: 100 }, requestsWith(usualToken), async (one) => {
          const answer = await send(one.request);
          recording.judge({ ...one, name: `${one.name}, without ${gates.join(", ")}`, given }, answer);
          return answer;
        });
        // An example is the same for every app.
        if (isCanned(operation, made)) continue;
        const items = itemsOf(made);
        const isShown = items.some((item) => identity.id in item);
        const faults = gated.includes(kind)
          ? gatedFields(items, identity)
          : isShown
            ? []
            : [`no item shows its ${identity.id} of type ${kind}, which no scope gates`];
        recording.note("owner_field_scope", { ...made.pages[0]!.case, given }, faults);
      }
    }
    mock.reset();
  }
}

async function probeRateLimit({ mock }: Subject, send: Send, recording: Recording): Promise<void> {
  for (const operation of operations) {
    const failure = operation.failures.find(({ code }) => code === 99991400);
    if (!failure || !mock) continue;
    mock.reset();
    const make = (turn: number): Case => ({
      name: `request ${turn} of ${perSecond} in a second`,
      operation,
      aim: "rate",
      request: requestsWith(usualToken)(operation),
      expect: turn <= perSecond ? accepted : { accept: false, refuse: [failure] },
      parameters: [],
      given: `rateLimit: { perSecond: ${perSecond} }`,
    });
    for (let turn = 1; turn <= perSecond + 2; turn += 1)
      recording.judge(make(turn), await send(make(turn).request));
    mock.advance(1000);
    const after = { ...make(1), name: "the first request of the next second" };
    recording.judge(after, await send(after.request));
  }
}

async function firstToken(send: Send): Promise<string | undefined> {
  for (const operation of operations.filter(isPaged)) {
    const one = await walk(operation, { size: 1, most: 1 }, requestsWith(usualToken), ({ request }) =>
      send(request),
    );
    if (one.pages[0]?.token) return one.pages[0].token;
  }
  return undefined;
}
