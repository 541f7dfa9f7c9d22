import { expect, test } from "vitest";
import { createClient, FeishuApiError, FeishuConnectionError, FeishuResponseError } from "../src/index.ts";
import { respond, pageOf, serve, servePages } from "./support/server.ts";

const token = "t-0123456789abcdef";

test("nothing is sent until a list is awaited or iterated", async () => {
  await using server = await servePages([["a"]]);
  const list = createClient({ token, baseUrl: server.url }).im.v1.chat.list();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(server.seen).toHaveLength(0);
  await list;
  expect(server.seen).toHaveLength(1);
});

test("awaiting a list twice fetches its first page once", async () => {
  await using server = await servePages([["a"]]);
  const list = createClient({ token, baseUrl: server.url }).im.v1.chat.list();
  const [first, second] = await Promise.all([list, list]);
  expect(first).toBe(second);
  expect(server.seen).toHaveLength(1);
});

test("a walk yields every item of every page, once each, in order, across empty pages", async () => {
  await using server = await servePages([["a", "b"], [], ["c"], [], ["d"]]);
  const chats = await createClient({ token, baseUrl: server.url })
    .im.v1.chat.list()
    .toArray({ limit: Infinity });
  expect(chats.map(({ chat_id }) => chat_id)).toEqual(["a", "b", "c", "d"]);
  expect(server.seen.map(({ query }) => query.get("page_token"))).toEqual([
    null,
    "page-1",
    "page-2",
    "page-3",
    "page-4",
  ]);
});

test("a walk keeps the caller's parameters on every page and starts from the caller's token", async () => {
  await using server = await servePages([["a"], ["b"], ["c"]]);
  const client = createClient({ token, baseUrl: server.url });
  const chats = await client.im.v1.chat
    .list({ page_token: "page-1", page_size: 7, user_id_type: "union_id" })
    .toArray({ limit: 10 });
  expect(chats.map(({ chat_id }) => chat_id)).toEqual(["b", "c"]);
  expect(server.seen.map(({ query }) => query.toString())).toEqual([
    "page_token=page-1&page_size=7&user_id_type=union_id",
    "page_token=page-2&page_size=7&user_id_type=union_id",
  ]);
});

test("Feishu's example token is percent-encoded in the query", async () => {
  const page_token =
    "dmJCRHhpd3JRbGV1VEVNRFFyTitRWDY5ZFkybmYrMEUwMUFYT0VMMWdENEtuYUhsNUxGMDIwemtvdE5ORjBNQQ==";
  await using server = await serve((_request, response) =>
    respond(response, pageOf([], { has_more: false })),
  );
  await createClient({ token, baseUrl: server.url }).im.v1.chat.list({ page_token });
  expect(server.seen[0]?.query.get("page_token")).toBe(page_token);
});

test("each loop over a list starts a new walk", async () => {
  await using server = await servePages([["a"], ["b"]]);
  const list = createClient({ token, baseUrl: server.url }).im.v1.chat.list();
  for (let round = 1; round <= 2; round++) {
    const ids: string[] = [];
    for await (const chat of list) ids.push(chat.chat_id);
    expect(ids).toEqual(["a", "b"]);
  }
  expect(server.seen).toHaveLength(4);
});

test("breaking out of a walk without prefetch requests no further page", async () => {
  await using server = await servePages([["a", "b"], ["c"]]);
  for await (const chat of createClient({ token, baseUrl: server.url }).im.v1.chat.list(
    {},
    { prefetch: false },
  )) {
    if (chat.chat_id === "b") break;
  }
  expect(server.seen).toHaveLength(1);
});

test("concurrent next calls neither skip nor repeat items", async () => {
  await using server = await servePages([["a", "b"], ["c"], ["d"]]);
  const iterator = createClient({ token, baseUrl: server.url }).im.v1.chat.list()[Symbol.asyncIterator]();
  const results = await Promise.all(Array.from({ length: 6 }, () => iterator.next()));
  expect(results.map(({ value, done }) => (done ? "end" : value.chat_id))).toEqual([
    "a",
    "b",
    "c",
    "d",
    "end",
    "end",
  ]);
});

test("toArray stops at its limit and requests no further page", async () => {
  await using server = await servePages([["a", "b"], ["c", "d"], ["e"]]);
  const list = createClient({ token, baseUrl: server.url }).im.v1.chat.list();
  expect((await list.toArray({ limit: 3 })).map(({ chat_id }) => chat_id)).toEqual(["a", "b", "c"]);
  expect(server.seen).toHaveLength(2);
  expect(await list.toArray({ limit: 2 })).toHaveLength(2);
  expect(server.seen).toHaveLength(3);
});

