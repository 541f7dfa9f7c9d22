import type { Mock } from "@feishu-openapi/mock";
import type { FeishuClient } from "@feishu-openapi/client";
import { isDeepStrictEqual } from "node:util";
import { operations, type JsonObject, type Operation } from "../contract.ts";
import { casesOf } from "../probe/cases.ts";
import { appStateCases, usualToken } from "../probe/cases-states.ts";
import { shown } from "../probe/text.ts";
import { isPaged, type Paged } from "../probe/walk.ts";
import { methodOf, startSubject } from "../subject.ts";
import { goodArguments } from "./arguments.ts";
import { expressed, type Expressed } from "./expressed.ts";
import { mockOptions, written, type Probing } from "./probing.ts";
import { loadSdk, type Outcome, type Sdk } from "./sdk.ts";
import { successOf } from "./success.ts";

/** The mock, and who is to agree about it. */
interface Stage {
  readonly mock: Mock;
  readonly sdk: Sdk;
  readonly connect: (token: string | undefined) => FeishuClient;
}

/** Asks the same of our mock through the client and through Feishu's official SDK: both must come to the same. */
export async function probeSdk(probing: Probing): Promise<void> {
  const { createClient, seed, recording } = probing;
  await using mock = await startSubject({ ...mockOptions, seed });
  const connect = (token: string = usualToken): FeishuClient =>
    createClient({ token, baseUrl: mock.url, fetch: mock.fetch, retry: false, rateLimit: false });
  const sdk = await loadSdk(mock.url);
  const stage = { mock, sdk, connect };
  for (const operation of operations) {
    if (!sdk.knows(operation)) {
      recording.excuse(`the official SDK has no ${operation.id}`);
      continue;
    }
    for (const call of callsOf(operation, seed)) await compare(probing, stage, operation, call);
    await compareStates(probing, stage, operation);
    if (isPaged(operation)) await compareWalks(probing, stage, operation);
  }
}

/** Every case that the client can express, and arguments that keep to the contract, each once. */
function callsOf(operation: Operation, seed: number): Expressed[] {
  const cases = casesOf(operation, usualToken, seed).map(expressed);
  const good = goodArguments(operation, seed, 20).map((params): Expressed => ({
    params,
    token: operation.secured ? usualToken : undefined,
  }));
  const calls = [...cases, ...good].filter((one) => typeof one !== "string");
  return [...new Map(calls.map((one) => [JSON.stringify([one.params, one.token]), one])).values()];
}

async function compare(
  { recording }: Probing,
  { sdk, connect }: Stage,
  operation: Operation,
  { params, token }: Expressed,
  given: string = "",
): Promise<void> {
  const [ours, theirs] = await Promise.all([
    callOurs(connect(token), operation, params),
    sdk.call(operation, params, token),
  ]);
  const reason = isDeepStrictEqual(ours, theirs) ? undefined : excuseFor(operation, params);
  if (reason !== undefined) return recording.excuse(reason);
  recording.noteCall(
    { operation: operation.id, name: `the SDK, ${written(operation, params)}${given}` },
    {
      sdk_agrees: isDeepStrictEqual(ours, theirs)
        ? []
        : [`the client comes to ${shown(ours)}, the official SDK to ${shown(theirs)}`],
    },
  );
}

/** What the SDK is known to do otherwise; undefined for anything else. */
function excuseFor(operation: Operation, params: JsonObject): string | undefined {
  const inPath = operation.parameters.filter((parameter) => parameter.in === "path");
  if (inPath.some(({ name }) => encodeURIComponent(String(params[name])) !== String(params[name])))
    return "the official SDK writes a path parameter without encoding it";
  return undefined;
}

async function callOurs(client: FeishuClient, operation: Operation, params: JsonObject): Promise<Outcome> {
  try {
    const result = await methodOf(client, operation)(params);
    const data = operation.pagination ? (result as { data: unknown }).data : result;
    return { body: successOf(operation).isInData ? { code: 0, msg: "success", data } : data };
  } catch (error) {
    const { status, code, message } = error as { status?: number; code?: number; message: string };
    return status === undefined ? { thrown: message } : { status, code };
  }
}

async function compareStates(probing: Probing, stage: Stage, operation: Operation): Promise<void> {
  const { mock } = stage;
  for (const { case: one, prepare } of appStateCases(operation)) {
    mock.reset();
    const token = (await prepare(mock)) ?? usualToken;
    await compare(probing, stage, operation, { params: operation.minimal, token }, `, given ${one.given}`);
  }
  for (const { code } of operation.failures) {
    mock.reset();
    mock.fail(operation.id, { code });
    const token = operation.secured ? usualToken : undefined;
    await compare(probing, stage, operation, { params: operation.minimal, token }, `, given failure ${code}`);
  }
  mock.reset();
}

/** The same list, walked by both in several sizes, under each value of each parameter. */
async function compareWalks(
  { recording }: Probing,
  { sdk, connect, mock }: Stage,
  operation: Paged,
): Promise<void> {
  const { limit, items: name } = operation.pagination;
  const kinds = operation.parameters.flatMap((parameter) =>
    ((parameter.schema["enum"] ?? []) as unknown[]).map((value) => ({ [parameter.name]: value })),
  );
  const walks = [{ [limit]: 7 }, { [limit]: 100 }, {}, ...kinds.map((kind) => ({ ...kind, [limit]: 50 }))];
  for (const wanted of walks) {
    const params: JsonObject = { ...operation.minimal, ...wanted };
    const pages = await sdk.walk(operation, params, usualToken);
    const theirs = pages.flatMap((page) => (page?.[name] ?? []) as JsonObject[]);
    const ours = await methodOf(
      connect(usualToken),
      operation,
    )(params)
      .toArray({ limit: Infinity })
      .catch((error: Error) => error.message);
    recording.noteCall(
      { operation: operation.id, name: `the SDK walks ${written(operation, params)}` },
      {
        sdk_agrees: isDeepStrictEqual(ours, theirs)
          ? []
          : [
              `the client's walk gives ${Array.isArray(ours) ? `${ours.length} items` : ours}, the official SDK's ${theirs.length} items`,
            ],
      },
    );
  }
  await compareBrokenWalk(recording, { sdk, connect, mock }, operation);
}

/** On a page that fails the client throws. The SDK ends in silence, which is known and its own affair. */
async function compareBrokenWalk(
  recording: Probing["recording"],
  { sdk, connect, mock }: Pick<Stage, "sdk" | "connect" | "mock">,
  operation: Paged,
): Promise<void> {
  for (const { code } of operation.failures) {
    mock.reset();
    mock.fail(operation.id, { code });
    const pages = await sdk.walk(operation, operation.minimal, usualToken);
    const error = await methodOf(
      connect(usualToken),
      operation,
    )(operation.minimal)
      .toArray({ limit: Infinity })
      .then(
        () => undefined,
        (reason: { code?: number }) => reason.code,
      );
    if (pages.flatMap((page) => Object.keys(page ?? {})).length === 0)
      recording.excuse("the official SDK ends a walk in silence when a page fails");
    recording.noteCall(
      { operation: operation.id, name: `a walk beside the SDK's, given failure ${code}` },
      { sdk_agrees: error === code ? [] : [`the walk ends with ${String(error)}, not with ${code}`] },
    );
  }
  mock.reset();
}
