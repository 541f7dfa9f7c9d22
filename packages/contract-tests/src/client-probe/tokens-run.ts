import { sample } from "fast-check";
import { operations, type JsonObject, type Operation } from "../contract.ts";
import { methodOf } from "../subject.ts";
import { eventFaults } from "./event-faults.ts";
import { app, isFor, issued } from "./issuing.ts";
import { errorFaults, retryFaults, secretFaults, valueFaults } from "./outcome-faults.ts";
import { perform } from "./perform.ts";
import { documented, foretell } from "./prediction.ts";
import { jsonReply, type Probing } from "./probing.ts";
import { headerFaults, sentFaults } from "./request-faults.ts";
import { successesOf } from "./success.ts";
import type { Reply, Sent } from "./transport.ts";

const [firstToken, secondToken] = ["t-first0123456789abcdef", "t-second0123456789abcdef"];
const secrets = [firstToken, secondToken, app.appSecret];

/** Seconds that an issued token lives. */
const lifeSeconds = 7200;

/** Rejects tokens, and has the client fetch its own: how often it asks for another one, and what it sends them with. */
export async function probeTokens(probing: Probing): Promise<void> {
  const issuing = operations.find(({ id }) => id === "auth.v3.tenantAccessToken.internal");
  for (const operation of operations.filter(({ secured }) => secured)) {
    const [body] = sample(successesOf(operation), { seed: probing.seed, numRuns: 1 });
    const good = jsonReply(body);
    for (const { code, status, kind } of operation.failures) {
      if (kind !== "auth") continue;
      const rejected = jsonReply(documented.get(code)?.body, status);
      await replace(probing, operation, `${code}, then a good answer`, [rejected, good]);
      await replace(probing, operation, `${code}, for ever`, [rejected]);
      if (issuing)
        await fetchAgain(probing, issuing, operation, `${code} for the fetched token`, rejected, good);
    }
    if (issuing) await fetchOnce(probing, issuing, operation, good);
  }
}

/** A function gives the tokens: the first one, and another one when it is told that the last was rejected. */
async function replace(
  { createClient, recording }: Probing,
  operation: Operation,
  name: string,
  replies: readonly Reply[],
): Promise<void> {
  const asked: boolean[] = [];
  const token = ({ refresh }: { refresh: boolean }): string => {
    asked.push(refresh);
    return refresh ? secondToken : firstToken;
  };
  const foretold = foretell(operation, replies, { attempts: 3, canRenew: true });
  const came = await perform(
    createClient,
    (_sent, index) => replies[Math.min(index, replies.length - 1)]!,
    (client) => methodOf(client, operation)(operation.minimal),
    { token },
  );
  recording.noteCall(
    { operation: operation.id, name: `a token function, ${name}` },
    {
      client_token: [
        ...retryFaults(foretold, came),
        ...valueFaults(operation, foretold, came),
        ...errorFaults(operation, foretold, came),
        ...came.sent.flatMap((sent, index) =>
          headerFaults(operation, sent, index === 0 ? firstToken : secondToken),
        ),
        ...(JSON.stringify(asked) === "[false,true]"
          ? []
          : [`the token function is asked ${asked.length} times`]),
      ],
      client_events: eventFaults(operation, foretold, came),
      client_secrets: secretFaults(secrets, came),
    },
  );
}

/** The client fetches its token, which is then rejected: it fetches another one, once. */
async function fetchAgain(
  { createClient, recording }: Probing,
  issuing: Operation,
  operation: Operation,
  name: string,
  rejected: Reply,
  good: Reply,
): Promise<void> {
  const came = await perform(
    createClient,
    (sent, index) =>
      isFor(issuing, sent)
        ? issued(index < 2 ? firstToken : secondToken, lifeSeconds)
        : index < 2
          ? rejected
          : good,
    (client) => methodOf(client, operation)(operation.minimal),
    app,
  );
  recording.noteCall(
    { operation: operation.id, name },
    {
      client_token: [
        ...orderFaults(came.sent, [issuing, operation, issuing, operation]),
        ...tokenFaults(issuing, operation, came.sent, [firstToken, secondToken]),
        ...(came.ended === "value" ? [] : ["the second token is not accepted"]),
      ],
      client_secrets: secretFaults(secrets, came),
    },
  );
}

/** Many calls at once ask for one token; a later one keeps it, and one after its end asks for another. */
async function fetchOnce(
  { createClient, recording }: Probing,
  issuing: Operation,
  operation: Operation,
  good: Reply,
): Promise<void> {
  let given = 0;
  const came = await perform(
    createClient,
    (sent) => (isFor(issuing, sent) ? issued(given++ === 0 ? firstToken : secondToken, lifeSeconds) : good),
    async (client, clock) => {
      const call = (): PromiseLike<unknown> => methodOf(client, operation)(operation.minimal);
      await Promise.all([call(), call(), call()]);
      await clock.sleep(lifeSeconds * 500);
      await call();
      await clock.sleep(lifeSeconds * 500);
      await call();
    },
    { ...app, rateLimit: false },
  );
  const due = [issuing, operation, operation, operation, operation, issuing, operation];
  recording.noteCall(
    {
      operation: operation.id,
      name: "three calls at once, one at half of the token's life, and one after its end",
    },
    {
      client_token: [
        ...orderFaults(came.sent, due),
        ...tokenFaults(issuing, operation, came.sent, [firstToken, secondToken]),
        ...(came.ended === "value" ? [] : ["a call fails"]),
      ],
      client_secrets: secretFaults(secrets, came),
    },
  );
}

function orderFaults(sent: readonly Sent[], due: readonly Operation[]): string[] {
  const names = sent.map(({ url }) => new URL(url).pathname.split("/").at(-1)).join(", ");
  const isDue = sent.length === due.length && due.every((operation, index) => isFor(operation, sent[index]!));
  return isDue ? [] : [`the requests are ${names}; due are ${due.map(({ id }) => id).join(", ")}`];
}

/** Each request for a token carries the app and no token, each other one the token that was issued last. */
function tokenFaults(
  issuing: Operation,
  operation: Operation,
  sent: readonly Sent[],
  tokens: readonly string[],
): string[] {
  const params: JsonObject = { app_id: app.appId, app_secret: app.appSecret };
  let count = 0;
  return sent.flatMap((one) => {
    if (!isFor(issuing, one)) return headerFaults(operation, one, tokens[count - 1]);
    count += 1;
    return [...sentFaults(issuing, params, one, true), ...headerFaults(issuing, one, undefined)];
  });
}
