import type { Recording } from "../probe/record.ts";
import type { CreateClient } from "../subject.ts";
import { probeArguments } from "./arguments-run.ts";
import { probeFailures } from "./failures-run.ts";
import { probeWalksOfClient } from "./walks-run.ts";
import { probeMock } from "./mock-run.ts";
import { probeTokens } from "./tokens-run.ts";
import { probeTime } from "./time-run.ts";
import { probeRateLimits } from "./rate-limit-run.ts";

/** Has a client do everything that follows from the contract, and judges what it sends and what comes of it. */
export async function probeClient(
  createClient: CreateClient,
  seed: number,
  recording: Recording,
): Promise<void> {
  const probing = { createClient, seed, recording };
  await probeArguments(probing);
  await probeFailures(probing);
  await probeWalksOfClient(probing);
  await probeTokens(probing);
  await probeTime(probing);
  await probeRateLimits(probing);
  await probeMock(probing);
}
