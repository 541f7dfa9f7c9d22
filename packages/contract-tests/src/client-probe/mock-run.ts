import type { Mock } from "@feishu-openapi/mock";
import { operations } from "../contract.ts";
import { describeAnswer, describeExpectation, type Case, type Send } from "../probe/case.ts";
import { casesOf } from "../probe/cases.ts";
import {
  appStateCases,
  demandedCases,
  tokenStateCases,
  usualToken,
  type StateCase,
} from "../probe/cases-states.ts";
import { isExpected } from "../probe/checks.ts";
import { jsonOf } from "../probe/text.ts";
import { methodOf, startSubject } from "../subject.ts";
import { expressed } from "./expressed.ts";
import { errorFaults, retryFaults, secretFaults, valueFaults } from "./outcome-faults.ts";
import { perform } from "./perform.ts";
import { foretell } from "./prediction.ts";
import { mockOptions, type Probing } from "./probing.ts";
import { baseUrl } from "./request-faults.ts";
import type { Server, WholeReply } from "./transport.ts";

/** Has the client send every case that it can express to our mock, in every state, and judges what comes of it. */
export async function probeMock(probing: Probing): Promise<void> {
  const { seed } = probing;
  await using mock = await startSubject({ ...mockOptions, listen: false, seed });
  for (const operation of operations) {
    for (const one of casesOf(operation, usualToken, seed)) await ask(probing, mock, one, undefined);
    await inStates(probing, mock, [...appStateCases(operation), ...demandedCases(operation)]);
  }
  await using strict = await startSubject({ ...mockOptions, listen: false, chats: 1, strictAuth: true });
  const send: Send = async ({ method, path, query, headers, body }) => {
    const init = { method, headers, ...(body !== undefined && { body }) };
    return answerOf(await read(await strict.fetch(`${baseUrl}${path}?${query}`, init)));
  };
  for (const operation of operations) await inStates(probing, strict, tokenStateCases(operation, send));
}

async function inStates(probing: Probing, mock: Mock, cases: readonly StateCase[]): Promise<void> {
  for (const { case: one, prepare } of cases) {
    mock.reset();
    await ask(probing, mock, one, await prepare(mock));
  }
  mock.reset();
}

async function ask(
  { createClient, recording }: Probing,
  mock: Mock,
  one: Case,
  stateToken: string | undefined,
): Promise<void> {
  const call = expressed(one);
  if (typeof call === "string") return recording.excuse(`no call of the client says ${call}`);
  const { operation, expect } = one;
  const token = stateToken ?? call.token;
  const came = await perform(
    createClient,
    serverOf(mock),
    (client) => methodOf(client, operation)(call.params),
    token === undefined ? {} : { token },
  );
  const [first] = came.replies;
  if (!first) {
    const request = ["no answer came of it"];
    return recording.noteCall({ operation: operation.id, name: nameOf(one) }, { client_request: request });
  }
  const foretold = foretell(operation, came.replies, { attempts: 3 });
  const answer = answerOf(first);
  recording.noteCall(
    { operation: operation.id, name: nameOf(one) },
    {
      client_request: isExpected(expect, answer)
        ? []
        : [`expected ${describeExpectation(expect)}, got ${describeAnswer(answer)}`],
      client_result: valueFaults(operation, foretold, came),
      client_error: errorFaults(operation, foretold, came),
      client_retry: retryFaults(foretold, came),
      // A shorter one would be found in ordinary words.
      client_secrets: token === undefined || token.length < 8 ? [] : secretFaults([token], came),
    },
  );
}

function nameOf({ name, given }: Case): string {
  return `the client, ${name}${given === undefined || given === name ? "" : `, given ${given}`}`;
}

function serverOf(mock: Mock): Server {
  return async ({ url, method, headers, body }) =>
    read(await mock.fetch(url, { method, headers, ...(body !== undefined && { body }) }));
}

async function read(response: Response): Promise<WholeReply> {
  const { status, headers } = response;
  return { status, headers: Object.fromEntries(headers), text: await response.text() };
}

function answerOf({ status, headers, text }: WholeReply): Awaited<ReturnType<Send>> {
  return { status, headers, text, body: jsonOf(text), ms: 0 };
}
