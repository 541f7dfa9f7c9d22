import { KINDS, type Kind } from "./kinds.ts";

/** How much a release must say, ascending. `none` needs no release at all. */
export const BUMPS = ["none", "patch", "minor", "major"] as const;
export type Bump = (typeof BUMPS)[number];

/** The published packages, whose users a change of the contract reaches. */
export const PACKAGES = ["client", "mock"] as const;
export type Package = (typeof PACKAGES)[number];
export type Bumps = Readonly<Record<Package, Bump>>;

/** One change, as a caller meets it. */
export interface Verdict {
  readonly kind: Kind;
  /** The operations that it stands in, by their ids; `the contract` for what holds for all of them. */
  readonly place: string;
  /** For a caller, without a full stop: "`page_size` may now be 200". */
  readonly sentence: string;
  /** By semver as of 1.0, for each package. */
  readonly bump: Bumps;
}

/** A verdict of a kind that the table rates. */
export function verdict(kind: Kind, place: string, sentence: string): Verdict {
  const [client, mock] = KINDS[kind];
  return { kind, place, sentence, bump: { client, mock } };
}

/** The larger of some bumps; `none` of none. */
export function largest(bumps: Iterable<Bump>): Bump {
  return BUMPS[Math.max(0, ...Array.from(bumps, (bump) => BUMPS.indexOf(bump)))] ?? "none";
}

/** What all verdicts together make of each package. */
export function bumpsOf(verdicts: readonly Verdict[]): Bumps {
  const of = (name: Package): Bump => largest(verdicts.map(({ bump }) => bump[name]));
  return { client: of("client"), mock: of("mock") };
}

/** A bump as a package of this version makes it: before 1.0 a breaking change is a minor one, and any other a patch. */
export function atVersion(bump: Bump, version: string): Bump {
  if (!version.startsWith("0.") || bump === "none") return bump;
  return bump === "major" ? "minor" : "patch";
}
