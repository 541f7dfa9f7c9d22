import { sample } from "fast-check";
import { operations } from "../contract/read.ts";
import type { JsonObject, Operation } from "../contract/types.ts";
import { methodOf } from "../under-test/client.ts";
import { neutralOptions, invalidParams, unsendableParams, validParams } from "./parameters.ts";
import { headerMessages, requestMessages } from "./compare-request.ts";
import { resultMessages } from "./compare-result.ts";
import { describeCall, describeResult, perform, type ClientProbe, type Server } from "./perform.ts";
import { successesOf, successOf } from "./success.ts";

/** No connection is made: the server is in memory. */
const baseUrl = "https://feishu.test:8443/open-apis";
const token = "t-7f1bcd13fc57d46bac21793a18e560";

/** How many random sets of params each operation gets. */
const randomSets = 150;

/** Calls every operation with valid, invalid and unsendable params, and compares request and result with them. */
export async function probeParameters(probe: ClientProbe): Promise<void> {
  for (const operation of operations) {
    const valid = validParams(operation, probe.seed, randomSets);
    const sendable = [...valid, ...invalidParams(operation)];
    const bodies = sample(successesOf(operation), { seed: probe.seed, numRuns: sendable.length });
    const validOptions = neutralOptions(operation, probe.seed, valid.length);
    for (const [index, params] of sendable.entries())
      await send(probe, operation, params, validOptions[index] ?? {}, bodies[index]!, index < valid.length);
    for (const [reason, params] of unsendableParams(operation))
      await expectTypeError(probe, operation, reason, params, {});
    for (const options of invalidOptions)
      await expectTypeError(probe, operation, JSON.stringify(options), operation.minimal, options);
  }
}

/** Unknown call options, and options with invalid values. */
const invalidOptions: readonly JsonObject[] = [
  { timeout: 1000 },
  { timeoutMs: 0 },
  { timeoutMs: "1000" },
  { deadlineMs: -1 },
  { retry: { attempts: 0 } },
  { signal: {} },
];

async function send(
  { createClient, results }: ClientProbe,
  operation: Operation,
  params: JsonObject,
  options: JsonObject,
  body: JsonObject,
  isValid: boolean,
): Promise<void> {
  const performed = await perform(createClient, serverWith(body), token, (client) =>
    methodOf(client, operation)(params, options),
  );
  const [sent, ...more] = performed.sent;
  const names = Object.keys(options);
  const expected = { value: (successOf(operation).isInData ? body["data"] : body) as JsonObject };
  results.addCall(
    {
      operation: operation.id,
      name: `${describeCall(operation, params)}${names.length > 0 ? ` with ${names.join(", ")}` : ""}`,
    },
    {
      client_request: [
        ...(sent
          ? requestMessages(operation, params, sent, baseUrl, isValid)
          : [`no request is sent: ${describeResult(performed)}`]),
        ...(more.length > 0 ? [`${more.length + 1} requests are sent`] : []),
      ],
      client_headers: sent ? headerMessages(operation, sent, token) : [],
      client_result: resultMessages(operation, expected, performed),
    },
  );
}

async function expectTypeError(
  { createClient, results }: ClientProbe,
  operation: Operation,
  reason: string,
  params: JsonObject,
  options: JsonObject,
): Promise<void> {
  const performed = await perform(createClient, serverWith({ code: 0, msg: "" }), token, (client) =>
    methodOf(client, operation)(params, options),
  );
  const { isSuccess, result, sent } = performed;
  const isTypeError = !isSuccess && (result as Error).name === "TypeError";
  results.addCall(
    { operation: operation.id, name: `a call with ${reason}` },
    {
      client_throws: [
        ...(isTypeError ? [] : [`expected a TypeError, but ${describeResult(performed)}`]),
        ...(sent.length > 0 ? ["a request is sent"] : []),
      ],
    },
  );
}

/** A server in memory that gives every request the same response. */
function serverWith(body: JsonObject): Server {
  const headers = { "content-type": "application/json; charset=utf-8" };
  return {
    url: baseUrl,
    fetch: () => Promise.resolve(new Response(JSON.stringify(body), { status: 200, headers })),
  };
}
