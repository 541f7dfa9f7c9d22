import type { MockOptions } from "@feishu-openapi/mock";
import type { JsonObject, Operation } from "../contract.ts";
import type { Recording } from "../probe/record.ts";
import type { CreateClient } from "../subject.ts";
import type { WholeReply } from "./transport.ts";

/** What every part of the client's probe is given. */
export interface Probing {
  readonly createClient: CreateClient;
  readonly seed: number;
  readonly recording: Recording;
}

/** The mock that the client is put in front of: its clock stands, so that two of one seed say the same. */
export const mockOptions: MockOptions = { chats: 123, now: () => Date.UTC(2026, 10, 23, 4) };

/** The log id of every answer that is made up. */
export const logId = "202611231200000A1B2C3D4E5F60718293";

/** An answer in JSON, with a log id unless it is told otherwise. */
export function jsonReply(
  body: unknown,
  status: number = 200,
  headers: Record<string, string> = {},
): WholeReply {
  const own = { "content-type": "application/json; charset=utf-8", "x-tt-logid": logId };
  return { status, headers: { ...own, ...headers }, text: JSON.stringify(body) };
}

/** A call as somebody would write it. */
export function written({ id }: Operation, params: JsonObject, ...more: readonly string[]): string {
  const args = Object.entries(params).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  return [`${id}({ ${args.join(", ")} })`, ...more].join(", ");
}
