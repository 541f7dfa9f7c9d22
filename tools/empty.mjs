// Removes a folder of the current workspace, so that a build contains no files of earlier builds.
import { rmSync } from "node:fs";

rmSync(process.argv[2] ?? "dist", { recursive: true, force: true });
