import { describe, expect, test } from "vitest";
import { renewedPage } from "../src/stock-prism/page.ts";

describe("docs/prism-deviations.md", () => {
  test("says what stock Prism does today: every fault of it is judged, and no judgement is without a fault", async () => {
    const { before, after } = await renewedPage();
    expect(before).toBe(after);
  }, 300_000);
});
