import { getEventListeners } from "node:events";
import type { Socket } from "node:net";
import { expect } from "vitest";
import type { Clock } from "../../src/resilience/clock.ts";
import {
  createClient,
  FeishuApiError,
  FeishuConnectionError,
  FeishuError,
  FeishuResponseError,
  FeishuTimeoutError,
  type CallOptions,
  type ClientOptions,
  type FeishuClient,
  type ListOptions,
} from "../../src/index.ts";
import { elsewhere, type Fault } from "./faults.ts";
import { pageOf, serve, type Seen, type TestServer } from "./server.ts";

/** The list that is served. The token of its second page is `page-1`, and so on. */
export const pages: readonly (readonly string[])[] = [["群1", "群2"], ["群3"], ["群4", "群5"], ["群6"]];

/** The caller's abort reason. */
export const enough = new Error("enough");

/** A client and a faulty server, and what both sides observed. */
export interface Stage {
  readonly server: TestServer;
  readonly feishu: FeishuClient;
  readonly clock: Clock;
  /** The sleeps of the clock, which end at once. */
  readonly slept: number[];
  /** The caller's signal, passed to every call. */
  readonly signal: AbortSignal;
  readonly abort: () => void;
  /** Called for each sleep, which then lasts until it is aborted. */
  onSleep?: () => void;
}

/** The server's response to each request, and the client's options. */
interface Props {
  readonly faultFor: (request: Seen) => Fault;
  readonly options: (stage: Stage) => Partial<ClientOptions>;
}

/** Runs a test against a faulty server, and asserts that no socket, timer or listener is left. */
export async function onStage(
  { faultFor, options }: Props,
  play: (stage: Stage) => Promise<void>,
): Promise<void> {
  const before = process.getActiveResourcesInfo();
  const sockets = new Set<Socket>();
  let open = 0;
  {
    await using server = await serve((request, response, index) => {
      sockets.add(response.socket!);
      open += 1;
      response.on("close", () => (open -= 1));
      faultFor(request)(response, correctResponse(request, index), stage);
    });
    const stage = createStage(server, options);
    await play(stage);
    await settle(() => open === 0);
    expect(open, "connections that are neither closed nor idle").toBe(0);
    expect(getEventListeners(stage.signal, "abort"), "listeners of the caller's signal").toEqual([]);
    const sent = Math.max(0, ...[...sockets].map(({ bytesWritten }) => bytesWritten));
    expect(sent, "bytes that the server could send").toBeLessThan(32_000_000);
    expect(elsewhere.seen, "requests to another host").toEqual([]);
  }
  await settle(() => left(before).length === 0);
  expect(left(before), "what keeps the process alive").toEqual([]);
}

function createStage(server: TestServer, options: Props["options"]): Stage {
  const controller = new AbortController();
  const slept: number[] = [];
  let now = Date.UTC(2026, 0, 1);
  const clock: Clock = {
    now: () => now,
    random: () => 0.5,
    sleep(ms, signal) {
      slept.push(ms);
      if (!stage.onSleep) return Promise.resolve(void (now += ms));
      setImmediate(stage.onSleep);
      return new Promise((_resolve, reject) =>
        signal?.addEventListener("abort", () => reject(signal.reason), { once: true }),
      );
    },
  };
  const abort = (): void => controller.abort(enough);
  const stage = { server, clock, slept, signal: controller.signal, abort } as Stage & {
    feishu: FeishuClient;
  };
  const client = { token: "t-0123456789abcdef", baseUrl: server.url, clock, ...options(stage) };
  stage.feishu = createClient(client as ClientOptions);
  return stage;
}

function correctResponse({ method, query }: Seen, request: number): string {
  if (method === "POST")
    return `{"code":0,"msg":"ok","tenant_access_token":"t-fedcba98-${request}","expire":7200}`;
  const index = Number((query.get("page_token") ?? "page-0").slice("page-".length));
  const rest = { has_more: index < pages.length - 1, page_token: `page-${index + 1}` };
  return JSON.stringify(pageOf(pages[index] ?? [], rest));
}

/** Resources that exist in addition to those before, by kind. */
function left(before: readonly string[]): string[] {
  const known = [...before];
  return process.getActiveResourcesInfo().filter((kind) => {
    const at = known.indexOf(kind);
    if (at >= 0) known.splice(at, 1);
    return at < 0 && kind !== "Immediate";
  });
}

/** Waits up to a second by turns of the event loop, without a timer, which would count as a resource itself. */
async function settle(isDone: () => boolean): Promise<void> {
  const deadline = performance.now() + 1000;
  for (let turn = 0; !isDone() && (turn < 200 || performance.now() < deadline); turn++)
    await new Promise((resolve) => setImmediate(resolve));
}

/** The ids of a first page, or its error. */
export function call({ feishu, signal }: Stage, options: CallOptions = {}): Promise<unknown> {
  return settledOf(feishu.im.v1.chat.list({}, { ...options, signal }).then(({ items }) => idsOf(items)));
}

/** With a deadline, which must leave no timer behind. */
export async function walk(
  { feishu, signal }: Stage,
  options: ListOptions,
  page_token?: string,
): Promise<{ ids: string[]; result: unknown }> {
  const ids: string[] = [];
  const walked = async (): Promise<void> => {
    const list = feishu.im.v1.chat.list({ page_token }, { deadlineMs: 600_000, ...options, signal });
    for await (const { chat_id } of list) ids.push(chat_id);
  };
  return { result: await settledOf(walked()), ids };
}

/** The methods of all requests, in order. */
export function methodsOf({ server }: Stage): string {
  return server.seen.map(({ method }) => method).join(" ");
}

/** The result of a call in one line: the class of an error with its distinguishing fields. */
async function settledOf(called: PromiseLike<unknown>): Promise<unknown> {
  try {
    return await called;
  } catch (error) {
    if (!(error instanceof FeishuError)) return error;
    const where = error.operation === "im.v1.chat.list" ? "" : `${error.operation}: `;
    const place = error.resumeFrom === undefined ? "" : `, to resume from ${error.resumeFrom}`;
    return `${where}${error.constructor.name}${factsOf(error)}${place}`;
  }
}

function factsOf(error: FeishuError): string {
  if (error instanceof FeishuTimeoutError) return ` after ${error.timeoutMs} ms`;
  if (error instanceof FeishuConnectionError) return "";
  if (!(error instanceof FeishuApiError || error instanceof FeishuResponseError)) return ` ${error.message}`;
  const kind = error instanceof FeishuApiError ? `${error.kind} ${error.code}` : error.reason;
  return ` ${kind} at ${error.status}${error.retryAfterMs ? `, says ${error.retryAfterMs} ms` : ""}`;
}

function idsOf(items: readonly { readonly chat_id: string }[]): string[] {
  return items.map(({ chat_id }) => chat_id);
}
