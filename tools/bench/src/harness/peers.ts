import type { ClientOptions, components, paths } from "@feishu-openapi/client";

/** A chat as the contract describes it. */
export type Chat = components["schemas"]["Chat"];

/** A chat as a client returns it. Some clients declare each field optional. */
export type Item = { readonly chat_id?: string | undefined };

/** A client under comparison, written as an experienced user would write it. */
export interface Peer {
  /** Requests the first page. */
  page(pageSize: number): Promise<readonly Item[]>;
  /** Walks all chats page by page, with the client's own iterator if it has one. */
  walk(pageSize: number): AsyncIterable<readonly Item[]>;
  /** Walks all chats one by one, if the client can. */
  items?(pageSize: number): AsyncIterable<Item>;
}

/** The clients under comparison, with their titles in tables. */
export const TITLES = {
  fetch: "bare fetch",
  undici: "undici.request",
  "openapi-fetch": "openapi-fetch",
  official: "official SDK",
  ours: "this client",
  "ours-node": "this client, node entry",
};

export type PeerName = keyof typeof TITLES;
export const PEERS = Object.keys(TITLES) as PeerName[];

/** The token that every client sends. */
export const TOKEN = "t-g1044qeGEDXTB6NDJOGV4JQCYDGHRBARFTGT1234";
const headers = { Authorization: `Bearer ${TOKEN}` };
const LIST = "/im/v1/chats";

/** Creates each client for a base URL that ends in `/open-apis`. Imports are dynamic, so a process loads one client. */
export const CREATE: Readonly<Record<PeerName, (baseUrl: string) => Promise<Peer>>> = {
  fetch: async (baseUrl) =>
    withCursorLoop(async (query) => {
      const search = new URLSearchParams(query as Record<string, string>).toString();
      const response = await fetch(`${baseUrl}${LIST}?${search}`, { headers });
      return response.json();
    }),
  undici: async (baseUrl) => {
    const { request } = await import("undici");
    return withCursorLoop(async (query) => {
      const { body } = await request(`${baseUrl}${LIST}`, { query, headers });
      return body.json();
    });
  },
  "openapi-fetch": async (baseUrl) => {
    const { default: createClient } = await import("openapi-fetch");
    const client = createClient<paths>({ baseUrl, headers });
    return withCursorLoop(async (query) => (await client.GET(LIST, { params: { query } })).data);
  },
  official: createOfficial,
  ours: (baseUrl) => createOurs(baseUrl, {}),
  "ours-node": async (baseUrl) => {
    const { nodeFetch } = await import("@feishu-openapi/client/node");
    return createOurs(baseUrl, { fetch: nodeFetch() });
  },
};

/** The official SDK with its own iterator. It gets the token directly, so it sends the same requests as the others. */
async function createOfficial(baseUrl: string): Promise<Peer> {
  const lark = await import("@larksuiteoapi/node-sdk");
  const client = new lark.Client({
    appId: "cli_a1b2c3d4e5f6",
    appSecret: "unused",
    disableTokenCache: true,
    domain: baseUrl.replace(/\/open-apis$/, ""),
    loggerLevel: lark.LoggerLevel.error,
  });
  const token = lark.withTenantToken(TOKEN);
  return {
    async page(page_size) {
      const { code, data } = await client.im.v1.chat.list({ params: { page_size } }, token);
      if (code !== 0) throw new Error(`the server returned code ${code}`);
      return data?.items ?? [];
    },
    async *walk(page_size) {
      for await (const page of await client.im.v1.chat.listWithIterator({ params: { page_size } }, token)) {
        // The SDK yields null for a page that failed.
        if (!page) throw new Error("a page failed");
        yield page.items ?? [];
      }
    },
  };
}

/** This client with every feature on; the rate limit is higher than any scenario reaches. */
async function createOurs(baseUrl: string, more: Pick<ClientOptions, "fetch">): Promise<Peer> {
  const { createClient, createRateLimiter } = await import("@feishu-openapi/client");
  const { responseCheck } = await import("@feishu-openapi/client/check");
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

/** The cursor loop that users write around a client without pagination. */
function withCursorLoop(request: (query: Record<string, string | number>) => Promise<unknown>): Peer {
  async function load(query: Record<string, string | number>): Promise<Page> {
    const { code, data } = (await request(query)) as { code: number; data?: Page };
    if (code !== 0 || !data) throw new Error(`the server returned code ${code}`);
    return data;
  }
  return {
    page: async (page_size) => (await load({ page_size })).items ?? [],
    async *walk(page_size) {
      let data = await load({ page_size });
      yield data.items ?? [];
      while (data.has_more) {
        data = await load({ page_size, page_token: data.page_token ?? "" });
        yield data.items ?? [];
      }
    },
  };
}

interface Page {
  readonly items?: Chat[];
  readonly page_token?: string;
  readonly has_more?: boolean;
}
