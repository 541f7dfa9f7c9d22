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

/** The parts of the probe, in the order in which they are run. */
export const clientParts: readonly ((probing: Probing) => Promise<void>)[] = [
  probeArguments,
  probeFailures,
  probeEvents,
  probeBudget,
  probeSizes,
  probeSecrets,
  probeWalksOfClient,
  probeWalkEnds,
  probeTokens,
  probeTokenLives,
  probeTime,
  probeRateLimits,
  probeMock,
];

/** Has a client do everything that follows from the contract, and judges what it sends and what comes of it. */
export async function probeClient(probing: Probing): Promise<void> {
  for (const part of clientParts) await part(probing);
}
