// The same in every runtime: nothing here but the client and what all of them have.
import * as client from "@feishu-openapi/client";
import { responseCheck } from "@feishu-openapi/client/check";

const TOKEN = "t-7f1bcd13fc57d46bac21793a18e560";

/** Each case by its name: what it resolves with is what was seen, and the test knows what that must be. */
const cases = {
  async "lists a page"({ connect }) {
    const page = await connect().im.v1.chat.list({ page_size: 5 });
    return { ids: page.items.map(({ chat_id }) => chat_id), hasNextPage: page.hasNextPage };
  },

  async "fetches a token for an app, once for two calls"({ connect }) {
    const sent = [];
    const app = { token: undefined, appId: "cli_0123456789abcdef", appSecret: "not-a-real-secret" };
    const feishu = connect({ ...app, onRequest: ({ operation }) => sent.push(operation) });
    const list = () => feishu.im.v1.chat.list({ page_size: 1 });
    const pages = await Promise.all([list(), list()]);
    return { items: pages.map(({ items }) => items.length), sent };
  },

  async "walks 250 chats in pages of 20, one page ahead"({ connect }) {
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

  async "tells what an error means and what to do"({ connect }) {
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

  async "reports how an answer departs from the contract, each way once"({ connect, at }) {
    const drifts = [];
    const onDrift = ({ kind, pointer }) => drifts.push(`${kind} ${pointer}`);
    await connect({ baseUrl: at("timed"), check: responseCheck, onDrift })
      .im.v1.chat.list()
      .toArray({ limit: Infinity });
    return { drifts };
  },

  async "refuses to take its token to where a redirect leads"({ connect, at }) {
    const { name, fault } = await failureOf(connect({ baseUrl: at("moved") }).im.v1.chat.list());
    return { name, fault };
  },

  async "is aborted in the middle of a body, with the caller's own reason"({ connect, at, send, hanging }) {
    const controller = new AbortController();
    const reason = new Error("no longer wanted");
    const fetch = async (input, init) => {
      const response = await send(input, init);
      setTimeout(() => controller.abort(reason), 20);
      return response;
    };
    const { list } = connect({ baseUrl: at("stalled"), fetch }).im.v1.chat;
    const error = await failureOf(list({}, { signal: controller.signal }));
    return { isReason: error === reason, hanging: await hanging() };
  },

  async "gives up an answer that does not come in time"({ connect, at, hanging }) {
    const feishu = connect({ baseUrl: at("silent"), timeoutMs: 250, retry: false });
    const error = await failureOf(feishu.im.v1.chat.list());
    const isConnectionError = error instanceof client.FeishuConnectionError;
    return { name: error.name, isConnectionError, timeoutMs: error.timeoutMs, hanging: await hanging() };
  },
};

/** The same, for runtimes whose clock goes on while code runs. workerd's stands still. */
const clockCases = {
  async "has the next page on its way while the caller works without a pause"({ connect, at }) {
    // A busy machine may be late once; a page that is not on its way always is.
    let inTime = [];
    for (let turn = 0; turn < 3 && !(inTime.length > 0 && inTime.every(Boolean)); turn += 1)
      inTime = await walkWithoutPause(connect({ baseUrl: at("timed") }));
    return { inTime };
  },
};

/** The runtime by its own account. */
function nameRuntime() {
  const { Bun, Deno, process, navigator } = globalThis;
  if (Bun) return `Bun ${Bun.version}`;
  if (Deno) return `Deno ${Deno.version.deno}`;
  if (navigator?.userAgent === "Cloudflare-Workers")
    return `workerd ${process ? "with" : "without"} Node's modules`;
  return process ? `Node ${process.versions.node}` : navigator.userAgent;
}

/**
 * Runs every case in turn. `places` is `{ api, origin }`: the mock's base URL, and the origin of the faults. `transport`
 * is the `fetch` that the client is given; without one it takes the global.
 *
 * @returns `{ runtime, results }`, the results `{ name, ok, detail }`; the detail of a case that failed is its error.
 */
export async function runSuite({ api, origin }, transport) {
  const tools = {
    connect: (options) =>
      client.createClient({ token: TOKEN, baseUrl: api, ...(transport && { fetch: transport }), ...options }),
    at: (fault) => `${origin}/${fault}/open-apis`,
    send: transport ?? ((input, init) => fetch(input, init)),
    hanging: () => countHanging(origin),
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
    timer = setTimeout(() => reject(new Error("still not over after 10 seconds")), 10_000);
  });
  try {
    return { name, ok: true, detail: await Promise.race([run(), limit]) };
  } catch (error) {
    return { name, ok: false, detail: `${String(error)}\n${error?.stack}` };
  } finally {
    clearTimeout(timer);
  }
}

/** Works on each chat without giving anything else a turn; of each further page, whether it was asked for by then. */
async function walkWithoutPause(feishu) {
  const askedAt = [];
  const workedUntil = [];
  for await (const chat of feishu.im.v1.chat.list()) {
    askedAt.push(chat.asked_at);
    const startedAt = Date.now();
    while (Date.now() < startedAt + 200);
    workedUntil.push(Date.now());
  }
  return askedAt.slice(1).map((time, index) => time < workedUntil[index]);
}

async function failureOf(promise) {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error("it succeeded");
}

/** Requests that the server still holds open: none, as soon as it has heard that they were given up. */
async function countHanging(origin) {
  for (let turn = 0; ; turn += 1) {
    const count = Number(await (await fetch(`${origin}/open`)).text());
    if (count === 0 || turn === 40) return count;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
