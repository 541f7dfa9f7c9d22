import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import { change, createRepository, git, regen, tree } from "./support/repository.ts";

const CLI = join(import.meta.dirname, "../src/cli.ts");
const KILLS = 40;

/** The files outside the staging folder. */
const settled = (root: string): Record<string, string> =>
  Object.fromEntries(Object.entries(tree(root)).filter(([path]) => !path.startsWith(".generate")));

test(
  `leaves the files either old or new when it is killed at any of ${KILLS} moments, and the next run completes`,
  { timeout: 300_000 },
  async () => {
    const root = createRepository();
    change(root, "spec/openapi.yaml", "maximum: 100, default: 20 }", "maximum: 200, default: 20 }");
    const old = tree(root);
    const start = performance.now();
    await once(spawn(process.execPath, [CLI, "--root", root, "--no-tests"]), "close");
    const whole = performance.now() - start;
    const fresh = tree(root);
    expect(fresh).not.toEqual(old);

    const seen = { old: 0, new: 0 };
    for (let kill = 0; kill < KILLS; kill++) {
      git(root, "stash", "-q", "--include-untracked");
      git(root, "stash", "drop", "-q");
      change(root, "spec/openapi.yaml", "maximum: 100, default: 20 }", "maximum: 200, default: 20 }");
      const child = spawn(process.execPath, [CLI, "--root", root, "--no-tests"]);
      const closed = once(child, "close");
      // Most kills are near the end, where it writes.
      await setTimeout(whole * (kill % 4 === 0 ? kill / KILLS : 0.7 + (0.5 * kill) / KILLS));
      child.kill("SIGKILL");
      await closed;
      // The process that moves the files is detached and ends within this time.
      await setTimeout(150);
      const now = settled(root);
      const state = now["spec/contract.lock.json"] === old["spec/contract.lock.json"] ? "old" : "new";
      seen[state]++;
      expect(now).toEqual(state === "old" ? old : fresh);
    }
    expect(Math.min(seen.old, seen.new)).toBeGreaterThan(0);

    expect((await regen(root, "--no-tests")).status).toBe(0);
    expect(tree(root)).toEqual(fresh);
    rmSync(root, { recursive: true });
  },
);
