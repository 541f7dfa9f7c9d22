import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { watch } from "../src/watch.ts";
import { change, createRepository } from "./support/repository.ts";

test("reports an invalid contract at the start and waits for the next save", async () => {
  const root = createRepository();
  const end = new AbortController();
  const printed = { stdout: "", stderr: "" };
  const client = (): string => readFileSync(join(root, "packages/client/src/generated/client.ts"), "utf8");
  change(root, "spec/openapi.yaml", "ByActiveTimeDesc]", "ByActiveTimeDesc, ByHotDesc]");
  change(root, "spec/openapi.yaml", "openapi: 3.1.0", "openapi: [3.1.0");
  const watching = watch(
    root,
    {
      stdout: (text) => (printed.stdout += text),
      stderr: (text) => (printed.stderr += text),
    },
    end.signal,
  );
  await vi.waitFor(
    () => expect(printed.stdout).toBe("watching spec/openapi.yaml; press Ctrl-C to stop\n"),
    10_000,
  );
  expect(printed.stderr).toMatch(/^regen: \S+:\d+: not valid YAML: [^\n]+\n$/);

  change(root, "spec/openapi.yaml", "openapi: [3.1.0", "openapi: 3.1.0");
  await vi.waitFor(() => expect(client()).toContain('"ByHotDesc"'), { timeout: 10_000, interval: 10 });

  end.abort();
  await watching;
  rmSync(root, { recursive: true });
});

test("generates on each save and prints the change; reports an invalid contract with its place", async () => {
  const root = createRepository();
  const end = new AbortController();
  const printed = { stdout: "", stderr: "" };
  const output = {
    stdout: (text: string) => (printed.stdout += text),
    stderr: (text: string) => (printed.stderr += text),
  };
  const client = (): string => readFileSync(join(root, "packages/client/src/generated/client.ts"), "utf8");
  const watching = watch(root, output, end.signal);
  await vi.waitFor(() => expect(printed.stdout).toContain("watching spec/openapi.yaml"), 10_000);

  change(root, "spec/openapi.yaml", "ByActiveTimeDesc]", "ByActiveTimeDesc, ByHotDesc]");
  await vi.waitFor(() => expect(client()).toContain('"ByHotDesc"'), { timeout: 10_000, interval: 10 });
  await vi.waitFor(() =>
    expect(printed.stdout).toContain("`sort_type` may now be `ByHotDesc`\nwrote 9 files in "),
  );

  change(root, "spec/openapi.yaml", "cursor: page_token,", "cursor: next_token,");
  await vi.waitFor(() => expect(printed.stderr).toMatch(/^regen: \S+:\d+ #.*cursor: /), 10_000);

  end.abort();
  await watching;
  rmSync(root, { recursive: true });
});