test.each([0, -1, 1.5, Number.NaN])("toArray rejects the limit %s", async (limit) => {
  const list = createClient({ token }).im.v1.chat.list();
  await expect(list.toArray({ limit })).rejects.toThrow(
    "im.v1.chat.list: toArray needs a limit: an integer of at least 1, or Infinity",
  );
});

test("nextPage returns the next page, also repeatedly, and rejects on the last page", async () => {
  await using server = await servePages([["a"], ["b"], ["c"]]);
  const first = await createClient({ token, baseUrl: server.url }).im.v1.chat.list();
  const [second, again] = await Promise.all([first.nextPage(), first.nextPage()]);
  const third = await second.nextPage();
  expect([second, again, third].map(({ items }) => items[0]?.chat_id)).toEqual(["b", "b", "c"]);
  expect([first, second, third].map(({ hasNextPage }) => hasNextPage)).toEqual([true, true, false]);
  await expect(third.nextPage()).rejects.toThrow(RangeError);
});

test.each([
  ["absent", {}],
  ["empty", { page_token: "" }],
  ["filled", { page_token: "anything" }],
])("only has_more ends a walk: the last page's token may be %s", async (_form, rest) => {
  await using server = await serve((_request, response) =>
    respond(response, pageOf(["a"], { has_more: false, ...rest })),
  );
  expect(
    await createClient({ token, baseUrl: server.url }).im.v1.chat.list().toArray({ limit: 9 }),
  ).toHaveLength(1);
  expect(server.seen).toHaveLength(1);
});

test.each([
  ["absent", undefined],
  ["empty", ""],
  ["null", null],
  ["a number", 5],
  ["the one that was requested", "page-1"],
])(
  "has_more with a token that is %s throws without the items of the page, and has resumeFrom",
  async (_form, page_token) => {
    await using server = await serve((request, response) => {
      const first = !request.query.has("page_token");
      respond(
        response,
        pageOf(first ? ["a"] : ["b"], { has_more: true, page_token: first ? "page-1" : page_token }),
      );
    });
    const ids: string[] = [];
    const walk = async (): Promise<void> => {
      for await (const chat of createClient({ token, baseUrl: server.url }).im.v1.chat.list())
        ids.push(chat.chat_id);
    };
    const error = await walk().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(FeishuResponseError);
    expect(error).toMatchObject({ reason: "cursor", status: 200, resumeFrom: "page-1" });
    expect((error as Error).message).toMatch(
      page_token === "page-1"
        ? /the page_token of the page was used before: the walk would never end/
        : /has_more is true, but the page has no page_token/,
    );
    expect(ids).toEqual(["a"]);
    expect(server.seen).toHaveLength(2);
  },
);

test("tokens that repeat in a longer cycle throw, too", async () => {
  await using server = await serve((_request, response, index) =>
    respond(response, pageOf([`chat-${index}`], { has_more: true, page_token: ["x", "y", "z"][index % 3] })),
  );
  const error = await createClient({ token, baseUrl: server.url })
    .im.v1.chat.list()
    .toArray({ limit: Infinity })
    .catch((reason: unknown) => reason);
  expect(error).toMatchObject({ name: "FeishuResponseError", reason: "cursor", resumeFrom: "z" });
  expect(server.seen).toHaveLength(4);
});

test("a first page with the token that the walk started with throws at once", async () => {
  await using server = await serve((_request, response) =>
    respond(response, pageOf(["a"], { has_more: true, page_token: "page-7" })),
  );
  const error = await createClient({ token, baseUrl: server.url })
    .im.v1.chat.list({ page_token: "page-7" })
    .toArray({ limit: Infinity })
    .catch((reason: unknown) => reason);
  expect(error).toMatchObject({ reason: "cursor", resumeFrom: "page-7" });
  expect(server.seen).toHaveLength(1);
});

test.each([
  ["missing", undefined],
  ["null", null],
  ["a text", "false"],
  ["a number", 0],
])("a page whose has_more is %s throws", async (_form, has_more) => {
  await using server = await serve((_request, response) => respond(response, pageOf(["a"], { has_more })));
  const error = await createClient({ token, baseUrl: server.url })
    .im.v1.chat.list()
    .catch((reason: unknown) => reason);
  expect(error).toMatchObject({ name: "FeishuResponseError", reason: "invalid_envelope" });
});

