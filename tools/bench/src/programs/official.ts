import { Client, LoggerLevel, withTenantToken } from "@larksuiteoapi/node-sdk";

/** "List chats once" with Feishu's official SDK. */
export async function listOnce(baseUrl: string): Promise<number> {
  const domain = baseUrl.replace(/\/open-apis$/, "");
  const client = new Client({
    appId: "cli_a",
    appSecret: "unused",
    // The token is given, as to the others.
    disableTokenCache: true,
    domain,
    loggerLevel: LoggerLevel.error,
  });
  const { data } = await client.im.v1.chat.list({ params: { page_size: 100 } }, withTenantToken("t-bench"));
  return data?.items?.length ?? 0;
}
