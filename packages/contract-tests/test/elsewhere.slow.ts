import { expect, test } from "vitest";
import { summaryOf } from "../src/probe/report.ts";
import { probe } from "../src/probe/run.ts";
import { startSubject } from "../src/subject.ts";

// The mock plays the other server: it keeps Feishu's rate limit, and its log tells what it was asked.
test("another server is only read from, within its rate limit, and settles guesses", async () => {
  await using mock = await startSubject({ chats: 250, rateLimit: true });
  const token = mock.issueUserToken();
  const report = await probe({ baseUrl: mock.url, token });
  expect(report.faults).toEqual([]);
  expect(report.exchanges.length).toBeGreaterThan(500);
  expect(new Set(mock.requests.map(({ method }) => method))).toEqual(new Set(["GET"]));
  expect(mock.requests.filter(({ status }) => status === 429)).toEqual([]);
  expect(report.settled.length).toBeGreaterThan(10);
  expect(report.settled.filter(({ otherwise }) => otherwise > 0)).toEqual([]);
  const summary = summaryOf(report);
  expect(summary).toMatch(/as guessed \(\d+\) {2}a value outside an enum gets 99992402/);
  expect(summary).not.toContain(token);
});
