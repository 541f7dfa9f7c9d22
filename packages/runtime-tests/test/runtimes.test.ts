import { startMock } from "@feishu-openapi/mock";
import { afterAll, describe, expect, test, type TestContext } from "vitest";
import { startGateway } from "../src/gateway.ts";
import type { CaseResult, Outcome } from "../src/launch/outcome.ts";
import { createProject } from "../src/project.ts";
import { findTargets, type Target } from "../src/targets.ts";

const CHATS = 250;
const mock = await startMock({ chats: CHATS });
const project = await createProject();
const gateway = await startGateway(mock.url, project.folder);
const targets = findTargets(project, gateway, { api: mock.url, origin: gateway.origin });
const ids = await readIds();

/** What each case of the suite must have seen. */
const expected: { readonly [name: string]: unknown } = {
  "lists a page": { ids: ids.slice(0, 5), hasNextPage: true },
  "fetches a token for an app, once for two calls": {
    items: [1, 1],
    sent: ["auth.v3.tenantAccessToken.internal", "im.v1.chat.list", "im.v1.chat.list"],
  },
  "walks 250 chats in pages of 20, one page ahead": { ids, requests: 13, requestsAtFirst: 2 },
  "tells what an error means and what to do": {
    isApiError: true,
    name: "FeishuApiError",
    operation: "im.v1.chat.list",
    kind: "validation",
    code: 232001,
    status: 400,
    remedy: expect.stringContaining("walk again from the first page"),
    resumeFrom: "garbled",
  },
  "reports how an answer departs from the contract, each way once": {
    drifts: [
      ...["avatar", "name", "description", "external", "tenant_key", "chat_status"].map(
        (name) => `missing /items/*/${name}`,
      ),
      "unknown_field /items/*/asked_at",
    ],
  },
  "refuses to take its token to where a redirect leads": { name: "FeishuResponseError", fault: "redirect" },
  "is aborted in the middle of a body, with the caller's own reason": { isReason: true, hanging: 0 },
  "gives up an answer that does not come in time": {
    name: "FeishuTimeoutError",
    isConnectionError: true,
    timeoutMs: 250,
    hanging: 0,
  },
};

/** The same, where the clock goes on while code runs. */
const expectedByClock: typeof expected = {
  "has the next page on its way while the caller works without a pause": { inTime: [true, true] },
};

afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  await mock.close();
  project.remove();
});

test("the mock holds 250 chats, each with an id of its own", () => {
  expect(new Set(ids).size).toBe(CHATS);
});

for (const target of targets) {
  describe(`${target.name}${target.missing === undefined ? "" : `, skipped: ${target.missing}`}`, () => {
    const outcomeOf = runOnce(target);
    const wanted = { ...expected, ...(target.hasClock && expectedByClock) };

    test("is what it is taken for, and runs every case", async (context) => {
      const { results, runtime } = await outcomeOf(context);
      expect(runtime).toContain(target.runtime);
      expect(results.map(({ name }) => name)).toEqual(Object.keys(wanted));
    });

    test.for(Object.keys(wanted))("%s", async (name, context) => {
      const { results } = await outcomeOf(context);
      const result = results.find((one) => one.name === name);
      expect(result).toEqual({ name, ok: true, detail: wanted[name] } satisfies CaseResult);
    });

    if (!target.isProcess) return;
    test("leaves nothing that keeps its process alive", async (context) => {
      expect((await outcomeOf(context)).endsByItself).toBe(true);
    });
  });
}

/** The suite runs when the first test asks for it. Where there is nothing to run, each test is skipped. */
function runOnce({ missing, run }: Target): (context: TestContext) => Promise<Outcome> {
  let outcome: Promise<Outcome> | undefined;
  return (context) => {
    if (missing !== undefined) context.skip(missing);
    return (outcome ??= run());
  };
}

/** The chats that the mock holds, read without the client. */
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
