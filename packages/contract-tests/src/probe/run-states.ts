import type { MockOptions } from "@feishu-openapi/mock";
import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { operations } from "../contract.ts";
import type { Case, Exchange, Send } from "./case.ts";
import { casesOf } from "./cases.ts";
import { appStateCases, demandedCases, tokenStateCases, usualToken } from "./cases-states.ts";
import { orderCases, orderLimit } from "./cases-order.ts";
import { scopeCases } from "./cases-scopes.ts";
import { gatedKinds, identitiesOf } from "./identity.ts";
import { accepted } from "./oracle.ts";
import type { Recording } from "./record.ts";
import { requestsWith } from "./request.ts";
import { probeRateLimits } from "./run-rate-limits.ts";
import { probeTenantTokens } from "./run-tenant-tokens.ts";
import { isCanned, probeWalks, withoutLogId } from "./run-walks.ts";
import { inStates, withSubject } from "./stage.ts";
import type { StartSubject, Subject } from "./subject.ts";
import { isPaged, itemsOf, walk } from "./walk.ts";
import { gatedFields } from "./walk-checks.ts";

/** A running mock that every stateless case was sent to. */
interface Stage {
  readonly subject: Subject;
  readonly send: Send;
  readonly options: MockOptions & { readonly now: () => number; readonly seed: number };
}

/** How many answers of each operation are compared with those of a second server of the same seed. */
const compared = 60;
/** How much later the second one starts, in milliseconds: enough to tell one that is made from the time. */
const laterMs = 20;
/** How far China is ahead of UTC, in milliseconds. */
const chinaMs = 8 * 3_600_000;

/** Everything that needs a server whose state can be changed, or more servers than one. */
export async function probeState(start: StartSubject, stage: Stage, recording: Recording): Promise<void> {
  const { subject, send, options } = stage;
  const { mock } = subject;
  if (!mock) return;
  await withSubject(start, { ...options, seed: options.seed + 1 }, async (_other, ask) => {
    await probeOtherSeed(send, ask, recording);
    const foreign = await firstToken(ask);
    await probeWalks(
      { send, token: usualToken, mock, foreign: foreign ? { "of another seed": foreign } : {} },
      recording,
    );
  });
  mock.reset();
  await probeTwin(start, stage, recording);
  mock.reset();
  await probeLogIdTime(stage, recording);
  for (const operation of operations)
    await inStates(
      [...appStateCases(operation), ...scopeCases(operation), ...demandedCases(operation)],
      subject,
      send,
      recording,
    );
  await probeFieldScopes(subject, send, recording);
  await withSubject(start, { ...options, chats: 1, strictAuth: true }, async (strict, ask) => {
    for (const operation of operations)
      await inStates(tokenStateCases(operation, ask), strict, ask, recording);
  });
  await withSubject(start, { ...options, chats: 1, rateLimit: orderLimit }, async (limited, ask) => {
    for (const operation of operations) await inStates(orderCases(operation, ask), limited, ask, recording);
  });
  await probeRateLimits(start, options.now, recording);
  await probeTenantTokens(start, options.now, recording);
}

/** The time of a log id is that of the answer, in China. */
async function probeLogIdTime({ send, options }: Stage, recording: Recording): Promise<void> {
  const inChina = new Date(options.now() + chinaMs).toISOString().replaceAll(/\D/g, "").slice(0, 14);
  for (const operation of operations) {
    const request = requestsWith(usualToken)(operation);
    const one: Case = {
      name: "the time of the log id",
      operation,
      aim: "positive",
      request,
      expect: accepted,
      parameters: [],
    };
    const answer = await send(request);
    const id = answer.headers["x-tt-logid"] ?? "";
    recording.note(
      "log_id",
      one,
      id.startsWith(inChina) ? [] : [`log id ${id} does not begin with ${inChina}, the time in China`],
      answer,
    );
  }
}

/** What is compared of a server with one of the same seed. */
function comparedCases(seed: number): Case[] {
  return operations.flatMap((operation) => {
    const cases = casesOf(operation, usualToken, seed).filter(
      ({ expect }) => expect.accept && !expect.transport,
    );
    const step = Math.max(1, Math.floor(cases.length / compared));
    return cases.filter((_case, index) => index % step === 0);
  });
}

/** Two servers of one seed say the same, but for the log id, whenever each was started. */
async function probeTwin(start: StartSubject, { send, options }: Stage, recording: Recording): Promise<void> {
  const answered: Exchange[] = [];
  for (const one of comparedCases(options.seed))
    answered.push({ case: one, answer: await send(one.request) });
  await sleep(laterMs);
  await withSubject(start, options, async (_twin, ask) => {
    for (const { case: one, answer } of answered) {
      const twin = await ask(one.request);
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
  });
}

/** A server of another seed has other items. */
async function probeOtherSeed(send: Send, sendOther: Send, recording: Recording): Promise<void> {
  for (const operation of operations.filter(isPaged)) {
    const first = (ask: Send) =>
      walk(operation, { most: 1 }, requestsWith(usualToken), ({ request }) => ask(request));
    const [one, other] = [await first(send), await first(sendOther)];
    if (isCanned(operation, one)) continue;
    const known = new Set(itemsOf(other).map((item) => JSON.stringify(item)));
    const isShared = itemsOf(one).some((item) => known.has(JSON.stringify(item)));
    recording.note(
      "deterministic",
      one.pages[0]!.case,
      isShared ? ["a server of another seed has the same items"] : [],
    );
  }
}

async function probeFieldScopes({ mock }: Subject, send: Send, recording: Recording): Promise<void> {
  if (!mock) return;
  for (const operation of operations.filter(isPaged)) {
    const identities = identitiesOf(operation);
    if (operation.fieldScopes.length === 0) continue;
    const gates = operation.fieldScopes.map(({ scope }) => scope);
    mock.app.scopes = mock.app.scopes.filter((scope) => !gates.includes(scope));
    const callers = [
      { token: usualToken, given: `an app without ${gates.join(", ")}` },
      { token: mock.issueUserToken(), given: `a user of an app without ${gates.join(", ")}` },
    ];
    for (const [identity, { token, given }] of identities.flatMap((one) =>
      callers.map((caller) => [one, caller] as const),
    )) {
      const gated = gatedKinds(operation, identity);
      for (const kind of (identity.parameter.schema["enum"] ?? []) as string[]) {
        const fixed = { [identity.parameter.name]: kind };
        const made = await walk(operation, { fixed, size: 100 }, requestsWith(token), async (one) => {
          const answer = await send(one.request);
          recording.judge({ ...one, name: `${one.name}, ${given}`, given }, answer);
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

async function firstToken(send: Send): Promise<string | undefined> {
  for (const operation of operations.filter(isPaged)) {
    const one = await walk(operation, { size: 1, most: 1 }, requestsWith(usualToken), ({ request }) =>
      send(request),
    );
    if (one.pages[0]?.token) return one.pages[0].token;
  }
  return undefined;
}
