import { fileURLToPath } from "node:url";

/** The root of the repository that these tools belong to, without a slash at its end. */
export const home = fileURLToPath(new URL("../../..", import.meta.url)).replace(/[\\/]$/, "");
