import addFormats from "ajv-formats";
import { Ajv } from "ajv";
import draft6 from "ajv/dist/refs/json-schema-draft-06.json" with { type: "json" };
import { assert, constantFrom, oneof, property, string, stringMatching } from "fast-check";
import schemas from "har-schema";
import { expect, test } from "vitest";
import { operations } from "../src/contract.ts";
import type { Case } from "../src/probe/case.ts";
import { createRecording } from "../src/probe/record.ts";
import { harOf } from "../src/probe/har.ts";
import { junitOf } from "../src/probe/junit.ts";
import { faultLine, summaryOf } from "../src/probe/report.ts";
import { probe } from "../src/probe/run.ts";
import { mockWith } from "./support/proxy.ts";

const secret = /\b[tu]-[0-9a-f]{20,}|eyJ[\w-]{20}|dskLLdkasdjlasdKK/;

// One run of a server that takes hexadecimal for a number and HTML for JSON.
const report = await probe({
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
  expect(junit).toContain("expected: 400 with code 99992402\ngot: 200 with code 0\nseed: 1\ncurl -i");
  expect(junit.match(/<failure /g)).toHaveLength(report.faults.length);
  expect(junit).toContain('name="im.v1.chat.list({})" time="0.000"/>');
  expect(elementsOf(junit)).toEqual(new Set(["testsuites", "testsuite", "testcase", "failure"]));
  for (const [, tests, failures, inside = ""] of junit.matchAll(
    /<testsuite [^>]*tests="(\d+)" failures="(\d+)"[^>]*>(.*?)<\/testsuite>/gs,
  )) {
    expect(inside.match(/<testcase /g)).toHaveLength(Number(tests));
    expect(inside.match(/<\/testcase>/g) ?? []).toHaveLength(Number(failures));
  }
});

test("what fails a run and is no fault of a case is a failure of the JUnit document, too", () => {
  const junit = junitOf({
    exchanges: [],
    calls: [],
    faults: [],
    gaps: ["<a & b>"],
    stopped: "no answer",
    ms: 1,
  });
  expect(junit).toContain('<testsuites name="probe" tests="2" failures="2"');
  expect(junit).toContain('<failure type="coverage" message="&lt;a &amp; b&gt;">');
  expect(junit).toContain('<failure type="given_up" message="no answer">');
  expect(elementsOf(junit).size).toBe(4);
});

/** The names of an XML document's elements. Throws where they do not nest, and for letters that XML has not. */
function elementsOf(xml: string): Set<string> {
  const names = new Set<string>();
  const open: string[] = [];
  const rest = xml.replaceAll(
    /<(\/?)(\w+)((?: \w+="[^"<&]*(?:&(?:amp|lt|gt|quot);[^"<&]*)*")*)(\/?)>/g,
    (_, end: string, name: string, _attributes, single: string) => {
      names.add(name);
      if (end !== "") expect(open.pop()).toBe(name);
      else if (single === "") open.push(name);
      return "";
    },
  );
  expect(open).toEqual([]);
  expect(rest.replace(/^<\?xml [^?]*\?>/, "")).not.toMatch(/[<>]|&(?!(?:amp|lt|gt|quot);)/);
  expect(xml).not.toMatch(/[^\P{Cc}\n\r\t\u0080-\u009f\u007f]|[\uFFFE\uFFFF]/u);
  return names;
}

test("the HAR holds every exchange, is HAR 1.2, and has no secret", () => {
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

const [operation] = operations;

test("no report shows the token or what looks like a secret, wherever it stands and whatever it looks like", () => {
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
      const recording = createRecording({
        baseUrl: "http://127.0.0.1:1",
        secret: text,
        seed: 1,
        ceilingMs: 1,
        only: undefined,
      });
      const one: Case = {
        name: `a case ${noise}`,
        operation: operation!,
        aim: "positive",
        request: {
          method: "GET",
          path: "/im/v1/chats",
          query: `a=${encodeURIComponent(text)}`,
          headers: { authorization: `Bearer ${text}`, "x-token": marked },
          body,
        },
        expect: { accept: true, refuse: [] },
        parameters: [],
      };
      const headers = { "content-type": marked, "x-tt-logid": marked };
      recording.judge(one, { status: 400, headers, text: body, body: JSON.parse(body), ms: 2 });
      recording.note("defaults", one, [marked]);
      const run = { ...report, ...recording, gaps: [], stopped: undefined, isOwn: false };
      const shown = [JSON.stringify(harOf(run, text)), junitOf(run), summaryOf(run)];
      for (const form of [text, encodeURIComponent(text)])
        for (const document of shown) expect(document.includes(form)).toBe(false);
    }),
    { numRuns: 300, seed: 1 },
  );
});
