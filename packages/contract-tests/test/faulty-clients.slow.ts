import { expect, test } from "vitest";
import { clientChecks } from "../src/client-probe/names.ts";
import { clientParts, probeClient } from "../src/client-probe/run.ts";
import { probeSdk } from "../src/client-probe/sdk-run.ts";
import { createRecording } from "../src/probe/record.ts";
import { faultLine } from "../src/probe/report.ts";
import { faultyClients } from "./support/faulty-clients.ts";
import { clientWith } from "./support/variant.ts";

// The tests' own test: what the suite would say if the client had a fault, one at a time.
const settings = { baseUrl: "http://127.0.0.1:4010/open-apis", secret: undefined, seed: 1, ceilingMs: 5000 };

test("a client that is copied and changed in nothing has no fault", async () => {
  const find = "export function createClient";
  using healthy = await clientWith({ file: "create-client.ts", find, replace: find });
  const recording = createRecording({ ...settings, only: undefined });
  const probing = { createClient: healthy.createClient, seed: 1, recording };
  await probeClient(probing);
  await probeSdk(probing);
  expect(recording.faults.map(faultLine)).toEqual([]);
});

test.for(faultyClients)("$fault: $check says so", async ({ check, ...change }) => {
  using faulty = await clientWith(change);
  const recording = createRecording({ ...settings, only: undefined });
  const probing = { createClient: faulty.createClient, seed: 1, recording };
  const found = (): Set<string> => new Set(recording.faults.map((fault) => fault.check));
  // The SDK is slower than all the rest, and no stricter.
  for (const part of check === "sdk_agrees" ? [probeSdk] : clientParts) {
    await part(probing);
    if (found().has(check)) break;
  }
  expect([...found()]).toContain(check);
  const fault = recording.faults.find((one) => one.check === check)!;
  expect(faultLine(fault)).toMatch(/^✗ [\w.]+ {2}\w+ {2}.+ {2}⟶ {2}pnpm .+ --only \w+ --seed 1$/s);
});

test("each check has a client that it must catch", () => {
  const tried = new Set(faultyClients.map(({ check }) => check));
  expect(clientChecks.filter((name) => !tried.has(name))).toEqual([]);
});

test.each([
  ["nowhere", "no such place in the client"],
  ["twice", "error"],
])("a place that is found %s makes no client", async (_where, find) => {
  await expect(clientWith({ file: "retry.ts", find, replace: "" })).rejects.toThrow(
    /^retry\.ts has \d+ places that read ".+", not one$/,
  );
});
