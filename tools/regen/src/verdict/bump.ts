/** Semver bumps in ascending order; `none` needs no release. */
export const BUMPS = ["none", "patch", "minor", "major"] as const;
export type Bump = (typeof BUMPS)[number];

/** The published packages that a change of the contract can affect. */
export const PACKAGES = ["client", "mock"] as const;
export type Package = (typeof PACKAGES)[number];
export type Bumps = Readonly<Record<Package, Bump>>;

/** The largest bump; `none` for an empty list. */
export function largest(bumps: Iterable<Bump>): Bump {
  return BUMPS[Math.max(0, ...Array.from(bumps, (bump) => BUMPS.indexOf(bump)))] ?? "none";
}

/** A bump for a package's version: before 1.0 a breaking change is a minor bump and every other change a patch. */
export function atVersion(bump: Bump, version: string): Bump {
  if (!version.startsWith("0.") || bump === "none") return bump;
  return bump === "major" ? "minor" : "patch";
}
