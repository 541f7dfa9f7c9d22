import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { probeArguments } from "../src/client-probe/arguments-run.ts";
import { operations } from "../src/contract.ts";
import { createRecording } from "../src/probe/record.ts";
import { faultLine, summaryOf } from "../src/probe/report.ts";
import { probe } from "../src/probe/run.ts";
import { wordingOf } from "../src/probe/wording.ts";
import { ownClient } from "../src/subject.ts";

const cli = fileURLToPath(new URL("../src/cli.ts", import.meta.url));

// A busy machine may be slow; the faulty servers prove that the check of the time is there.
const report = await probe({ ceilingMs: 15_000 });

test("mock and client do in every generated case what the contract says, and nothing of it is missed", () => {
  expect(report.faults.map(faultLine)).toEqual([]);
  expect(report.gaps).toEqual([]);
  expect(report.exchanges.length).toBeGreaterThanOrEqual(600);
  expect(report.calls.length).toBeGreaterThanOrEqual(1500);
  // What is not covered has a reason, and the summary gives it.
  for (const { isSeen, reason } of report.coverage) expect(isSeen || reason !== undefined).toBe(true);
});

test("violations are worded as the contract's examples are", () => {
  const examples = operations.flatMap(({ failures, parameters }) =>
    failures.flatMap(({ body }) => {
      const { error } = body as { error?: { field_violations?: { [name: string]: string }[] } };
      return (error?.field_violations ?? []).flatMap(({ field, value = "", description }) => {
        const parameter = parameters.find(({ name }) => name === field);
        return parameter ? [[wordingOf(parameter, [value]), description]] : [];
      });
    }),
  );
  expect(examples.length).toBeGreaterThan(0);
  for (const [ours, recorded] of examples) expect(ours).toBe(recorded);
});

test("the same seed makes the same run, another seed another one", async () => {
  const sentBy = async (seed: number): Promise<string[]> =>
    (await probe({ seed, client: false })).exchanges.map(
      ({ case: { name, request } }) => `${name} ${JSON.stringify(request)}`,
    );
  const [one, again, other] = [await sentBy(5), await sentBy(5), await sentBy(6)];
  expect(again).toEqual(one);
  // A mock's page tokens differ by its seed, too: the generated cases must by themselves.
  const [random, otherRandom] = [one, other].map((sent) => sent.filter((text) => text.startsWith("random ")));
  expect(random?.length).toBeGreaterThan(100);
  expect(otherRandom).not.toEqual(random);
});

test("the same seed makes the same calls of the client, another seed other ones", async () => {
  const calledBy = async (seed: number): Promise<string[]> => {
    const recording = createRecording({
      baseUrl: "",
      secret: undefined,
      seed,
      ceilingMs: 0,
      only: undefined,
    });
    await probeArguments({ createClient: ownClient, seed, recording });
    return recording.calls.map(({ name }) => name);
  };
  const [one, again, other] = [await calledBy(5), await calledBy(5), await calledBy(6)];
  expect(again).toEqual(one);
  expect(other).not.toEqual(one);
});

test("the summary tells what was done, and no secret", () => {
  const summary = summaryOf(report);
  expect(summary).toMatch(/\d{3,} /);
  expect(summary).not.toMatch(/\bt-[0-9a-f]{20,}|app_secret":"[^[]/);
});

test("the summary of one check counts no others, and settles no guess", () => {
  const summary = summaryOf({ ...report, isOwn: false, only: "log_id" });
  expect(summary).toContain("log_id alone");
  expect(summary).not.toMatch(/exercised|excused|checks +\d|guesses/);
});

test.concurrent.each([
  [["--seed", "1.5"], "--seed must be a whole number from 0 to 4294967294, got 1.5"],
  [["--seed", "-1"], "--seed must be a whole number from 0 to 4294967294, got -1"],
  [["--only", "nothing"], "--only nothing is no check; known: "],
  [["--base-url", "open.feishu.cn"], "--base-url must be a URL"],
  [["--base-url", "https://open.feishu.cn/open-apis"], "FEISHU_TOKEN must hold the token"],
  [["--bogus"], "--bogus"],
])("the command refuses %j with exit code 2", async (args, told) => {
  const { FEISHU_TOKEN: _token, CONTRACT_BASE_URL: _url, ...env } = process.env;
  const failure = await promisify(execFile)(process.execPath, [cli, ...args], { env }).catch(
    (error: { code: number; stderr: string }) => error,
  );
  expect(failure).toMatchObject({ code: 2, stderr: expect.stringContaining(told) });
  expect((failure as { stderr: string }).stderr.trim()).not.toContain("\n");
});
