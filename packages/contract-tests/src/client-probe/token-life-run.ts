import { isDeepStrictEqual } from "node:util";
import type { FeishuClient } from "@feishu-openapi/client";
import { sample } from "fast-check";
import { operations, type Operation } from "../contract.ts";
import { methodOf } from "../subject.ts";
import { app, isFor, issued } from "./issuing.ts";
import { describeEnd } from "./outcome-faults.ts";
import { perform, type Performed } from "./perform.ts";
import { documented } from "./prediction.ts";
import { jsonReply, type Probing } from "./probing.ts";
import { successesOf } from "./success.ts";
import type { Reply, Server } from "./transport.ts";

const tokens = ["t-first0123456789abcdef", "t-second0123456789abcdef"] as const;

/** Documented: of a life, in seconds, when it is still fresh, renewed in the background, and not used any more. */
const lives = [
  { life: 7200, fresh: 6840, stale: 6984, over: 7193 },
  { life: 100, fresh: 85, stale: 93, over: 96 },
];

/** How many calls share one replacement. */
const many = 10;

interface Stage extends Probing {
  readonly issuing: Operation;
  readonly operation: Operation;
  readonly good: Reply;
}

/** Lets tokens grow old, has many calls come back with one, and callers give up who wait for one. */
export async function probeTokenLives(probing: Probing): Promise<void> {
  const issuing = operations.find(({ id }) => id === "auth.v3.tenantAccessToken.internal");
  if (!issuing) return;
  for (const operation of operations.filter(({ secured }) => secured)) {
    const [body] = sample(successesOf(operation), { seed: probing.seed, numRuns: 1 });
    const stage = { ...probing, issuing, operation, good: jsonReply(body) };
    for (const life of lives) {
      await growOld(stage, life);
      await outlive(stage, life);
    }
    await rejectForAll(stage);
    await giveUpWaiting(stage);
  }
}

/** Fresh, it is used; near its end, it is used while another one is fetched, and then that one is. */
async function growOld(stage: Stage, { life, fresh, stale }: (typeof lives)[number]): Promise<void> {
  const fetched: number[] = [];
  const issuer = issuerOf(stage, life);
  const came = await perform(
    stage.createClient,
    issuer.server,
    async (client, clock) => {
      for (const seconds of [0, fresh, stale - fresh, 0]) {
        await clock.sleep(seconds * 1000);
        await call(stage, client);
        await new Promise((resolve) => setImmediate(resolve));
        fetched.push(issuer.count());
      }
    },
    { ...app, rateLimit: false },
  );
  const [first, second] = tokens;
  note(stage, `a token of ${life} s at ${fresh} s and at ${stale} s`, [
    ...sentFaults(stage, came, [first, first, first, second]),
    ...(isDeepStrictEqual(fetched, [1, 1, 2, 2])
      ? []
      : [`after each call ${fetched.join(", ")} tokens are fetched, not 1, 1, 2, 2`]),
  ]);
}

/** At its very end it is not used: on its way it could end. */
async function outlive(stage: Stage, { life, over }: (typeof lives)[number]): Promise<void> {
  const { server } = issuerOf(stage, life);
  const came = await perform(
    stage.createClient,
    server,
    async (client, clock) => {
      await call(stage, client);
      await clock.sleep(over * 1000);
      await call(stage, client);
    },
    { ...app, rateLimit: false },
  );
  note(stage, `a token of ${life} s at ${over} s`, sentFaults(stage, came, tokens));
}

/** Calls that come back with the same rejected token get one other token between them. */
async function rejectForAll(stage: Stage): Promise<void> {
  const { createClient, operation } = stage;
  const failure = operation.failures.find(({ kind }) => kind === "auth");
  if (!failure) return;
  const rejected = jsonReply(documented.get(failure.code)?.body, failure.status);
  const issuer = issuerOf(stage, 7200);
  const [first, second] = tokens;
  const server: Server = (sent, index) =>
    sent.headers.get("authorization") === `Bearer ${first}` ? rejected : issuer.server(sent, index);
  let refreshed = 0;
  const token = ({ refresh }: { refresh: boolean }): string => {
    if (refresh) refreshed += 1;
    return refresh ? second : first;
  };
  const due = [...Array.from({ length: many }, () => first), ...Array.from({ length: many }, () => second)];
  for (const [whose, credential, replaced] of [
    ["the fetched token", app, () => issuer.count() - 1],
    ["a function's token", { token }, () => refreshed],
  ] as const) {
    const came = await perform(
      createClient,
      server,
      (client) => Promise.all(Array.from({ length: many }, () => call(stage, client))),
      { ...credential, rateLimit: false },
    );
    note(stage, `${whose}, rejected for ${many} calls at once`, [
      ...sentFaults(stage, came, due),
      ...(replaced() === 1 ? [] : [`it is replaced ${replaced()} times`]),
    ]);
  }
}

/** Of two who wait for a token, one gives up: the other one gets it. */
async function giveUpWaiting(stage: Stage): Promise<void> {
  const reason = new Error("not wanted any more");
  const controller = new AbortController();
  const issuer = issuerOf(stage, 7200);
  const ends: unknown[] = [];
  const came = await perform(
    stage.createClient,
    async (sent, index) => {
      if (!isFor(stage.issuing, sent)) return issuer.server(sent, index);
      // By then both wait.
      await new Promise((resolve) => setImmediate(resolve));
      controller.abort(reason);
      return issuer.server(sent, index);
    },
    async (client) => {
      const leaving = call(stage, client, { signal: controller.signal });
      const staying = call(stage, client);
      await leaving.then(undefined, (error: unknown) => ends.push(error));
      await staying;
    },
    { ...app, rateLimit: false },
  );
  note(stage, "two calls that wait for a token, of which one is aborted", [
    ...sentFaults(stage, came, [tokens[0]]),
    ...(ends[0] === reason ? [] : ["the aborted call does not fail with the caller's own reason"]),
    ...(issuer.count() === 1 ? [] : [`${issuer.count()} tokens are fetched`]),
  ]);
}

/** A server that issues one token after the other, and answers well. */
function issuerOf({ issuing, good }: Stage, life: number): { server: Server; count: () => number } {
  let count = 0;
  return {
    count: () => count,
    server(sent) {
      if (!isFor(issuing, sent)) return good;
      count += 1;
      return issued(tokens[count - 1] ?? `t-${count}`, life);
    },
  };
}

/** Calls at once: a list by itself would wait to be awaited. */
async function call({ operation }: Stage, client: FeishuClient, options: object = {}): Promise<unknown> {
  return await methodOf(client, operation)(operation.minimal, options);
}

/** Every call is to end well, sent with these tokens in order. */
function sentFaults({ operation }: Stage, came: Performed, due: readonly string[]): string[] {
  const sent = came.sent.filter((one) => isFor(operation, one));
  const carried = sent.map(({ headers }) => headers.get("authorization")?.replace("Bearer ", ""));
  return [
    ...(came.ended === "value" ? [] : [describeEnd(came)]),
    ...(isDeepStrictEqual(carried, due)
      ? []
      : [`the calls carry the tokens ${numbered(carried)}, not ${numbered(due)}`]),
  ];
}

function numbered(list: readonly (string | undefined)[]): string {
  return list.map((one) => tokens.findIndex((token) => token === one) + 1).join(", ");
}

function note({ recording, operation }: Stage, name: string, client_token: readonly string[]): void {
  recording.noteCall({ operation: operation.id, name }, { client_token });
}
