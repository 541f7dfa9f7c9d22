import { expect, test } from "vitest";
import { harOf } from "../src/probe/har.ts";
import { junitOf } from "../src/probe/junit.ts";
import { faultLine, summaryOf } from "../src/probe/report.ts";
import { probe } from "../src/probe/run.ts";
import { mockWith } from "./support/proxy.ts";

const secret = /\b[tu]-[0-9a-f]{20,}|eyJ[\w-]{20}|dskLLdkasdjlasdKK/;

// One run of a server that takes hexadecimal for a number and HTML for JSON.
const report = await probe({
  client: false,
  start: mockWith(() => ({
    request: (asked) => void (asked.target = asked.target.replace("page_size=0x10", "page_size=16")),
    answer: ({ headers }, { target }) => {
      if (target.endsWith("page_size=50")) headers["content-type"] = "text/html";
    },
  })),
});

test("a fault is one line: operation, check, case, what was expected and got, and a curl", () => {
  const fault = report.faults.find(({ check }) => check === "refused_as_documented");
  expect(fault && faultLine(fault)).toBe(
    '✗ im.v1.chat.list  refused_as_documented  page_size is "0x10": expected 400 with code 99992402, ' +
      "got 200 with code 0  ⟶  curl -i --path-as-is --globoff " +
      "-H 'authorization: Bearer t-7f1bcd13fc57d46bac21793a18e560' " +
      "'http://127.0.0.1:4010/open-apis/im/v1/chats?page_size=0x10'",
  );
});

test("the summary ends with the verdict and says how to start the mock", () => {
  const lines = summaryOf(report).split("\n");
  expect(lines.at(-1)).toMatch(/^✗ \d+ faults in \d+ cases against our mock, 0 calls of the client, seed 1/);
  expect(lines).toContain("to repeat one: pnpm mock --chats 123 --seed 1");
});

test("the JUnit document has a failure where the summary has a fault, and is XML", () => {
  const calls = [{ operation: "im.v1.chat.list", name: "im.v1.chat.list({})" }];
  const junit = junitOf({ ...report, calls });
  expect(junit).toContain(
    '<failure type="refused_as_documented" message="refused_as_documented: expected 400',
  );
  expect(junit.match(/<failure /g)).toHaveLength(report.faults.length);
  expect(junit.match(/<testcase /g)).toHaveLength(report.exchanges.length + calls.length);
  expect(junit).not.toMatch(/[^\P{Cc}\n\r\t\u0080-\u009f\u007f]/u);
  expect(junit.replaceAll(/<[^<>]*>/g, "")).not.toMatch(/[<>]/);
});

test("the HAR holds every exchange and no secret", () => {
  const { log } = harOf(report) as { log: { version: string; entries: { request: { url: string } }[] } };
  expect(log.version).toBe("1.2");
  expect(log.entries).toHaveLength(report.exchanges.length);
  expect(JSON.stringify(log)).not.toMatch(secret);
  for (const { request } of log.entries.slice(0, 5)) expect(URL.canParse(request.url)).toBe(true);
});
