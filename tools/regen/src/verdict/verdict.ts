import { largest, type Bump, type Bumps, type Package } from "./bump.ts";
import { KINDS, type Kind } from "./kinds.ts";

/** One change of the contract, from a caller's point of view. */
export interface Verdict {
  readonly kind: Kind;
  /** The ids of the operations that changed, or `the contract` for a change that affects all of them. */
  readonly place: string;
  /** For callers, without a full stop: "`page_size` may now be 200". */
  readonly sentence: string;
  /** By semver as of 1.0, for each package. */
  readonly bump: Bumps;
}

/** A verdict with the bumps that {@link KINDS} gives its kind. */
export function verdict(kind: Kind, place: string, sentence: string): Verdict {
  const [client, mock] = KINDS[kind];
  return { kind, place, sentence, bump: { client, mock } };
}

/** The bump that all verdicts together give each package. */
export function bumpsOf(verdicts: readonly Verdict[]): Bumps {
  const of = (name: Package): Bump => largest(verdicts.map(({ bump }) => bump[name]));
  return { client: of("client"), mock: of("mock") };
}
