// Removes a folder of the workspace that runs it, so that what is built holds nothing of an earlier build.
import { rmSync } from "node:fs";

rmSync(process.argv[2] ?? "dist", { recursive: true, force: true });
