import * as lark from "@larksuiteoapi/node-sdk";
import { startMock } from "@feishu-openapi/mock";
import type { Mock, MockOptions } from "@feishu-openapi/mock";
import { expect, test } from "vitest";

// A client that nobody here wrote takes the mock for Feishu.
const app = { appId: "cli_a1b2c3d4e5f6", appSecret: "any" };

function sdkFor(mock: Mock): lark.Client {
  const domain = mock.url.replace(/\/open-apis$/, "");
  // It prints the token and the secret when something fails.
  const quiet = { error() {}, warn() {}, info() {}, debug() {}, trace() {} };
  return new lark.Client({ ...app, domain, logger: quiet, loggerLevel: lark.LoggerLevel.error });
}

test("it fetches its token from the mock and lists 1,234 chats with its own iterator", async () => {
  await using mock = await startMock({
    chats: 1234,
    strictAuth: true,
    apps: { [app.appId]: { secret: app.appSecret } },
  });
  const ids = new Set<string>();
  let pages = 0;
  for await (const page of await sdkFor(mock).im.v1.chat.listWithIterator({ params: { page_size: 100 } })) {
    pages += 1;
    for (const chat of page?.items ?? []) ids.add(chat.chat_id ?? "");
  }
  expect([ids.size, pages]).toEqual([1234, 13]);
});

test("its own list call gets a page of the mock", async () => {
  await using mock = await startMock({ chats: 3 });
  const { code, data } = await sdkFor(mock).im.v1.chat.list({ params: { user_id_type: "union_id" } });
  expect(code).toBe(0);
  expect(data?.items).toHaveLength(3);
  expect(data?.has_more).toBe(false);
});

/** What its list call says: the code that it throws or answers with. */
async function codeOf(mock: Mock): Promise<unknown> {
  try {
    return (await sdkFor(mock).im.v1.chat.list({ params: { page_token: "foreign" } })).code;
  } catch (error) {
    const { response } = error as { response?: { status: number; data: { code: number } } };
    return response?.data.code;
  }
}

const business: [code: number, options: MockOptions, prepare: (mock: Mock) => void][] = [
  [232001, {}, () => {}],
  [232004, {}, (mock) => (mock.app.exists = false)],
  [232025, { app: { botAbility: false } }, () => {}],
  [232034, { app: { installed: false } }, () => {}],
  [99991672, { app: { scopes: [] } }, () => {}],
];

test.each(business)(
  "it meets the business error %i where the mock's state leads there",
  async (code, options, prepare) => {
    await using mock = await startMock({ chats: 1, ...options });
    const token = mock.issueUserToken();
    prepare(mock);
    const sdk = sdkFor(mock);
    const failure = await sdk.im.v1.chat
      .list({ params: { page_token: "foreign" } }, lark.withUserAccessToken(token))
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ response: { status: 400, data: { code } } });
  },
);

test.each([232001, 232004, 232025, 232034, 99991663, 99991400, 1500])(
  "it meets %i on demand",
  async (code) => {
    await using mock = await startMock({ chats: 1 });
    mock.fail("im.v1.chat.list", { code });
    expect(await codeOf(mock)).toBe(code);
  },
);
