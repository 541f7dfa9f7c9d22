import { expect, test } from "vitest";
import { operations } from "../src/contract.ts";
import type { Case } from "../src/probe/case.ts";
import { createRecording } from "../src/probe/record.ts";
import { deviationsOf } from "../src/stock-prism/deviations.ts";

const settings = { baseUrl: "http://127.0.0.1:1", secret: undefined, seed: 1, ceilingMs: 1, only: undefined };

test("a fault of stock Prism that nobody has judged is named", () => {
  const recording = createRecording(settings);
  const one: Case = {
    name: "a new one",
    operation: operations[0]!,
    aim: "positive",
    request: { method: "GET", path: "/", query: "", headers: {} },
    expect: { accept: true, refuse: [] },
    parameters: [],
  };
  recording.judge(one, { status: 299, headers: {}, text: "", body: undefined, ms: 0 });
  expect(() => deviationsOf(recording)).toThrow(/^not judged yet: .*, a new one: /);
});

test("a judgement that no fault falls under any more is named", () => {
  expect(() => deviationsOf(createRecording(settings))).toThrow(/^no longer seen: `Accept: foo`/);
});
