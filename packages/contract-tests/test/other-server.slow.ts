import { expect, test } from "vitest";
import { probe } from "../src/probe/probe.ts";
import { summaryOf } from "../src/report/summary.ts";
import { startContractMock } from "../src/under-test/mock.ts";

// The mock takes the place of another server: it applies Feishu's rate limit and logs its requests.
test("another server gets only GET requests, within its rate limit, and confirms guesses", async () => {
  await using mock = await startContractMock({ chats: 250, rateLimit: true });
  const token = mock.issueUserToken();
  const report = await probe({ baseUrl: mock.url, token });
  expect(report.findings).toEqual([]);
  expect(report.exchanges.length).toBeGreaterThan(500);
  expect(new Set(mock.requests.map(({ method }) => method))).toEqual(new Set(["GET"]));
  expect(mock.requests.filter(({ status }) => status === 429)).toEqual([]);
  expect(report.guesses.length).toBeGreaterThan(10);
  expect(report.guesses.filter(({ refuted }) => refuted > 0)).toEqual([]);
  const summary = summaryOf(report);
  expect(summary).toMatch(/confirmed \(\d+\) {2}a value outside an enum gets 99992402/);
  expect(summary).not.toContain(token);
});
