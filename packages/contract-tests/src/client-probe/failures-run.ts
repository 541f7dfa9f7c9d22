import { sample } from "fast-check";
import { operations, type Failure, type JsonObject, type Operation } from "../contract.ts";
import { methodOf } from "../subject.ts";
import { virtualClock } from "./clock.ts";
import { eventFaults } from "./event-faults.ts";
import { errorFaults, retryFaults, secretFaults, valueFaults } from "./outcome-faults.ts";
import { callToken, perform } from "./perform.ts";
import { documented, foretell, mayPass, meaningOf } from "./prediction.ts";
import { jsonReply, logId, type Probing } from "./probing.ts";
import { successOf, successesOf } from "./success.ts";
import type { Reply } from "./transport.ts";

type Named = readonly [what: string, reply: Reply];

/** Documented: how often a call is sent unless told otherwise. */
const usualAttempts = 3;

/** Chance is below 1. */
const almostOne = 0.999_999;

/** Answers every operation with every failure, once, a few times and for ever, and judges what comes of it. */
export async function probeFailures(probing: Probing): Promise<void> {
  for (const operation of operations) {
    const [body] = sample(successesOf(operation), { seed: probing.seed, numRuns: 1 });
    const good = jsonReply(body);
    const waits = new Set<string>();
    for (const [what, reply] of failuresOf(operation, body!)) {
      const meaning = meaningOf(operation, reply);
      await fail(probing, operation, `${what}, for ever`, [reply], {});
      await fail(probing, operation, `${what}, then a good answer`, [reply, good], {});
      if (!mayPass(meaning)) continue;
      await fail(probing, operation, `${what}, twice`, [reply, reply, good], {});
      await fail(probing, operation, `${what}, three times`, [reply, reply, reply, good], {});
      await fail(probing, operation, `${what}, without retries`, [reply, good], { retry: false });
      await fail(probing, operation, `${what}, with 5 attempts`, [reply], { retry: { attempts: 5 } });
      const wait = `${meaning.again} ${meaning.hintMs}`;
      if (waits.has(wait)) continue;
      waits.add(wait);
      const seven = { retry: { attempts: 7 } };
      await fail(probing, operation, `${what}, with 7 attempts and no chance`, [reply], seven, 0);
      await fail(probing, operation, `${what}, with 7 attempts and every chance`, [reply], seven, almostOne);
      await fail(probing, operation, `${what}, with a deadline of 5 s`, [reply], { deadlineMs: 5000 });
    }
  }
}

async function fail(
  { createClient, recording }: Probing,
  operation: Operation,
  name: string,
  replies: readonly Reply[],
  options: { retry?: false | { attempts: number }; deadlineMs?: number },
  chance: number = 0.5,
): Promise<void> {
  const { retry, ...deadline } = options;
  const attempts = retry === false ? 1 : (retry?.attempts ?? usualAttempts);
  const foretold = foretell(operation, replies, { attempts, chance, ...deadline });
  const came = await perform(
    createClient,
    (_sent, index) => replies[Math.min(index, replies.length - 1)]!,
    (client) => methodOf(client, operation)(operation.minimal, options),
    { clock: virtualClock(chance) },
  );
  recording.noteCall(
    { operation: operation.id, name },
    {
      client_result: valueFaults(operation, foretold, came),
      client_error: errorFaults(operation, foretold, came),
      client_retry: retryFaults(foretold, came),
      client_events: eventFaults(operation, foretold, came),
      client_secrets: secretFaults([callToken], came),
    },
  );
}

/** Every way in which an answer may not be a success. */
function failuresOf(operation: Operation, good: JsonObject): Named[] {
  return [
    ...operation.failures.map(asDocumented),
    ...[...documented.values()].flatMap((failure) =>
      // A rejected token at 500 would say both that asking again may help and that it may not.
      (failure.kind === "auth" ? [200, 400] : [200, 400, 500]).map((status): Named => [
        `${failure.code} at ${status}`,
        jsonReply(failure.body, status),
      ]),
    ),
    ...[200, 400, 401, 403, 404, 409, 429, 500, 503].map((status): Named => [
      `an unknown code at ${status}`,
      jsonReply({ code: 987_654_321, msg: "not documented" }, status),
    ]),
    ...logIds(),
    ...hints(),
    ...echoes(),
    ...noEnvelopes(good, successOf(operation).isInData),
  ];
}

