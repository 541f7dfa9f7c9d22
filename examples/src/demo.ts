// Lists all chats and shows the first ten: those of the mock, or of a real tenant if the environment has a credential
// (FEISHU_TOKEN, or FEISHU_APP_ID and FEISHU_APP_SECRET; FEISHU_BASE_URL for Lark).
import { parseArgs } from "node:util";
import {
  createClient,
  FeishuError,
  FeishuApiError,
  type Chat,
  type ClientOptions,
} from "@feishu-openapi/client";
import { startMock } from "@feishu-openapi/mock";
import { formatTable } from "./table.ts";

const CHATS = 1234;
const SHOWN = 10;
const number = new Intl.NumberFormat("en-US");

/** Reads a credential from the environment; `undefined` if there is none. Throws for an incomplete one. */
function readCredential(environment: NodeJS.ProcessEnv): ClientOptions | undefined {
  const {
    FEISHU_TOKEN: token,
    FEISHU_APP_ID: appId,
    FEISHU_APP_SECRET: appSecret,
    FEISHU_BASE_URL: base,
  } = environment;
  const baseUrl = base || undefined;
  if (token) return { token, baseUrl };
  if (appId && appSecret) return { appId, appSecret, baseUrl };
  if (appId || appSecret) throw new TypeError("set both FEISHU_APP_ID and FEISHU_APP_SECRET, or neither");
  return undefined;
}

async function demo(options: ClientOptions, place: string): Promise<void> {
  const feishu = createClient(options);
  const first: Chat[] = [];
  let chats = 0;
  let pages = 0;
  const startedAt = performance.now();
  for await (const page of feishu.im.v1.chat.list({ page_size: 100 }).pages()) {
    chats += page.items.length;
    pages += 1;
    first.push(...page.items.slice(0, SHOWN - first.length));
    if (process.stderr.isTTY) process.stderr.write(`\r\u001B[K${number.format(chats)} chats …`);
  }
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(2);
  if (process.stderr.isTTY) process.stderr.write("\r\u001B[K");

  const rows = first.map((chat) => [
    chat.chat_id,
    chat.name,
    chat.owner_id ?? "(bot)",
    chat.chat_status,
    chat.external ? "yes" : "no",
  ]);
  // Complete ids need 120 columns; a narrower terminal would wrap the lines.
  const widest = (process.stdout.columns ?? 120) < 120 ? 16 : 36;
  const more = chats > first.length ? `… and ${number.format(chats - first.length)} more\n` : "";
  process.stdout.write(`
Group chats of ${place}
feishu.im.v1.chat.list({ page_size: 100 })

${formatTable(["chat_id", "name", "owner_id", "chat_status", "external"], rows, widest)}
${more}
${number.format(chats)} chats on ${pages} ${pages === 1 ? "page" : "pages"} in ${seconds} s
`);
}

/** Runs the demo; returns its exit code. */
async function main(): Promise<number> {
  try {
    parseArgs({ options: {} });
    const credential = readCredential(process.env);
    if (credential) {
      await demo(credential, "your tenant");
      return 0;
    }
    await using mock = await startMock({ chats: CHATS });
    await demo({ appId: "cli_demo", appSecret: "demo", baseUrl: mock.url }, `the mock at ${mock.url}`);
    process.stdout.write(`
Start a mock that keeps running, for curl and for your own program:
  npx -y pnpm@12 mock
Or list the chats of your own tenant:
  FEISHU_APP_ID=cli_… FEISHU_APP_SECRET=… npx -y pnpm@12 demo
`);
    return 0;
  } catch (error) {
    if (!(error instanceof FeishuError || error instanceof TypeError)) throw error;
    const remedy = error instanceof FeishuApiError && error.remedy ? ` ${error.remedy}` : "";
    process.stderr.write(`demo: ${error.message}${remedy}\n`);
    return error instanceof TypeError ? 2 : 1;
  }
}

// `demo | head` closes the pipe early, which is not an error.
process.stdout.on("error", () => process.exit(0));
process.exitCode = await main();
