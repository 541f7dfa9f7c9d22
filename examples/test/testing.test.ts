import { createClient } from "@feishu-openapi/client";
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test as plain } from "vitest";
import { feishu, server } from "../src/msw.ts";
import { test } from "../src/vitest-fixture.ts";

describe("the fixture", () => {
  test("provides a mock", async ({ feishu: mock }) => {
    const client = createClient({ token: "t-any", baseUrl: mock.url });
    mock.fail("im.v1.chat.list", { code: 99991400, times: 1 });
    mock.app.installed = true;
    expect((await client.im.v1.chat.list().toArray({ limit: Infinity })).length).toBe(250);
    expect(mock.requests.map(({ status }) => status)).toEqual([429, ...Array<number>(13).fill(200)]);
    mock.app.botAbility = false;
  });

  test("resets the mock for each test", async ({ feishu: mock }) => {
    expect([mock.requests.length, mock.app.botAbility]).toEqual([0, true]);
  });
});

describe("MSW", () => {
  beforeAll(() => server.listen());
  afterAll(() => server.close());

  plain("passes requests for Feishu to the mock", async () => {
    const client = createClient({ appId: "cli_a1b2c3", appSecret: "any" });
    const { items } = await client.im.v1.chat.list({ page_size: 3 });
    expect(items).toHaveLength(3);
    expect(feishu.requests.map(({ operation }) => operation)).toEqual([
      "auth.v3.tenantAccessToken.internal",
      "im.v1.chat.list",
    ]);
  });
});

plain.each([
  ["mock", "vitest-fixture"],
  ["mock", "msw"],
  ["client", "react-query"],
])("the README of the %s contains %s.ts", (place, name) => {
  const source = readFileSync(new URL(`../src/${name}.ts`, import.meta.url), "utf8");
  const readme = readFileSync(new URL(`../../packages/${place}/README.md`, import.meta.url), "utf8");
  expect(readme).toContain(`\`\`\`ts\n${source}\`\`\``);
});
