import { inspect } from "node:util";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createClient, FeishuError, type Chat } from "../src/index.ts";

const token = "hush-0123456789abcdef";
const appSecret = "dskLLdkasdjlasdKK";

/** Ways in which a server may fail, each a function of the correct response. */
const faults: Record<string, (good: object) => Response> = {
  limited: () => Response.json({ code: 99991400, msg: "limit" }, { status: 429 }),
  "limited at 200": () => Response.json({ code: 99991400, msg: "limit" }),
  internal: () => Response.json({ code: 1500, msg: "" }, { status: 500 }),
  refused: () => Response.json({ code: 232034, msg: "" }, { status: 400 }),
  html: () => new Response("<h1>Bad Gateway</h1>", { status: 502 }),
  empty: () => new Response("", { status: 200 }),
  cut: (good) => new Response(JSON.stringify(good).slice(0, -5)),
  reset: () => {
    throw new TypeError("fetch failed", { cause: new Error("ECONNRESET") });
  },
  "no token": (good) => Response.json({ ...good, data: { items: [], has_more: true } }),
  "empty token": (good) => Response.json({ ...good, data: { items: [], has_more: true, page_token: "" } }),
  "no has_more": (good) => Response.json({ ...good, data: { items: [] } }),
  "no data": () => Response.json({ code: 0, msg: "" }),
};

const pages = fc.array(fc.nat(4), { minLength: 1, maxLength: 8 });
const lastToken = fc.constantFrom(undefined, "", "left-over");
/** The requests at which the server fails, counted over the whole test, and how. */
const failures = fc.array(fc.tuple(fc.nat(20), fc.constantFrom(...Object.keys(faults))), { maxLength: 6 });

/** A server with a list of pages of the given sizes. */
function serveList(
  sizes: readonly number[],
  last: string | undefined,
  failing: readonly (readonly [number, string])[],
): { fetch: typeof fetch; ids: string[] } {
  let requests = 0;
  let made = 0;
  const lists = sizes.map((size) => Array.from({ length: size }, () => `oc_${made++}`));
  return {
    ids: lists.flat(),
    fetch: async (input) => {
      const index = Number(
        (
          new URL(input instanceof Request ? input.url : input).searchParams.get("page_token") ?? "page-0"
        ).slice("page-".length),
      );
      const isLast = index === lists.length - 1;
      const page_token = isLast ? last : `page-${index + 1}`;
      const data = {
        items: lists[index]?.map((chat_id) => ({ chat_id })),
        has_more: !isLast,
        ...(page_token !== undefined && { page_token }),
      };
      const good = { code: 0, msg: "success", data };
      const fault = failing.find(([at]) => at === requests)?.[1];
      requests += 1;
      return fault ? (faults[fault] as (page: object) => Response)(good) : Response.json(good);
    },
  };
}

const clock = { now: () => 0, random: () => 0, sleep: async (): Promise<void> => {} };

test("for random pages, tokens and failures, a walk yields exactly the server's chats in order, or throws; resumed, it yields the rest", async () => {
  await fc.assert(
    fc.asyncProperty(
      pages,
      lastToken,
      failures,
      fc.boolean(),
      fc.integer({ min: 1, max: 3 }),
      async (sizes, last, failing, prefetch, attempts) => {
        const server = serveList(sizes, last, failing);
        const client = createClient({
          token,
          fetch: server.fetch,
          clock,
          rateLimit: false,
          retry: { attempts },
        });
        const seen: string[] = [];
        let page_token: string | undefined;
        for (let walks = 0; ; walks++) {
          expect(walks).toBeLessThanOrEqual(failing.length);
          try {
            for await (const chat of client.im.v1.chat.list({ page_token }, { prefetch }))
              seen.push(chat.chat_id);
            break;
          } catch (error) {
            expect(error).toBeInstanceOf(FeishuError);
            expect(server.ids.slice(0, seen.length)).toEqual(seen);
            page_token = (error as FeishuError).resumeFrom;
          }
        }
        expect(seen).toEqual(server.ids);
      },
    ),
    { numRuns: 2000 },
  );
});

