import { getEventListeners } from "node:events";
import { expect, test } from "vitest";
import { createClient, createRateLimiter, type ClientOptions } from "../src/index.ts";
import { nodeFetch } from "../src/node.ts";
import { respond, pageOf, serve } from "./support/server.ts";

type Client = ReturnType<typeof createClient>;

const token = "t-0123456789abcdef";
const once = async ({ im }: Client, signal: AbortSignal): Promise<unknown> =>
  await im.v1.chat.list({}, { signal });

/** A server with three pages, whose second response is a transient failure. */
const flaky = () =>
  serve((request, response, index) => {
    if (request.path.endsWith("/internal"))
      return respond(response, { code: 0, msg: "ok", tenant_access_token: token, expire: 7200 });
    if (index === 1) return respond(response, { code: 1500, msg: "oops" }, 500);
    const page = Number(request.query.get("page_token") ?? 0);
    respond(response, pageOf([`chat-${page}`], { has_more: page < 2, page_token: String(page + 1) }));
  });

test.each<[string, Partial<ClientOptions>, (client: Client, signal: AbortSignal) => Promise<unknown>]>([
  ["a call", {}, once],
  ["a call over the node transport", { fetch: nodeFetch() }, once],
  ["a call that waits for a token", { token: undefined, appId: "cli_a", appSecret: "the-secret" }, once],
  ["a call that waits for a token function", { token: async () => token }, once],
  ["a call with a deadline", { token: async () => token, deadlineMs: 60_000 }, once],
  [
    "calls of which one is tried again",
    {},
    async (client, signal) => [await once(client, signal), await once(client, signal)],
  ],
  [
    "a call that fails",
    { retry: false },
    async (client, signal) => {
      await once(client, signal);
      await expect(once(client, signal)).rejects.toThrow("oops");
    },
  ],
  [
    "a call that waits for its turn",
    { rateLimit: createRateLimiter({ "im.v1.chat.list": { per_second: 2 } }) },
    async (client, signal) => Promise.all([1, 2, 3].map(() => once(client, signal))),
  ],
  [
    "a walk to its end",
    {},
    async ({ im }, signal) =>
      expect(await im.v1.chat.list({}, { signal }).toArray({ limit: 9 })).toHaveLength(3),
  ],
  [
    "a walk that is left",
    { retry: false },
    async ({ im }, signal) => {
      for await (const chat of im.v1.chat.list({}, { signal })) if (chat.chat_id === "chat-0") break;
    },
  ],
])("%s leaves nothing on the caller's signal", async (_what, options, work) => {
  await using server = await flaky();
  const { signal } = new AbortController();
  await work(createClient({ token, baseUrl: server.url, ...options } as ClientOptions), signal);
  // The prefetched request of a walk that was left is aborted a moment later.
  await expect.poll(() => getEventListeners(signal, "abort")).toEqual([]);
});
