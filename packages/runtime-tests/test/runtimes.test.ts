import { startMock } from "@feishu-openapi/mock";
import { afterAll, describe, expect, test, type TestContext } from "vitest";
import { startGateway } from "../src/setup/gateway.ts";
import type { CaseResult, RunResult } from "../src/launch/result.ts";
import { createProject } from "../src/setup/project.ts";
import { findTargets, type Target } from "../src/targets.ts";

const CHATS = 250;
const mock = await startMock({ chats: CHATS });
const project = await createProject();
const gateway = await startGateway(mock.url, project.folder);
const targets = findTargets(project, gateway, { api: mock.url, origin: gateway.origin });
const ids = await readIds();

/** What each case of the suite must return. */
const expected: { readonly [name: string]: unknown } = {
  "lists a page": { ids: ids.slice(0, 5), hasNextPage: true },
  "fetches one token for two calls": {
    items: [1, 1],
    sent: ["auth.v3.tenantAccessToken.internal", "im.v1.chat.list", "im.v1.chat.list"],
  },
  "walks 250 chats in pages of 20, and prefetches one page": { ids, requests: 13, requestsAtFirst: 2 },
  "throws an error with its meaning and remedy": {
    isApiError: true,
    name: "FeishuApiError",
    operation: "im.v1.chat.list",
    kind: "validation",
    code: 232001,
    status: 400,
    remedy: expect.stringContaining("walk again from the first page"),
    resumeFrom: "garbled",
  },
  "reports each drift of a response once": {
    drifts: [
      ...["avatar", "name", "description", "external", "tenant_key", "chat_status"].map(
        (name) => `missing /items/*/${name}`,
      ),
      "unknown_field /items/*/requested_at",
    ],
  },
  "does not follow a redirect with its token": { name: "FeishuResponseError", reason: "redirect" },
  "aborts in the middle of a body, with the caller's reason": { isReason: true, open: 0 },
  "times out without a response": {
    name: "FeishuTimeoutError",
    isConnectionError: true,
    timeoutMs: 250,
    open: 0,
  },
};

/** What the cases for an advancing clock must return. */
const expectedByClock: typeof expected = {
  "requests the next page while the caller blocks": { inTime: [true, true] },
};

afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  await mock.close();
  project.remove();
});

test("the mock has 250 chats with different ids", () => {
  expect(new Set(ids).size).toBe(CHATS);
});

for (const target of targets) {
  describe(`${target.name}${target.missing === undefined ? "" : `, skipped: ${target.missing}`}`, () => {
    const resultOf = runOnce(target);
    const all = { ...expected, ...(target.hasClock && expectedByClock) };

    test("reports its name, and runs every case", async (context) => {
      const { results, runtime } = await resultOf(context);
      expect(runtime).toContain(target.runtime);
      expect(results.map(({ name }) => name)).toEqual(Object.keys(all));
    });

    test.for(Object.keys(all))("%s", async (name, context) => {
      const { results } = await resultOf(context);
      const result = results.find((one) => one.name === name);
      expect(result).toEqual({ name, ok: true, detail: all[name] } satisfies CaseResult);
    });

    if (!target.isProcess) return;
    test("lets its process exit", async (context) => {
      expect((await resultOf(context)).exitsByItself).toBe(true);
    });
  });
}

/** Runs the suite for the first test that needs it. Skips every test of a runtime that is missing. */
function runOnce({ missing, run }: Target): (context: TestContext) => Promise<RunResult> {
  let result: Promise<RunResult> | undefined;
  return (context) => {
    if (missing !== undefined) context.skip(missing);
    return (result ??= run());
  };
}

/** The ids of the chats of the mock, read without the client. */
async function readIds(): Promise<string[]> {
  const found: string[] = [];
  for (let token: string | undefined = ""; token !== undefined;) {
    const response = await mock.fetch(`${mock.url}/im/v1/chats?page_size=100&page_token=${token}`, {
      headers: { authorization: "Bearer t-7f1bcd13fc57d46bac21793a18e560" },
    });
    const { data } = (await response.json()) as {
      data: { items: { chat_id: string }[]; has_more: boolean; page_token: string };
    };
    found.push(...data.items.map(({ chat_id }) => chat_id));
    token = data.has_more ? data.page_token : undefined;
  }
  return found;
}
