import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { Redis } from "ioredis";
import { afterAll, beforeAll, expect, test } from "vitest";
import { redisRateLimiter } from "../src/shared-rate-limit.ts";

// A real Redis: the one at REDIS_URL, or our own on a free port if redis-server is installed.
const installed = spawnSync("redis-server", ["--version"]).status === 0;
const missing = !process.env["REDIS_URL"] && !installed;
let url = process.env["REDIS_URL"] ?? "";
let server: ChildProcess | undefined;

beforeAll(async () => {
  if (missing || url) return;
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  server = spawn("redis-server", [
    "--port",
    String(port),
    "--bind",
    "127.0.0.1",
    "--save",
    "",
    "--appendonly",
    "no",
  ]);
  url = `redis://127.0.0.1:${port}`;
  const redis = new Redis(url, { retryStrategy: () => 50 });
  redis.on("error", () => {});
  await redis.ping();
  redis.disconnect();
});

afterAll(() => server?.kill());

const needsRedis = missing
  ? "skipped: no redis-server on this machine and no REDIS_URL"
  : "with a real Redis";

test.skipIf(missing)(`three processes hold one quota together (${needsRedis})`, async () => {
  const program = `
    import { Redis } from "ioredis";
    import { redisRateLimiter } from ${JSON.stringify(fileURLToPath(new URL("../src/shared-rate-limit.ts", import.meta.url)))};
    const redis = new Redis(process.env.REDIS_URL);
    const limiter = redisRateLimiter(redis, "app-and-tenant");
    const times = [];
    for (let request = 0; request < 10; request++) {
      await limiter.acquire(undefined, { operation: "im.v1.chat.list", rateLimit: { per_second: 10, per_minute: 1000 } });
      times.push(Date.now());
    }
    console.log(JSON.stringify(times));
    redis.disconnect();`;
  const processes = [1, 2, 3].map(() =>
    spawn(process.execPath, ["--input-type=module", "--eval", program], {
      env: { ...process.env, REDIS_URL: url },
      cwd: import.meta.dirname,
    }),
  );
  const printed = await Promise.all(processes.map(({ stdout }) => text(stdout)));
  const times = printed
    .flatMap((line) => JSON.parse(line) as number[])
    .toSorted((left, right) => left - right);
  expect(times).toHaveLength(30);
  // Two fixed windows may touch, so any 21 requests reach over more than one whole window.
  for (const [index, time] of times.slice(20).entries())
    expect(time - (times[index] ?? 0)).toBeGreaterThan(900);
});

test.skipIf(missing)(`an abort ends the waiting (${needsRedis})`, async () => {
  const redis = new Redis(url);
  const limiter = redisRateLimiter(redis, "abort");
  const operation = { operation: "im.v1.chat.list", rateLimit: { per_minute: 1 } };
  await limiter.acquire(undefined, operation);
  const controller = new AbortController();
  const waiting = limiter.acquire(controller.signal, operation);
  controller.abort();
  await expect(waiting).rejects.toThrow("aborted");
  redis.disconnect();
});
