import * as lark from "@larksuiteoapi/node-sdk";
import { TOKEN, type CreatePeer, type Item } from "../peer.ts";

/** The vendor's own SDK with its own iterator; the token is given, so that it sends what the others send. */
export const create: CreatePeer = (baseUrl) => {
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
      if (code !== 0) throw new Error(`the server answered code ${code}`);
      return data?.items ?? [];
    },
    async *walk(page_size): AsyncGenerator<readonly Item[]> {
      for await (const page of await client.im.v1.chat.listWithIterator({ params: { page_size } }, token)) {
        // It answers a failed page with null.
        if (!page) throw new Error("a page failed");
        yield page.items ?? [];
      }
    },
  };
};
