import { probeArguments } from "./arguments-run.ts";
import { probeBudget } from "./budget-run.ts";
import { probeSecrets } from "./secrets-run.ts";
import { probeSizes } from "./size-run.ts";
import { probeEvents } from "./events-run.ts";
import { probeFailures } from "./failures-run.ts";
import { probeWalkEnds } from "./walk-ends-run.ts";
import { probeWalksOfClient } from "./walks-run.ts";
import { probeMock } from "./mock-run.ts";
import { probeTokenLives } from "./token-life-run.ts";
import { probeTokens } from "./tokens-run.ts";
import type { Probing } from "./probing.ts";
import { probeTime } from "./time-run.ts";
import { probeRateLimits } from "./rate-limit-run.ts";

/** Has a client do everything that follows from the contract, and judges what it sends and what comes of it. */
export async function probeClient(probing: Probing): Promise<void> {
  await probeArguments(probing);
  await probeFailures(probing);
  await probeEvents(probing);
  await probeBudget(probing);
  await probeSizes(probing);
  await probeSecrets(probing);
  await probeWalksOfClient(probing);
  await probeWalkEnds(probing);
  await probeTokens(probing);
  await probeTokenLives(probing);
  await probeTime(probing);
  await probeRateLimits(probing);
  await probeMock(probing);
}
