// Runs in every runtime, so it uses only the client and what all runtimes have.
import * as client from "@feishu-openapi/client";
import { responseCheck } from "@feishu-openapi/client/check";

const TOKEN = "t-7f1bcd13fc57d46bac21793a18e560";

/** The cases by name. Each returns what it observed; the test compares that with the expected value. */
const cases = {
  async "lists a page"({ connect }) {
    const page = await connect().im.v1.chat.list({ page_size: 5 });
    return { ids: page.items.map(({ chat_id }) => chat_id), hasNextPage: page.hasNextPage };
  },

  async "fetches one token for two calls"({ connect }) {
    const sent = [];
    const app = { token: undefined, appId: "cli_0123456789abcdef", appSecret: "not-a-real-secret" };
    const feishu = connect({ ...app, onRequest: ({ operation }) => sent.push(operation) });
    const list = () => feishu.im.v1.chat.list({ page_size: 1 });
    const pages = await Promise.all([list(), list()]);
    return { items: pages.map(({ items }) => items.length), sent };
  },

  async "walks 250 chats in pages of 20, and prefetches one page"({ connect }) {
    let requests = 0;
    let requestsAtFirst;
    const ids = [];
    const feishu = connect({ onRequest: () => (requests += 1) });
    for await (const { chat_id } of feishu.im.v1.chat.list({ page_size: 20 })) {
      requestsAtFirst ??= requests;
      ids.push(chat_id);
    }
    return { ids, requests, requestsAtFirst };
  },

  async "throws an error with its meaning and remedy"({ connect }) {
    const error = await failureOf(connect().im.v1.chat.list({ page_token: "garbled" }));
    const { name, operation, kind, code, status, remedy, resumeFrom } = error;
    return {
      isApiError: error instanceof client.FeishuApiError,
      name,
      operation,
      kind,
      code,
      status,
      remedy,
      resumeFrom,
    };
  },

  async "reports each drift of a response once"({ connect, at }) {
    const drifts = [];
    const onDrift = ({ kind, pointer }) => drifts.push(`${kind} ${pointer}`);
    await connect({ baseUrl: at("timed"), check: responseCheck, onDrift })
      .im.v1.chat.list()
      .toArray({ limit: Infinity });
    return { drifts };
  },

  async "does not follow a redirect with its token"({ connect, at }) {
    const { name, reason } = await failureOf(connect({ baseUrl: at("moved") }).im.v1.chat.list());
    return { name, reason };
  },

  async "aborts in the middle of a body, with the caller's reason"({ connect, at, send, open }) {
    const controller = new AbortController();
    const reason = new Error("no longer wanted");
    const fetch = async (input, init) => {
      const response = await send(input, init);
      setTimeout(() => controller.abort(reason), 20);
      return response;
    };
    const { list } = connect({ baseUrl: at("stalled"), fetch }).im.v1.chat;
    const error = await failureOf(list({}, { signal: controller.signal }));
    return { isReason: error === reason, open: await open() };
  },

  async "times out without a response"({ connect, at, open }) {
    const feishu = connect({ baseUrl: at("silent"), timeoutMs: 250, retry: false });
    const error = await failureOf(feishu.im.v1.chat.list());
    const isConnectionError = error instanceof client.FeishuConnectionError;
    return { name: error.name, isConnectionError, timeoutMs: error.timeoutMs, open: await open() };
  },
};

/** Cases for runtimes whose clock advances while code runs; that of workerd does not. */
const clockCases = {
  async "requests the next page while the caller blocks"({ connect, at }) {
    // On a busy machine the request may be late once; without prefetching it is late every time.
    let inTime = [];
    for (let turn = 0; turn < 3 && !(inTime.length > 0 && inTime.every(Boolean)); turn += 1)
      inTime = await walkBlocking(connect({ baseUrl: at("timed") }));
    return { inTime };
  },
};

/** Name and version of the runtime, as it reports them. */
function nameRuntime() {
  const { Bun, Deno, process, navigator } = globalThis;
  if (Bun) return `Bun ${Bun.version}`;
  if (Deno) return `Deno ${Deno.version.deno}`;
  if (navigator?.userAgent === "Cloudflare-Workers")
    return `workerd ${process ? "with" : "without"} Node's modules`;
  return process ? `Node ${process.versions.node}` : navigator.userAgent;
}

/**
 * Runs every case in turn. `api` is the base URL of the mock, `origin` the origin of the faults. `transport` is the
 * `fetch` of the client; default: the global one.
 *
 * @returns `{ runtime, results }`; each result is `{ name, ok, detail }`, and the detail of a failed case is its error.
 */
export async function runSuite({ api, origin }, transport) {
  const tools = {
    connect: (options) =>
      client.createClient({ token: TOKEN, baseUrl: api, ...(transport && { fetch: transport }), ...options }),
    at: (fault) => `${origin}/${fault}/open-apis`,
    send: transport ?? ((input, init) => fetch(input, init)),
    open: () => countOpen(origin),
  };
  const results = [];
  const runtime = nameRuntime();
  const all = { ...cases, ...(!runtime.startsWith("workerd") && clockCases) };
  for (const [name, run] of Object.entries(all)) results.push(await runCase(name, () => run(tools)));
  return { runtime, results };
}

async function runCase(name, run) {
  let timer;
  const limit = new Promise((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error("not finished after 10 seconds")), 10_000);
  });
  try {
    return { name, ok: true, detail: await Promise.race([run(), limit]) };
  } catch (error) {
    return { name, ok: false, detail: `${String(error)}\n${error?.stack}` };
  } finally {
    clearTimeout(timer);
  }
}

/** Blocks the event loop for each chat; returns for each further page whether it was requested in the meantime. */
async function walkBlocking(feishu) {
  const requestedAt = [];
  const blockedUntil = [];
  for await (const chat of feishu.im.v1.chat.list()) {
    requestedAt.push(chat.requested_at);
    const startedAt = Date.now();
    while (Date.now() < startedAt + 200);
    blockedUntil.push(Date.now());
  }
  return requestedAt.slice(1).map((time, index) => time < blockedUntil[index]);
}

async function failureOf(promise) {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error("it succeeded");
}

/** The number of requests that the server holds open, as soon as it is 0, or after two seconds. */
async function countOpen(origin) {
  for (let turn = 0; ; turn += 1) {
    const count = Number(await (await fetch(`${origin}/open`)).text());
    if (count === 0 || turn === 40) return count;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