test("for any order of next calls and any end of the walk, no item is skipped or repeated", async () => {
  await fc.assert(
    fc.asyncProperty(
      pages,
      fc.integer({ min: 1, max: 12 }),
      fc.boolean(),
      async (sizes, atOnce, prefetch) => {
        const server = serveList(sizes, "", []);
        const client = createClient({ token, fetch: server.fetch, rateLimit: false });
        const list = client.im.v1.chat.list({}, { prefetch });
        const walk = list[Symbol.asyncIterator]();
        const results = await Promise.all(Array.from({ length: atOnce }, () => walk.next()));
        const seen = results.filter(({ done }) => !done).map(({ value }) => (value as Chat).chat_id);
        expect(seen).toEqual(server.ids.slice(0, atOnce));
        await walk.return?.();
        expect((await walk.next()).done).toBe(true);
      },
    ),
    { numRuns: 500 },
  );
});

test("no part of a secret is in an error, its inspection, its JSON or an event, whatever the server echoes", async () => {
  const status = fc.constantFrom(200, 400, 401, 429, 500, 502);
  const around = fc.string({ maxLength: 300 });
  const shape = fc.constantFrom(
    (text: string) => text,
    (text: string) => JSON.stringify({ code: 1, msg: text }),
    (text: string) =>
      JSON.stringify({
        code: 99992402,
        msg: "",
        error: { field_violations: [{ field: text, value: text, description: text }] },
      }),
    (text: string) =>
      JSON.stringify({
        code: 99991672,
        msg: "",
        error: { permission_violations: [{ type: text, subject: text }], log_id: "x" },
      }),
    (text: string) => JSON.stringify({ anything: text }),
    (text: string) => JSON.stringify({ code: 0, msg: text, data: { has_more: text } }),
  );
  await fc.assert(
    fc.asyncProperty(status, around, around, shape, async (code, before, after, write) => {
      const events: unknown[] = [];
      const keep = (event: object): void => void events.push(event);
      const handlers = { onRequest: keep, onResponse: keep, onRetry: keep };
      const echo: typeof fetch = async (_input, init) => {
        const secret =
          typeof init?.body === "string"
            ? init.body
            : (new Headers(init?.headers).get("authorization") ?? "");
        return new Response(write(`${before}${secret}${after}`), { status: code });
      };
      for (const credential of [{ token }, { appId: "cli_a", appSecret }]) {
        const client = createClient({ ...credential, fetch: echo, clock, rateLimit: false, ...handlers });
        const error = (await client.im.v1.chat.list().catch((reason: unknown) => reason)) as Error;
        expect(error).toBeInstanceOf(FeishuError);
        const shown = [
          inspect(error, { depth: 9, showHidden: true }),
          JSON.stringify(error),
          String(error),
          error.stack,
          inspect(events, { depth: 9 }),
        ].join("\n");
        for (const secret of [token, appSecret])
          for (const part of [secret, secret.slice(0, 10), secret.slice(-10)])
            expect(shown).not.toContain(part);
      }
    }),
    { numRuns: 500 },
  );
});

test("for any traffic, retries stay within the budget", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.boolean(), { minLength: 1, maxLength: 60 }),
      fc.integer({ min: 1, max: 5 }),
      async (healthy, attempts) => {
        let requests = 0;
        let up = true;
        const flaky: typeof fetch = async () => {
          requests += 1;
          return up
            ? Response.json({ code: 0, msg: "", data: { items: [], has_more: false } })
            : new Response("", { status: 503 });
        };
        const client = createClient({ token, fetch: flaky, clock, rateLimit: false, retry: { attempts } });
        let successes = 0;
        for (up of healthy) {
          await client.im.v1.chat.list().then(
            () => (successes += 1),
            () => {},
          );
        }
        const retries = requests - healthy.length;
        expect(retries).toBeLessThanOrEqual(Math.floor((500 + successes) / 14));
        expect(requests).toBeLessThanOrEqual(healthy.length * attempts);
      },
    ),
    { numRuns: 500 },
  );
});
