import { expect, test } from "vitest";
import { responseCheck } from "../src/check.ts";
import { createClient, createRateLimiter, type ClientOptions } from "../src/index.ts";

const token = "t-0123456789abcdef";

test.each<[unknown, string]>([
  [undefined, "give either a token, or appId and appSecret"],
  [{}, "give either a token, or appId and appSecret"],
  [{ token, appId: "cli_a", appSecret: "s" }, "give either a token, or appId and appSecret"],
  [{ token: "" }, "token must be a string or a function"],
  [{ token: 5 }, "token must be a string or a function"],
  [{ appId: "cli_a" }, "appId and appSecret must both be given"],
  [{ appId: "cli_a", appSecret: "" }, "appId and appSecret must both be given"],
  [{ token, baseUrl: "open.feishu.cn" }, "baseUrl must be an http(s) URL"],
  [{ token, baseUrl: "ftp://open.feishu.cn" }, "baseUrl must be an http(s) URL"],
  [{ token, baseUrl: "https://open.feishu.cn/?a=b" }, "baseUrl must be an http(s) URL"],
  [{ token, baseUrl: "https://user:pass@open.feishu.cn" }, "baseUrl must be an http(s) URL"],
  [{ token, fetch: "fetch" }, "fetch must be a function"],
  [{ token, timeoutMs: 0 }, "timeoutMs must be a number greater than 0"],
  [{ token, timeoutMs: Infinity }, "timeoutMs must be a number greater than 0"],
  [{ token, timeoutMs: 3e9 }, "timeoutMs must be at most 2147483647"],
  [{ token, maxResponseBytes: -1 }, "maxResponseBytes must be a number greater than 0"],
  [
    { appId: "cli_a", appSecret: "from-a-file\n" },
    "appId and appSecret must both be given, each a string of visible",
  ],
  [{ token, retry: { attempt: 1 } }, 'retry: unknown option "attempt"; known are attempts, budget'],
  [{ token, retry: { attempts: 0 } }, "retry.attempts must be an integer from 1 to 100"],
  [{ token, retry: { attempts: 1.5 } }, "retry.attempts must be an integer from 1 to 100"],
  [{ token, retry: { attempts: 101 } }, "retry.attempts must be an integer from 1 to 100"],
  [{ token, baseUrl: 5 }, "baseUrl must be an http(s) URL"],
  [{ token, baseUrl: "https://open.feishu.cn/#a" }, "baseUrl must be an http(s) URL"],
  [{ token, check: { ...responseCheck, mode: "thow" } }, 'check.mode must be "report" or "throw"'],
  [{ token, timeout: 5 }, 'unknown option "timeout"; known are token, appId, appSecret, baseUrl'],
])("createClient(%j) is refused: %s", (options, message) => {
  expect(() => createClient(options as ClientOptions)).toThrow(TypeError);
  expect(() => createClient(options as ClientOptions)).toThrow(`createClient: ${message}`);
});

test("the message for an invalid secret does not show it", () => {
  expect(() => createClient({ token: "t-secret", appSecret: "hush" } as never)).toThrow(
    /^(?!.*(t-secret|hush)).*$/,
  );
});

test.each([
  [undefined, "https://open.feishu.cn/open-apis/im/v1/chats"],
  ["https://open.larksuite.com/open-apis", "https://open.larksuite.com/open-apis/im/v1/chats"],
  ["http://localhost:4010/open-apis//", "http://localhost:4010/open-apis/im/v1/chats"],
])("with baseUrl %s the list is requested at %s", async (baseUrl, expected) => {
  const urls: unknown[] = [];
  const fetch: typeof globalThis.fetch = async (input) => {
    urls.push(input);
    return Response.json({ code: 0, msg: "success", data: { items: [], has_more: false } });
  };
  await createClient({ token, baseUrl, fetch }).im.v1.chat.list();
  expect(urls).toEqual([expected]);
});

test("the options of one call are validated, too", async () => {
  const { list } = createClient({ token }).im.v1.chat;
  await expect(list({}, { timeoutMs: 0 })).rejects.toThrow(
    "im.v1.chat.list: timeoutMs must be a number greater than 0",
  );
  await expect(list({}, { deadlineMs: 0 })).rejects.toThrow(
    "im.v1.chat.list: deadlineMs must be a number greater than 0",
  );
  await expect(list({}, { timeout: 5 } as object)).rejects.toThrow(
    'im.v1.chat.list: unknown option "timeout"; known are signal, timeoutMs, deadlineMs, retry, prefetch',
  );
  const iterated = async (options: object): Promise<unknown> => list({}, options).pages().next();
  await expect(iterated({ signal: {} })).rejects.toThrow("signal must be an AbortSignal");
  await expect(iterated({ prefetch: "no" })).rejects.toThrow("prefetch must be true or false");
  await expect(list({ page_token: "" })).rejects.toThrow("page_token is empty, as in the last page");
});

test.each([0, 0.5, -1, Number.NaN])("a limit of %s a second is refused", (per_second) => {
  expect(() => createRateLimiter({ "im.v1.chat.list": { per_second } })).toThrow(
    "per_second of im.v1.chat.list must be an integer of at least 1",
  );
});
