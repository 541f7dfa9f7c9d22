import type { FeishuClient } from "@feishu-openapi/client";
import type { Mock } from "@feishu-openapi/mock";
import { isDeepStrictEqual } from "node:util";
import { statelessCases } from "../cases/stateless.ts";
import { operations } from "../contract/read.ts";
import { preview } from "../contract/text.ts";
import { isPaged, type JsonObject, type Operation, type Paged } from "../contract/types.ts";
import { appStateCases, defaultToken } from "../state-cases/states.ts";
import { connect, methodOf } from "../under-test/client.ts";
import { startContractMock } from "../under-test/mock.ts";
import { validParams } from "./parameters.ts";
import { callOf, type Call } from "./case-as-call.ts";
import { describeCall, type ClientProbe } from "./perform.ts";
import { loadSdk, type CallResult, type Sdk } from "./sdk.ts";
import { successOf } from "./success.ts";

/** A mock, and the two clients that call it. */
interface SdkComparison {
  readonly mock: Mock;
  readonly sdk: Sdk;
  readonly connect: (token: string | undefined) => FeishuClient;
}

/** Calls the mock through our client and through Feishu's official SDK; the results must be the same. */
export async function probeSdk(probe: ClientProbe): Promise<void> {
  const { createClient, seed, results } = probe;
  await using mock = await startContractMock({ chats: 123, now: () => Date.UTC(2026, 10, 23, 4), seed });
  const comparison = {
    mock,
    sdk: await loadSdk(mock.url),
    connect: (token: string | undefined) => connect(mock.url, mock.fetch, token, createClient),
  };
  for (const operation of operations) {
    if (!comparison.sdk.has(operation)) {
      results.skip(`not compared with the official SDK: it has no ${operation.id}`);
      continue;
    }
    for (const call of callsOf(operation, seed)) await compare(probe, comparison, operation, call);
    await compareStates(probe, comparison, operation);
    if (isPaged(operation)) await compareWalks(probe, comparison, operation);
  }
}

/** Every case that a call can express, and some valid params, each once. */
function callsOf(operation: Operation, seed: number): Call[] {
  const token = operation.secured ? defaultToken : undefined;
  const calls = [
    ...statelessCases(operation, defaultToken, seed).map(callOf),
    ...validParams(operation, seed, 20).map((params) => ({ params, token })),
  ].filter((call) => typeof call !== "string");
  return [...new Map(calls.map((call) => [JSON.stringify([call.params, call.token]), call])).values()];
}

async function compare(
  { results }: ClientProbe,
  comparison: SdkComparison,
  operation: Operation,
  { params, token }: Call,
  suffix: string = "",
): Promise<void> {
  const [ours, theirs] = await Promise.all([
    callClient(comparison.connect(token), operation, params),
    comparison.sdk.call(operation, params, token),
  ]);
  const isSame = isDeepStrictEqual(ours, theirs);
  if (!isSame && needsPathEncoding(operation, params))
    return results.skip("not compared with the official SDK: it does not encode path parameters");
  results.addCall(
    { operation: operation.id, name: `the SDK, ${describeCall(operation, params)}${suffix}` },
    {
      sdk_agrees: isSame
        ? []
        : [`the client's result is ${preview(ours)}, the official SDK's ${preview(theirs)}`],
    },
  );
}

function needsPathEncoding({ parameters }: Operation, params: JsonObject): boolean {
  return parameters
    .filter((parameter) => parameter.in === "path")
    .some(({ name }) => encodeURIComponent(String(params[name])) !== String(params[name]));
}

async function callClient(
  client: FeishuClient,
  operation: Operation,
  params: JsonObject,
): Promise<CallResult> {
  try {
    const result = await methodOf(client, operation)(params);
    const data = operation.pagination ? (result as { data: unknown }).data : result;
    return { body: successOf(operation).isInData ? { code: 0, msg: "success", data } : data };
  } catch (error) {
    const { status, code, message } = error as { status?: number; code?: number; message: string };
    return status === undefined ? { thrown: message } : { status, code };
  }
}

async function compareStates(
  probe: ClientProbe,
  comparison: SdkComparison,
  operation: Operation,
): Promise<void> {
  const { mock } = comparison;
  const params = operation.minimal;
  for (const { case: testCase, prepare } of appStateCases(operation)) {
    mock.reset();
    const token = (await prepare(mock)) ?? defaultToken;
    await compare(probe, comparison, operation, { params, token }, `, state: ${testCase.state}`);
  }
  const token = operation.secured ? defaultToken : undefined;
  for (const { code } of operation.failures) {
    mock.reset();
    mock.fail(operation.id, { code });
    await compare(probe, comparison, operation, { params, token }, `, state: failure ${code}`);
  }
  mock.reset();
}

/** Walks a list with several page sizes, and with each value of each enum parameter. */
async function compareWalks(
  { results }: ClientProbe,
  { sdk, connect: connectTo }: SdkComparison,
  operation: Paged,
): Promise<void> {
  const { limit, items } = operation.pagination;
  const enumValues = operation.parameters.flatMap(({ name, schema }) =>
    ((schema["enum"] ?? []) as unknown[]).map((value) => ({ [name]: value, [limit]: 50 })),
  );
  for (const query of [{ [limit]: 7 }, { [limit]: 100 }, {}, ...enumValues]) {
    const params: JsonObject = { ...operation.minimal, ...query };
    const pages = await sdk.walk(operation, params, defaultToken);
    const theirs = pages.flatMap((page) => (page?.[items] ?? []) as JsonObject[]);
    const list = methodOf(connectTo(defaultToken), operation)(params);
    const ours = await list.toArray({ limit: Infinity }).catch((error: Error) => error.message);
    const found = Array.isArray(ours) ? `${ours.length} items` : ours;
    results.addCall(
      { operation: operation.id, name: `the SDK walks ${describeCall(operation, params)}` },
      {
        sdk_agrees: isDeepStrictEqual(ours, theirs)
          ? []
          : [`the client's walk has ${found}, the official SDK's ${theirs.length} items`],
      },
    );
  }
}
