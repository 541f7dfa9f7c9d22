import { fileURLToPath } from "node:url";

/** The packages whose code is broken on purpose. */
export const PACKAGES = ["client", "mock"] as const;

/** One of them. */
export type Package = (typeof PACKAGES)[number];

/** The repository. */
export const root: string = fileURLToPath(new URL("../../..", import.meta.url));

/** Where all that a run writes is, by package: sandboxes, reports. Ignored by git, and may be removed at any time. */
export const scratch: string = fileURLToPath(new URL("../../../.mutation", import.meta.url));
