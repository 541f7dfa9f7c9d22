import type { Mock } from "@feishu-openapi/mock";
import { operations, type JsonObject, type Operation } from "../contract.ts";
import { codeOf, type Case, type Send } from "./case.ts";
import { tokenOperation } from "./cases-states.ts";
import { accepted } from "./oracle.ts";
import type { Recording } from "./record.ts";
import { requestsWith } from "./request.ts";
import { withSubject } from "./stage.ts";
import type { StartSubject } from "./subject.ts";
import { textOf } from "./text.ts";

/** A token as it was issued; members are undefined where they are missing or of another type. */
interface Issued {
  readonly token: string | undefined;
  readonly expire: number | undefined;
  /** Notes what is wrong with it. */
  readonly hold: (texts: readonly string[]) => void;
}

/** The longest life of a token, in seconds. */
const longest = 7200;
/** With so much left a token is given again, in milliseconds. */
const renewMs = 1_800_000;
const secrets = { cli_probe_one: "secret of one", cli_probe_two: "secret of two" } as const;
type AppId = keyof typeof secrets;

/** What the contract says in words alone of tenant tokens: how long they live, and when there is a new one. */
export async function probeTenantTokens(
  start: StartSubject,
  now: () => number,
  recording: Recording,
): Promise<void> {
  const operation = operations.find(({ id }) => id === tokenOperation);
  if (!operation) return;
  const apps = Object.fromEntries(Object.entries(secrets).map(([id, secret]) => [id, { secret }]));
  await withSubject(start, { chats: 1, now, apps, strictAuth: true }, async ({ mock }, send) => {
    if (mock) await follow(operation, mock, send, recording);
  });
}

async function follow(operation: Operation, mock: Mock, send: Send, recording: Recording): Promise<void> {
  const ask = async (
    name: string,
    appId: AppId,
    secret: string,
    refuse: number | undefined,
  ): Promise<Issued> => {
    const failure = operation.failures.find(({ code }) => code === refuse);
    const body = JSON.stringify({ app_id: appId, app_secret: secret });
    const one: Case = {
      name,
      operation,
      aim: "state",
      request: requestsWith("")(operation, { body }),
      expect: failure ? { accept: false, refuse: [failure] } : accepted,
      parameters: [],
      given: "apps with a secret each",
    };
    const answer = await send(one.request);
    recording.judge(one, answer);
    const { tenant_access_token: token, expire } = (answer.body ?? {}) as JsonObject;
    return {
      token: typeof token === "string" ? token : undefined,
      expire: typeof expire === "number" ? expire : undefined,
      hold: (texts) => recording.note("tenant_token", one, texts, answer),
    };
  };
  const issue = (name: string, appId: AppId = "cli_probe_one"): Promise<Issued> =>
    ask(name, appId, secrets[appId], undefined);

  mock.reset();
  const first = await issue("the first token of an app");
  const life = first.expire ?? 0;
  const isRight = life > renewMs / 1000 && life <= longest;
  first.hold(isRight ? [] : [`expire is ${textOf(first.expire)}, no count of seconds up to ${longest}`]);
  if (!isRight) return;
  const restMs = life * 1000 - renewMs;
  const same = ({ token }: Issued): string[] =>
    token === first.token ? [] : ["there is a new token, and the one before has 30 minutes or more left"];
  const second = await issue("the same at once");
  second.hold([...same(second), ...wrongLife(second, life)]);
  const other = await issue("the first token of another app", "cli_probe_two");
  other.hold(oldToken(other.token, first.token));
  mock.advance(restMs);
  const late = await issue("the same with 30 minutes left");
  late.hold([...same(late), ...wrongLife(late, renewMs / 1000)]);
  mock.advance(1000);
  const renewed = await issue("the same with less than 30 minutes left");
  renewed.hold([...oldToken(renewed.token, first.token, other.token), ...wrongLife(renewed, life)]);
  renewed.hold(
    (await isTaken(first.token, send)) ? [] : ["the token before is refused, and has almost 30 minutes left"],
  );
  mock.revokeToken(renewed.token ?? "");
  const after = await issue("the same after it was revoked");
  after.hold(oldToken(after.token, first.token, renewed.token, other.token));
  await ask("another app's secret", "cli_probe_one", secrets.cli_probe_two, 10014);
  await ask("a secret that differs by its case", "cli_probe_one", secrets.cli_probe_one.toUpperCase(), 10014);
  await ask("an app that nobody knows", "cli_probe_three" as AppId, secrets.cli_probe_one, 10003);
}

/** Whether an operation lets a token in. */
async function isTaken(token: string | undefined, send: Send): Promise<boolean> {
  const secured = operations.find((one) => one.secured);
  if (!secured || token === undefined) return true;
  return codeOf((await send(requestsWith(token)(secured))).body) === 0;
}

function oldToken(token: string | undefined, ...others: readonly (string | undefined)[]): string[] {
  return others.includes(token) ? ["the token is one that was given before"] : [];
}

function wrongLife({ expire }: Issued, seconds: number): string[] {
  return expire === seconds ? [] : [`expire is ${textOf(expire)}, ${seconds} s are left`];
}
