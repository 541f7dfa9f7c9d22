// Fetches what is missing of the runtimes into the cache, and says what there is. Never fails: what a machine cannot
// have is skipped by the tests, with the reason.
import { install, locate } from "./cache.ts";
import { runtimes } from "./runtimes.ts";

await Promise.all(runtimes.map((runtime) => install(runtime)));
for (const runtime of runtimes) {
  const { missing } = locate(runtime);
  process.stdout.write(`${runtime.name} ${runtime.version}: ${missing ?? "there"}\n`);
}