test("a page without items is empty, and items of another type throw", async () => {
  await using server = await serve((_request, response, index) =>
    respond(response, {
      code: 0,
      msg: "",
      data: { has_more: index === 0, page_token: "p", ...(index === 1 && { items: "none" }) },
    }),
  );
  const client = createClient({ token, baseUrl: server.url });
  const first = await client.im.v1.chat.list();
  expect(first.items).toEqual([]);
  await expect(first.nextPage()).rejects.toMatchObject({ reason: "invalid_envelope", resumeFrom: "p" });
});

test.each([
  ["a rate limit", 429, { code: 99991400, msg: "request trigger frequency limit" }, FeishuApiError],
  ["a refusal at HTTP 200", 200, { code: 232034, msg: "inactivated" }, FeishuApiError],
  ["HTML", 502, "<h1>Bad Gateway</h1>", FeishuResponseError],
  ["an empty body", 500, "", FeishuResponseError],
])("%s on a later page is thrown", async (_what, status, body, type) => {
  await using server = await serve((_request, response, index) =>
    index === 0
      ? respond(response, pageOf(["a"], { has_more: true, page_token: "page-1" }))
      : respond(response, body, status),
  );
  const client = createClient({ token, retry: false, baseUrl: server.url });
  const error = await client.im.v1.chat
    .list()
    .toArray({ limit: Infinity })
    .catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(type);
  expect(error).toMatchObject({ resumeFrom: "page-1" });
});

test("a walk that failed is resumed at the page that failed", async () => {
  let broken = true;
  await using server = await serve((request, response) => {
    const index = Number((request.query.get("page_token") ?? "page-0").slice(5));
    if (index === 1 && broken) response.destroy();
    else
      respond(response, pageOf([`chat-${index}`], { has_more: index < 2, page_token: `page-${index + 1}` }));
  });
  const { list } = createClient({ token, retry: false, baseUrl: server.url }).im.v1.chat;
  const ids: string[] = [];
  let page_token: string | undefined;
  try {
    for await (const chat of list()) ids.push(chat.chat_id);
  } catch (error) {
    expect(error).toBeInstanceOf(FeishuConnectionError);
    page_token = (error as FeishuConnectionError).resumeFrom;
  }
  broken = false;
  for await (const chat of list({ page_token })) ids.push(chat.chat_id);
  expect(ids).toEqual(["chat-0", "chat-1", "chat-2"]);
});

test("unknown fields and enum values pass through unchanged", async () => {
  const chat = { chat_id: "oc_1", chat_mode: "topic", chat_status: "archived", labels: ["a"] };
  await using server = await serve((_request, response) =>
    respond(response, {
      code: 0,
      msg: "success",
      data: { items: [chat], has_more: false, extra: { deep: 1 } },
    }),
  );
  const page = await createClient({ token, retry: false, baseUrl: server.url }).im.v1.chat.list();
  expect(page.items).toEqual([chat]);
  expect(page.data).toMatchObject({ extra: { deep: 1 } });
});

test.each([true, false])(
  "an abort ends a walk that waits for a page, with prefetch: %s",
  async (prefetch) => {
    const controller = new AbortController();
    const reason = new Error("enough");
    await using server = await serve((request, response) => {
      if (request.query.has("page_token")) setTimeout(() => controller.abort(reason), 20);
      else respond(response, pageOf(["a"], { has_more: true, page_token: "silent" }));
    });
    const seen: string[] = [];
    const walk = async (): Promise<void> => {
      const { list } = createClient({ token, baseUrl: server.url }).im.v1.chat;
      for await (const { chat_id } of list({}, { signal: controller.signal, prefetch })) seen.push(chat_id);
    };
    await expect(walk()).rejects.toBe(reason);
    expect([seen, server.seen.length]).toEqual([["a"], 2]);
  },
);

test("an abort ends a walk in the middle of a page", async () => {
  await using server = await servePages([["a", "b", "c"], ["d"]]);
  const controller = new AbortController();
  const reason = new Error("enough");
  const seen: string[] = [];
  const walk = async (): Promise<void> => {
    const list = createClient({ token: "t-1", baseUrl: server.url }).im.v1.chat.list(
      {},
      { signal: controller.signal },
    );
    for await (const { chat_id } of list) {
      seen.push(chat_id);
      if (chat_id === "b") controller.abort(reason);
    }
  };
  await expect(walk()).rejects.toBe(reason);
  expect(seen).toEqual(["a", "b"]);
});
