import { inspect } from "node:util";
import { expect, test } from "vitest";
import {
  FeishuDriftError,
  responseCheck,
  type Drift,
  type DriftReporter,
  type ResponseCheck,
} from "../src/check.ts";
import { FeishuError } from "../src/errors.ts";

const LIST = "im.v1.chat.list";
const TOKEN = "auth.v3.tenantAccessToken.internal";
const good = { items: [], has_more: false };

/** A reporter, and what it has reported. */
function reporting(check: ResponseCheck = responseCheck): {
  report: DriftReporter;
  reported: Drift[];
} {
  const reported: Drift[] = [];
  return { report: check.createReporter(check, (drift) => reported.push(drift)), reported };
}

/** A check that finds one unknown field, with another name in each response. */
const endless: ResponseCheck = {
  ...responseCheck,
  find: (operation, result) => [
    { operation, pointer: `/${String(result)}`, kind: "unknown_field", expected: "absent", found: "string" },
  ],
};

test("a valid response is not reported", () => {
  const { report, reported } = reporting();
  for (let count = 0; count < 100; count += 1) report(LIST, good);

  expect(reported).toEqual([]);
});

test("each kind is reported once over many responses", () => {
  const { report, reported } = reporting();
  for (let count = 0; count < 100; count += 1) {
    report(LIST, { ...good, total: count });
    report(LIST, { ...good, total: "many" });
    report(LIST, { ...good, has_more: count % 2 ? 1 : "no" });
    report(LIST, { items: [] });
  }

  expect(reported.map(({ pointer, kind }) => `${pointer} ${kind}`)).toEqual([
    "/total unknown_field",
    "/has_more wrong_type",
    "/has_more missing",
  ]);
});

test("each unknown enum value counts as a kind, separately for each operation", () => {
  const { report, reported } = reporting();
  const issued = { msg: "", tenant_access_token: "", expire: 0 };
  for (const code of [1, 2, 1, 3, 2]) report(TOKEN, { ...issued, code });
  report(TOKEN, { ...issued, code: 0, total: 1 });
  report(LIST, { ...good, total: 1 });

  expect(reported.map(({ operation, pointer, found }) => `${operation} ${pointer} ${found}`)).toEqual([
    `${TOKEN} /code 1`,
    `${TOKEN} /code 2`,
    `${TOKEN} /code 3`,
    `${TOKEN} /total number`,
    `${LIST} /total number`,
  ]);
});

test("two clients report independently", () => {
  const [first, second] = [reporting(), reporting()];
  first.report(LIST, { items: [] });
  second.report(LIST, { items: [] });

  expect([first.reported.length, second.reported.length]).toEqual([1, 1]);
});

test("an onDrift that throws or rejects is ignored, and further drift is reported", async () => {
  const unhandled: unknown[] = [];
  const note = (reason: unknown): number => unhandled.push(reason);
  process.on("unhandledRejection", note);
  const pointers: string[] = [];
  const failing = responseCheck.createReporter(responseCheck, ({ pointer }) => {
    pointers.push(pointer);
    throw new Error("the logger is down");
  });
  const rejecting = responseCheck.createReporter(responseCheck, async () => {
    throw new Error("the logger is far");
  });
  failing(LIST, {});
  rejecting(LIST, {});
  await new Promise((resolve) => setImmediate(resolve));
  process.off("unhandledRejection", note);

  expect(pointers).toEqual(["/items", "/has_more"]);
  expect(unhandled).toEqual([]);
});

test("onDrift is called before the reporter returns", () => {
  const { report, reported } = reporting();
  report(LIST, { ...good, total: 1 });

  expect(reported).toHaveLength(1);
});

test("a reporter without onDrift does nothing", () => {
  expect(() => responseCheck.createReporter(responseCheck)(LIST, {})).not.toThrow();
});

test("a reporter reports 1,000 kinds and no more", () => {
  const { report, reported } = reporting(endless);
  for (let round = 0; round < 2; round += 1)
    for (let count = 0; count < 3000; count += 1) report(LIST, count);

  expect(reported).toHaveLength(1000);
  expect(reported.at(-1)?.pointer).toBe("/999");
});

test("in throw mode each response that drifts throws, and onDrift is not called", () => {
  const reported: Drift[] = [];
  const check: ResponseCheck = { ...responseCheck, mode: "throw" };
  const report = check.createReporter(check, (drift) => reported.push(drift));
  const drifts = [
    { operation: LIST, pointer: "/has_more", kind: "missing", expected: "boolean", found: "absent" },
    { operation: LIST, pointer: "/total", kind: "unknown_field", expected: "absent", found: "number" },
  ];

  expect(() => report(LIST, good)).not.toThrow();
  for (let count = 0; count < 2; count += 1)
    expect(() => report(LIST, { items: [], total: 1 })).toThrow(
      expect.objectContaining({ name: "FeishuDriftError", operation: LIST, drifts }),
    );
  expect(reported).toEqual([]);
});

test("a FeishuDriftError is a FeishuError whose message lists each drift on one line", () => {
  const [drift] = responseCheck.find(LIST, null);
  const error = new FeishuDriftError(LIST, drift ? [drift, { ...drift, pointer: "/items" }] : []);

  expect(error).toBeInstanceOf(FeishuError);
  expect(error.message).toBe(
    "im.v1.chat.list: the response departs from the contract: / wrong_type (expected object, found null); /items wrong_type (expected object, found null)",
  );
});

test("a secret that the server echoes is in no error", () => {
  const secret = "dskLLdkasdjlasdKK";
  const check: ResponseCheck = { ...responseCheck, mode: "throw" };
  const report = check.createReporter(check);
  let thrown: unknown;
  try {
    report(LIST, { ...good, [secret]: secret, "t-0123456789": 1 }, [secret]);
  } catch (error) {
    thrown = error;
  }

  expect(thrown).toBeInstanceOf(FeishuDriftError);
  expect(inspect(thrown) + JSON.stringify(thrown)).not.toMatch(/dskLL|t-0123/);
});
