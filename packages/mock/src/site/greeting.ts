import type { Operation } from "../contract/contract.ts";
import type { ResponseDraft } from "../http/response.ts";
import type { MockContext } from "../state/context.ts";

/** The response to `GET /`, which the command line prints: base URL, operations, chats, and curl commands to copy. */
export function greeting(context: MockContext, baseUrl: string): ResponseDraft {
  const { operations } = context.contract;
  const chats = context.tenant.chats.length;
  const first = operations.find(isSimple) ?? operations[0];
  const lines = [
    `feishu-mock: ${baseUrl}`,
    `  serves ${operations.length} operations, ${chats} chats, seed ${context.tenant.seed}`,
    `  提供 ${operations.length} 个接口、${chats} 个群，种子 ${context.tenant.seed}`,
    `  contract / 接口定义: ${context.contract.source}`,
    `  page / 页面: ${new URL("/", baseUrl).href}`,
  ];
  if (context.recorderOrReplayer) lines.push(`  ${context.recorderOrReplayer.description}`);
  if (first) {
    const method = first.method === "GET" ? "" : ` -X ${first.method}`;
    lines.push(
      "",
      "Try it / 试一试:",
      `  curl${method} -H 'Authorization: Bearer t-mock' '${baseUrl}${first.path}'`,
      "Force any documented failure / 按需返回任一错误:",
      `  curl${method} -H 'Prefer: code=400' '${baseUrl}${first.path}'`,
    );
  }
  return { status: 200, mediaType: "text/plain; charset=utf-8", body: `${lines.join("\n")}\n` };
}

/** A GET that needs no parameters. */
function isSimple({ method, path, parameters }: Operation): boolean {
  return method === "GET" && !path.includes("{") && !parameters.some(({ required }) => required);
}
