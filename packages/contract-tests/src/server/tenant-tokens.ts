import type { Mock } from "@feishu-openapi/mock";
import type { Case } from "../cases/case.ts";
import { accepted } from "../cases/expected.ts";
import { requestsWith } from "../cases/request.ts";
import { operations } from "../contract/read.ts";
import { textOf } from "../contract/text.ts";
import type { JsonObject, Operation } from "../contract/types.ts";
import type { Results } from "../report/results.ts";
import { tokenOperation } from "../state-cases/states.ts";
import type { StartServer } from "../under-test/mock.ts";
import { codeOf, type Send } from "../wire/types.ts";
import { withServer } from "./with-server.ts";

/** An issued token; a field is undefined if it is missing or of another type. */
interface Issued {
  readonly token: string | undefined;
  readonly expire: number | undefined;
  /** Adds the result of the assertion `tenant_token`. */
  readonly add: (messages: readonly string[]) => void;
}

/** The longest lifetime of a token, in seconds. */
const maxLifetime = 7200;
/** A token with at least this much left is issued again, in milliseconds. */
const renewMs = 1_800_000;
const secrets = { cli_probe_one: "secret of one", cli_probe_two: "secret of two" } as const;
type AppId = keyof typeof secrets;

/** The rules for tenant tokens that the contract has only in prose: their lifetime, and when a new one is issued. */
export async function probeTenantTokens(
  start: StartServer,
  now: () => number,
  results: Results,
): Promise<void> {
  const operation = operations.find(({ id }) => id === tokenOperation);
  if (!operation) return;
  const apps = Object.fromEntries(Object.entries(secrets).map(([id, secret]) => [id, { secret }]));
  await withServer(start, { chats: 1, now, apps, strictAuth: true }, async ({ mock }, send) => {
    if (mock) await checkLifetime(operation, mock, send, results);
  });
}

async function checkLifetime(operation: Operation, mock: Mock, send: Send, results: Results): Promise<void> {
  const request = async (
    name: string,
    appId: AppId,
    secret: string,
    errorCode: number | undefined,
  ): Promise<Issued> => {
    const failure = operation.failures.find(({ code }) => code === errorCode);
    const body = JSON.stringify({ app_id: appId, app_secret: secret });
    const testCase: Case = {
      name,
      operation,
      category: "state",
      request: requestsWith("")(operation, { body }),
      expect: failure ? { accept: false, allowedErrors: [failure] } : accepted,
      parameters: [],
      state: "two apps with secrets",
    };
    const response = await send(testCase.request);
    results.evaluate(testCase, response);
    const { tenant_access_token: token, expire } = (response.body ?? {}) as JsonObject;
    return {
      token: typeof token === "string" ? token : undefined,
      expire: typeof expire === "number" ? expire : undefined,
      add: (messages) => results.add("tenant_token", testCase, messages, response),
    };
  };
  const issue = (name: string, appId: AppId = "cli_probe_one"): Promise<Issued> =>
    request(name, appId, secrets[appId], undefined);

  mock.reset();
  const first = await issue("the first token of an app");
  const lifetime = first.expire ?? 0;
  const isValid = lifetime > renewMs / 1000 && lifetime <= maxLifetime;
  first.add(isValid ? [] : [`expire is ${textOf(first.expire)}, not seconds up to ${maxLifetime}`]);
  if (!isValid) return;
  const sameToken = ({ token }: Issued): string[] =>
    token === first.token ? [] : ["a new token is issued while the current one has 30 minutes or more left"];
  const second = await issue("the same app again, at once");
  second.add([...sameToken(second), ...wrongExpire(second, lifetime)]);
  const otherApp = await issue("the first token of another app", "cli_probe_two");
  otherApp.add(repeatedToken(otherApp.token, first.token));
  mock.advance(lifetime * 1000 - renewMs);
  const late = await issue("the same app, with 30 minutes left");
  late.add([...sameToken(late), ...wrongExpire(late, renewMs / 1000)]);
  mock.advance(1000);
  const renewed = await issue("the same app, with less than 30 minutes left");
  renewed.add([
    ...repeatedToken(renewed.token, first.token, otherApp.token),
    ...wrongExpire(renewed, lifetime),
  ]);
  renewed.add(
    (await isAccepted(first.token, send))
      ? []
      : ["the earlier token is rejected, although it has almost 30 minutes left"],
  );
  mock.revokeToken(renewed.token ?? "");
  const after = await issue("the same app, after its token was revoked");
  after.add(repeatedToken(after.token, first.token, renewed.token, otherApp.token));
  await request("the secret of another app", "cli_probe_one", secrets.cli_probe_two, 10014);
  await request("the secret in another case", "cli_probe_one", secrets.cli_probe_one.toUpperCase(), 10014);
  await request("an unknown app", "cli_probe_three" as AppId, secrets.cli_probe_one, 10003);
}

/** Whether a secured operation accepts the token. */
async function isAccepted(token: string | undefined, send: Send): Promise<boolean> {
  const operation = operations.find(({ secured }) => secured);
  if (!operation || token === undefined) return true;
  return codeOf((await send(requestsWith(token)(operation))).body) === 0;
}

function repeatedToken(token: string | undefined, ...earlier: readonly (string | undefined)[]): string[] {
  return earlier.includes(token) ? ["an earlier token is issued again"] : [];
}

function wrongExpire({ expire }: Issued, seconds: number): string[] {
  return expire === seconds ? [] : [`expire is ${textOf(expire)}; the token has ${seconds} s left`];
}
