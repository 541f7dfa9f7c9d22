import { mkdtemp, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { builtInContract } from "../src/contract/built-in.ts";
import type { Mock } from "../src/index.ts";

/** The envelope fields that tests use. */
export interface Envelope {
  code: number;
  msg: string;
  data: { items: Record<string, unknown>[]; page_token: string; has_more: boolean };
  error: {
    log_id: string;
    field_violations: { field: string; value: string; description: string }[];
    permission_violations: { type: string; subject: string }[];
  };
}

/** A header that every operation accepts. */
export const signedIn: Record<string, string> = { authorization: "Bearer t-mock" };

/** The schema of a query parameter of the chat list, so that tests follow edits of the contract. */
export function allowed(name: string): { enum: string[]; maximum: number } {
  const list = builtInContract.operations.find(({ id }) => id === "im.v1.chat.list");
  const parameter = list?.parameters.find((declared) => declared.name === name);
  return parameter?.schema as unknown as { enum: string[]; maximum: number };
}

/** Sends a request over a socket. `body` is the parsed JSON, or empty. */
export async function ask(
  mock: Mock,
  path: string,
  init: RequestInit = { headers: signedIn },
): Promise<{ status: number; headers: Headers; text: string; body: Envelope }> {
  const response = await fetch(mock.url + path, init);
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.includes("json") ?? false;
  const body = (isJson ? JSON.parse(text) : {}) as Envelope;
  return { status: response.status, headers: response.headers, text, body };
}

/** Sends a request to the control API over a socket, with a JSON body if given. */
export async function control(
  mock: Mock,
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; headers: Headers; body: Record<string, unknown> }> {
  const response = await fetch(new URL(`/__mock/${path}`, mock.url), {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === "" ? {} : (JSON.parse(text) as Record<string, unknown>),
  };
}

/** Walks the chat list and returns the ids in order. */
export async function walk(
  mock: Mock,
  parameters: Record<string, string>,
  perPage = 100,
): Promise<unknown[]> {
  const ids: unknown[] = [];
  let cursor: Record<string, string> = {};
  for (;;) {
    const query = new URLSearchParams({ ...parameters, page_size: String(perPage), ...cursor });
    const { data } = (await ask(mock, `/im/v1/chats?${query.toString()}`)).body;
    ids.push(...data.items.map((chat) => chat["chat_id"]));
    if (!data.has_more) return ids;
    cursor = { page_token: data.page_token };
  }
}

/** Sends raw bytes and returns everything received until the server closes. Rejects after 20 s of silence. */
export function raw(mock: Pick<Mock, "url">, bytes: string | Buffer): Promise<string> {
  const { hostname, port } = new URL(mock.url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    let text = "";
    socket.setTimeout(20_000, () => socket.destroy(new Error(`timeout after ${JSON.stringify(text)}`)));
    socket.on("data", (chunk) => (text += chunk.toString("utf8")));
    socket.on("error", reject);
    socket.on("close", () => resolve(text));
    socket.write(bytes);
  });
}

/** Writes a file to a new temporary folder and returns its path. */
export async function temporaryFile(name: string, text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "feishu-mock-"));
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}
