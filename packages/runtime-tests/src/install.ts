// Installs the missing runtimes into the cache and prints the state of each. Never fails: the tests skip a runtime that
// cannot be installed, with the reason.
import { install, locate } from "./setup/cache.ts";
import { runtimes } from "./setup/runtimes.ts";

await Promise.all(runtimes.map((runtime) => install(runtime)));
for (const runtime of runtimes) {
  const { missing } = locate(runtime);
  process.stdout.write(`${runtime.name} ${runtime.version}: ${missing ?? "installed"}\n`);
}
