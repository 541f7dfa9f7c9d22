import type { Operation } from "../contract.ts";
import { jsonReply } from "./probing.ts";
import type { Sent, WholeReply } from "./transport.ts";

/** The app that fetches its own tokens. */
export const app = { appId: "cli_a1b2c3d4e5f6", appSecret: "dskLLdkasdjlasdKKabcdef" };

/** Whether a request is one of an operation. */
export function isFor({ path, method }: Operation, sent: Sent): boolean {
  const pattern = new RegExp(`${path.replaceAll(/\{[^{}]+\}/g, "[^/]+")}$`);
  return sent.method === method && pattern.test(new URL(sent.url).pathname);
}

/** The answer that gives a token. */
export function issued(token: string, lifeSeconds: number): WholeReply {
  return jsonReply({ code: 0, msg: "ok", tenant_access_token: token, expire: lifeSeconds });
}
