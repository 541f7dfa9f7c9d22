import { expect, test } from "vitest";
import { createApps } from "../src/state/apps.ts";
import { createTokens } from "../src/state/tokens.ts";
import { createClock } from "../src/state/clock.ts";

test("counts a token as valid until it expires or is revoked", () => {
  let now = 0;
  const clock = createClock(() => now);
  const tokens = createTokens(1, clock);
  const app = createApps({ scopes: [], botAbility: true, installed: true }, {}).defaultApp;
  tokens.user(app, { expiresIn: 5 });
  const revoked = tokens.user(app, {});
  const counts = [tokens.count()];
  counts.push(tokens.revoke(revoked) ? tokens.count() : Number.NaN);
  for (now of [4999, 5000]) counts.push(tokens.count());
  expect([counts, tokens.revoke("t-unknown")]).toEqual([[2, 1, 1, 0], false]);
});
