import { createClient, createRateLimiter, type ClientOptions } from "@feishu-openapi/client";
import { responseCheck } from "@feishu-openapi/client/check";
import { TOKEN, type Peer } from "./peer.ts";

/**
 * This client with everything on: retries and their budget, a rate gate whose numbers it never reaches, a time-out for
 * each attempt and a deadline for the call, the cap on answers, every answer held against the contract, all events,
 * read-ahead.
 */
export function createOurs(baseUrl: string, more: Pick<ClientOptions, "fetch">): Peer {
  let events = 0;
  const count = (): void => void (events += 1);
  const feishu = createClient({
    token: TOKEN,
    baseUrl,
    deadlineMs: 120_000,
    rateLimit: createRateLimiter({ "im.v1.chat.list": { per_second: 20_000, per_minute: 200_000 } }),
    check: responseCheck,
    onDrift: count,
    onRequest: count,
    onResponse: count,
    onRetry: count,
    ...more,
  });
  const list = (page_size: number): ReturnType<typeof feishu.im.v1.chat.list> =>
    feishu.im.v1.chat.list({ page_size });
  return {
    page: async (pageSize) => (await list(pageSize)).items,
    async *walk(pageSize) {
      for await (const page of list(pageSize).pages()) yield page.items;
    },
    items: list,
  };
}
