// A Stryker plugin: a "checker" sees every mutant before it is run and may refuse it, so here it lets the sample pass.
import { sample, type Place } from "./sample.ts";

interface StrykerMutant extends Place {
  readonly id: string;
}

/** The reason that the report gives for a mutant that the sample left out. */
export const NOT_DRAWN = "not drawn";

function createSampleChecker(options: { readonly sample: { readonly size: number; readonly seed: number } }) {
  let drawn = new Set<string>();
  return {
    init: () => Promise.resolve(),
    // Stryker hands over all mutants here, and then each group to `check`.
    group: (mutants: readonly StrykerMutant[]) => {
      drawn = new Set(sample(mutants, options.sample.size, options.sample.seed).map(({ id }) => id));
      return Promise.resolve([mutants.map(({ id }) => id)]);
    },
    check: (mutants: readonly StrykerMutant[]) =>
      Promise.resolve(
        Object.fromEntries(
          mutants.map(({ id }) => [
            id,
            drawn.has(id) ? { status: "passed" } : { status: "compileError", reason: NOT_DRAWN },
          ]),
        ),
      ),
  };
}
createSampleChecker.inject = ["options"] as const;

/** What Stryker looks for in a plugin. */
export const strykerPlugins = [{ kind: "Checker", name: "sample", factory: createSampleChecker }];
