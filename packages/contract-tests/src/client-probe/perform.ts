import type { Clock, FeishuClient } from "@feishu-openapi/client";
import type { JsonObject } from "../contract.ts";
import type { CreateClient } from "../subject.ts";
import { virtualClock } from "./clock.ts";
import { baseUrl } from "./request-faults.ts";
import { transportTo, type Sent, type Server, type WholeReply } from "./transport.ts";

/** The token of a call that gives one. No word of a text, so that it is found wherever it leaks. */
export const callToken = "t-7f1bcd13fc57d46bac21793a18e560";

/** An event of the client, by the name of its handler. */
export interface ToldEvent {
  readonly handler: string;
  readonly event: JsonObject;
}

/** What came of a call. */
export interface Performed {
  /** `never` where it hung, or asked without end. */
  readonly ended: "value" | "error" | "never";
  readonly value: unknown;
  readonly error: unknown;
  readonly sent: readonly Sent[];
  readonly replies: readonly WholeReply[];
  /** What the client's own events told, in order. */
  readonly events: readonly ToldEvent[];
}

/** What a client is made with beside its transport; the rest are its own defaults. */
export type ClientSettings = Readonly<Record<string, unknown>>;

/** How long a call may take before it counts as hung, in milliseconds; only one that hangs takes as long. */
const patienceMs = 5000;

/** More requests than a call has a reason for. */
const usualMost = 60;

/** Makes a client in front of a server and has it do something. Never rejects. */
export async function perform(
  createClient: CreateClient,
  server: Server,
  act: (client: FeishuClient, clock: Clock) => PromiseLike<unknown>,
  settings: ClientSettings = {},
  mostRequests: number = usualMost,
): Promise<Performed> {
  const clock = (settings["clock"] as Clock | undefined) ?? virtualClock();
  const transport = transportTo(server, clock, mostRequests);
  const events: ToldEvent[] = [];
  const telling = ["onRequest", "onResponse", "onRetry"].map((handler) => [
    handler,
    (event: object): void => void events.push({ handler, event: { ...event } }),
  ]);
  const credential = "appId" in settings ? {} : { token: callToken };
  const whole = {
    ...credential,
    baseUrl,
    clock,
    fetch: transport.fetch,
    ...Object.fromEntries(telling),
    ...settings,
  };
  const { promise: hung, resolve: hang } = Promise.withResolvers<void>();
  const timer = setTimeout(hang, patienceMs);
  const never = { ended: "never" as const, value: undefined, error: undefined };
  try {
    const came = await Promise.race([
      outcomeOf(() => act(createClient(whole as Parameters<CreateClient>[0]), clock)),
      Promise.race([transport.runaway, hung]).then(() => never),
    ]);
    return { ...came, sent: transport.sent, replies: transport.replies, events };
  } finally {
    clearTimeout(timer);
  }
}

async function outcomeOf(
  act: () => PromiseLike<unknown>,
): Promise<Pick<Performed, "ended" | "value" | "error">> {
  try {
    return { ended: "value", value: await act(), error: undefined };
  } catch (error) {
    return { ended: "error", value: undefined, error };
  }
}