function asDocumented({ status, code, body, kind }: Failure): Named {
  const headers: Record<string, string> =
    kind === "rate_limit" ? { "x-ogw-ratelimit-limit": "50", "x-ogw-ratelimit-reset": "1.5" } : {};
  return [`${code} as documented`, jsonReply(body, status, headers)];
}

/** The log id is in a header, in the body, or nowhere. */
function logIds(): Named[] {
  const bodies: [string, JsonObject][] = [
    ["in error.log_id", { code: 232025, msg: "", error: { log_id: logId } }],
    ["in log_id", { code: 232025, msg: "", log_id: logId }],
    ["nowhere", { code: 232025, msg: "" }],
  ];
  const other = { code: 232025, msg: "", log_id: "OTHER-1", error: { log_id: "OTHER-2" } };
  return [
    ["a failure with another log id in its body", jsonReply(other, 400)],
    ...bodies.map(([where, body]): Named => withoutHeader(where, body)),
  ];
}

function withoutHeader(where: string, body: JsonObject): Named {
  const { headers, ...reply } = jsonReply(body, 400);
  const { "x-tt-logid": _, ...others } = headers as Record<string, string>;
  return [`a failure with its log id ${where}`, { ...reply, headers: others }];
}

/** How long the server asks to wait. */
function hints(): Named[] {
  const body = { code: 99991400, msg: "request trigger frequency limit" };
  const both = { "x-ogw-ratelimit-reset": "3", "retry-after": "9" };
  const headers: Record<string, string>[] = [
    ...["0", "0.25", "7", "59", "61"].map((seconds) => ({ "x-ogw-ratelimit-reset": seconds })),
    { "retry-after": "4" },
    both,
  ];
  return headers.flatMap((hint): Named[] => [
    [`a rate limit with ${JSON.stringify(hint)}`, jsonReply(body, 429, hint)],
    [`a server error with ${JSON.stringify(hint)}`, jsonReply({ code: 1500, msg: "" }, 500, hint)],
  ]);
}

/** A server that says what it was sent, and a transport that does. */
function echoes(): Named[] {
  const said = `the token ${callToken} is not right`;
  const html = { "content-type": "text/html" };
  const violation = { field_violations: [{ field: "x", value: callToken, description: said }] };
  const error = new TypeError("fetch failed", { cause: new Error(`invalid header Bearer ${callToken}`) });
  return [
    ["a log id that is the token", jsonReply({ code: 232025, msg: "" }, 400, { "x-tt-logid": callToken })],
    ["a message that shows the token", jsonReply({ code: 232025, msg: said }, 400)],
    ["a field violation that shows the token", jsonReply({ code: 232001, msg: "", error: violation }, 400)],
    ["a page that shows the token", { status: 403, headers: html, text: `<p>${said}</p>` }],
    ["a connection that breaks and shows the token", { error }],
    [
      "a connection that is reset",
      { error: new TypeError("fetch failed", { cause: new Error("ECONNRESET") }) },
    ],
  ];
}

function noEnvelopes(good: JsonObject, isInData: boolean): Named[] {
  const html = { "content-type": "text/html" };
  const page = "<html><body><h1>Bad Gateway</h1></body></html>";
  const whole = JSON.stringify(good);
  const { code: _code, ...codeless } = good;
  return [
    ...[200, 403, 404, 429, 502, 504].map((status): Named => [
      `HTML at ${status}`,
      { status, headers: html, text: page },
    ]),
    ...[200, 400, 500].map((status): Named => [`nothing at ${status}`, { status, headers: {}, text: "" }]),
    ...[302, 307].map((status): Named => [
      `a redirect at ${status}`,
      { status, headers: { location: "https://elsewhere.test/" }, text: "" },
    ]),
    ...[400, 500].map((status): Named => [`code 0 at ${status}`, jsonReply(good, status)]),
    ["half of the JSON", { ...jsonReply(good), text: whole.slice(0, whole.length >> 1) }],
    ["a list", jsonReply([good])],
    ["null", jsonReply(null)],
    ["no code", jsonReply(codeless)],
    ["a code that is a text", jsonReply({ ...good, code: "0" })],
    ["a code that is no whole number", jsonReply({ ...good, code: 1.5 })],
    ...(isInData
      ? [undefined, null, [], "text"].map((data): Named => [
          `${JSON.stringify(data)} for data`,
          jsonReply({ ...good, data }),
        ])
      : []),
  ];
}
