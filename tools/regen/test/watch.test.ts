import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { watch } from "../src/watch.ts";
import { change, createRepository } from "./support/repository.ts";

test("each save is generated from within two seconds and told; a broken one is told with its place", async () => {
  const root = createRepository();
  const ending = new AbortController();
  const printed = { stdout: "", stderr: "" };
  const output = {
    stdout: (text: string) => (printed.stdout += text),
    stderr: (text: string) => (printed.stderr += text),
  };
  const client = (): string => readFileSync(join(root, "packages/client/src/generated/client.ts"), "utf8");
  const watching = watch(root, output, ending.signal);
  await vi.waitFor(() => expect(printed.stdout).toContain("watching spec/openapi.yaml"), 10_000);

  change(root, "spec/openapi.yaml", "ByActiveTimeDesc]", "ByActiveTimeDesc, ByHotDesc]");
  await vi.waitFor(() => expect(client()).toContain('"ByHotDesc"'), { timeout: 10_000, interval: 10 });
  await vi.waitFor(() =>
    expect(printed.stdout).toContain("`sort_type` may now be `ByHotDesc`\nwrote 9 files in "),
  );
  expect(Number(/in (\d+) ms/.exec(printed.stdout)?.[1])).toBeLessThan(2000);

  change(root, "spec/openapi.yaml", "cursor: page_token,", "cursor: next_token,");
  await vi.waitFor(() => expect(printed.stderr).toMatch(/^regen: \S+:\d+ #.*cursor: /), 10_000);

  ending.abort();
  await watching;
  rmSync(root, { recursive: true });
});
