import addFormats from "ajv-formats";
import { Ajv } from "ajv";
import draft6 from "ajv/dist/refs/json-schema-draft-06.json" with { type: "json" };
import { assert, constantFrom, oneof, property, string, stringMatching } from "fast-check";
import schemas from "har-schema";
import { expect, test } from "vitest";
import type { Case } from "../src/cases/case.ts";
import { operations } from "../src/contract/read.ts";
import { probe } from "../src/probe/probe.ts";
import { harOf } from "../src/report/har.ts";
import { createResults } from "../src/report/results.ts";
import { findingLine, summaryOf } from "../src/report/summary.ts";
import { mockBehind } from "./mutants/proxy.ts";

const secret = /\b[tu]-[0-9a-f]{20,}|eyJ[\w-]{20}|dskLLdkasdjlasdKK/;

// A server that accepts a hexadecimal number and sends a wrong content type.
const report = await probe({
  start: mockBehind(() => ({
    request: (request) => void (request.target = request.target.replace("page_size=0x10", "page_size=16")),
    response: ({ headers }, { target }) => {
      if (target.endsWith("page_size=50")) headers["content-type"] = "text/html";
    },
  })),
});

test("a finding is one line: operation, assertion, case, expected and received response, and a curl command", () => {
  const finding = report.findings.find(({ assertion }) => assertion === "rejected_as_documented");
  expect(finding && findingLine(finding)).toBe(
    '✗ im.v1.chat.list  rejected_as_documented  page_size is "0x10": expected 400 with code 99992402, ' +
      "got 200 with code 0  ⟶  curl -i --path-as-is --globoff " +
      "-H 'authorization: Bearer t-7f1bcd13fc57d46bac21793a18e560' " +
      "'http://127.0.0.1:4010/open-apis/im/v1/chats?page_size=0x10'",
  );
});

test("the summary ends with the verdict, and has the command that starts the mock", () => {
  const lines = summaryOf(report).split("\n");
  expect(lines.at(-1)).toMatch(/^✗ \d+ findings in \d+ requests to the mock, 0 calls of the client, seed 1/);
  expect(lines).toContain("To reproduce a finding, start the mock with: pnpm mock --chats 123 --seed 1");
});

test("the HAR has every exchange, is valid HAR 1.2, and has no secret", () => {
  const har = harOf(report) as { log: { version: string; entries: object[] } };
  expect(har.log.entries).toHaveLength(report.exchanges.length);
  const ajv = new Ajv({ strict: false });
  addFormats.default(ajv);
  ajv.addMetaSchema(draft6);
  ajv.addSchema(Object.values(schemas));
  const validate = ajv.getSchema("har.json#");
  void validate?.(har);
  expect(validate?.errors).toBeNull();
  expect(JSON.stringify(har)).not.toMatch(secret);
});

test("no report contains the token, wherever it is and whatever it looks like", () => {
  const token = oneof(
    stringMatching(/^[\w.~+/=-]{12,40}$/),
    stringMatching(/^[tu]-[0-9a-zA-Z_.-]{12,40}$/),
    stringMatching(/^eyJ[\w-]{10,30}\.[\w-]{5,10}\.[\w-]{5,10}$/),
  );
  const around = constantFrom(
    "",
    "Bearer ",
    "bearer",
    "Basic ",
    "x ",
    '{"msg":"',
    "a=1&access_token=",
    "\u4E2D",
  );
  assert(
    property(token, around, around, string(), (text, before, after, noise) => {
      const marked = `${before}${text}${after}`;
      const body = JSON.stringify({
        code: 1,
        app_secret: text,
        msg: marked,
        inner: JSON.stringify({ marked }),
      });
      const results = createResults({
        baseUrl: "http://127.0.0.1:1",
        secret: text,
        seed: 1,
        maxResponseMs: 1,
        only: undefined,
      });
      const testCase: Case = {
        name: `a case ${noise}`,
        operation: operations[0]!,
        category: "positive",
        request: {
          method: "GET",
          path: "/im/v1/chats",
          query: `a=${encodeURIComponent(text)}`,
          headers: { authorization: `Bearer ${text}`, "x-token": marked },
          body,
        },
        expect: { accept: true, allowedErrors: [] },
        parameters: [],
      };
      const headers = { "content-type": marked, "x-tt-logid": marked };
      results.evaluate(testCase, { status: 400, headers, text: body, body: JSON.parse(body), ms: 2 });
      results.add("default_values", testCase, [marked]);
      const run = { ...report, ...results, gaps: [], stopped: undefined, isOwn: false };
      const documents = [JSON.stringify(harOf(run, text)), summaryOf(run)];
      for (const form of [text, encodeURIComponent(text)])
        for (const document of documents) expect(document.includes(form)).toBe(false);
    }),
    { numRuns: 300, seed: 1 },
  );
});
