import type { ServerCheck } from "../../src/probe/names.ts";
import type { Mischief, Passing, Returning } from "./proxy.ts";

/** A variant of the mock with one fault, and the check that must name it. */
export interface FaultyServer {
  readonly fault: string;
  readonly check: ServerCheck;
  /** Makes the mischief of one server; what it remembers lives as long as that. */
  readonly mischief: () => Mischief;
}

interface Chat {
  [name: string]: unknown;
}

interface Page {
  items: Chat[];
  page_token?: string | null;
  has_more: boolean;
}

interface Envelope {
  [name: string]: unknown;
  code?: number;
  msg?: string | null;
  data?: Page;
  error?: { field_violations?: { field?: string }[]; log_id?: string };
}

type Change = (body: Envelope, asked: Passing, answer: Returning) => void;

/** Changes every answer that is a page of chats. */
function onPage(change: (page: Page, asked: Passing, answer: Returning) => void): () => Mischief {
  return onBody((body, asked, answer) => {
    if (body.code === 0 && body.data?.items) change(body.data, asked, answer);
  });
}

/** Changes every answer that is a failure. */
function onFailure(change: Change): () => Mischief {
  return onBody((body, asked, answer) => {
    if (body.code !== 0 && body.code !== undefined) change(body, asked, answer);
  });
}

function onBody(change: Change): () => Mischief {
  return () => ({
    answer(answer, asked) {
      if (!answer.text.startsWith("{")) return;
      const body = JSON.parse(answer.text) as Envelope;
      change(body, asked, answer);
      answer.text = JSON.stringify(body);
    },
  });
}

function onAnswer(change: (answer: Returning, asked: Passing) => void): () => Mischief {
  return () => ({ answer: change });
}

/** Changes the query of every request before the mock sees it. */
function onQuery(change: (query: URLSearchParams, asked: Passing) => void): () => Mischief {
  return () => ({
    request(asked) {
      if (!isList(asked)) return;
      const query = queryOf(asked);
      change(query, asked);
      const [path = ""] = asked.target.split("?");
      asked.target = query.size === 0 ? path : `${path}?${query.toString()}`;
    },
  });
}

function isList({ target, method }: Passing): boolean {
  return method === "GET" && /^\/open-apis\/im\/v1\/chats(\?|$)/.test(target);
}

function queryOf({ target }: Passing): URLSearchParams {
  return new URLSearchParams(target.includes("?") ? target.slice(target.indexOf("?") + 1) : "");
}

/** A value that breaks the contract is put right, so that the mock lets it pass. */
function forgive(name: string, isWrong: (value: string) => boolean, right: string): () => Mischief {
  return onQuery((query) => {
    const value = query.get(name);
    if (value !== null && isWrong(value)) query.set(name, right);
  });
}

const json = { "content-type": "application/json" };

/** The faulty servers: each is the mock but for one place. */
export const faultyServers: readonly FaultyServer[] = [
  // Pages
  {
    fault: "a page holds one item more than was asked for",
    check: "paging_size",
    mischief: onQuery((query) => {
      const size = query.get("page_size") ?? "";
      if (/^[1-9]\d?$/.test(size)) query.set("page_size", String(Number(size) + 1));
    }),
  },
  {
    fault: "a page loses its last item",
    check: "paging_whole",
    mischief: onPage((page) => void (page.has_more && page.items.length > 1 && page.items.pop())),
  },
  {
    fault: "the last page is lost",
    check: "paging_whole",
    mischief: () => ({
      async answer(answer, asked, again) {
        if (!isList(asked) || answer.status !== 200) return;
        const body = JSON.parse(answer.text) as Envelope;
        const next = queryOf(asked);
        if (!body.data?.has_more || !body.data.page_token) return;
        next.set("page_token", body.data.page_token);
        const { text } = await again({ target: `/open-apis/im/v1/chats?${next.toString()}` });
        if ((JSON.parse(text) as Envelope).data?.has_more) return;
        body.data.has_more = false;
        body.data.page_token = "";
        answer.text = JSON.stringify(body);
      },
    }),
  },
  {
    fault: "an item of the page before comes again",
    check: "paging_no_duplicate",
    mischief: () => {
      const last = new Map<string, Chat | undefined>();
      return onBody((body, asked) => {
        const { data } = body;
        if (!data?.items) return;
        const before = last.get(queryOf(asked).get("page_token") ?? "");
        if (data.page_token) last.set(data.page_token, data.items.at(-1));
        if (before && data.items.length > 1) data.items[0] = before;
      })();
    },
  },
  {
    fault: "pages hold 50 items when none is asked for",
    check: "paging_size",
    mischief: onQuery((query) => void (query.has("page_size") || query.set("page_size", "50"))),
  },
  {
    fault: "pages hold 10 items when none is asked for",
    check: "defaults",
    mischief: onQuery((query) => void (query.has("page_size") || query.set("page_size", "10"))),
  },
  {
    fault: "the default order is ByActiveTimeDesc",
    check: "defaults",
    mischief: onQuery((query) => void (query.has("sort_type") || query.set("sort_type", "ByActiveTimeDesc"))),
  },
  {
    fault: "has_more is true on the last page",
    check: "paging_has_more_and_token",
    mischief: onPage((page) => void (page.has_more = true)),
  },
  {
    fault: "the last page leads back to the beginning",
    check: "paging_has_more_and_token",
    mischief: () => ({
      async answer(answer, asked, again) {
        if (!isList(asked) || queryOf(asked).get("page_size") !== "1") return;
        const body = JSON.parse(answer.text) as Envelope;
        if (body.code !== 0 || !body.data || body.data.has_more) return;
        const first = JSON.parse((await again({ target: "/open-apis/im/v1/chats" })).text) as Envelope;
        Object.assign(body.data, { has_more: true, page_token: first.data?.page_token });
        answer.text = JSON.stringify(body);
      },
    }),
  },
  {
    fault: "has_more is false on the first page",
    check: "paging_whole",
    mischief: onPage((page, asked) => {
      if (!queryOf(asked).get("page_token")) page.has_more = false;
    }),
  },
  {
    fault: "the token is empty where there is more",
    check: "paging_has_more_and_token",
    mischief: onPage((page) => void (page.page_token = "")),
  },
  {
    fault: "the token is ignored: every page is the first",
    check: "paging_has_more_and_token",
    mischief: onQuery((query) => query.delete("page_token")),
  },
  {
    fault: "a foreign token leads to the first page",
    check: "paging_token",
    mischief: () => ({
      async answer(answer, asked, again) {
        if (!isList(asked) || !answer.text.includes('"code":232001')) return;
        const query = queryOf(asked);
        query.delete("page_token");
        Object.assign(answer, await again({ target: `/open-apis/im/v1/chats?${query.toString()}` }));
      },
    }),
  },
  {
    fault: "a foreign token leads to an empty last page",
    check: "paging_token",
    mischief: onBody((body, _asked, answer) => {
      if (body.code !== 232001) return;
      answer.status = 200;
      for (const key of Object.keys(body)) delete body[key];
      Object.assign(body, { code: 0, msg: "success", data: { items: [], page_token: "", has_more: false } });
    }),
  },
  {
    fault: "the items of a page come backwards",
    check: "paging_order",
    mischief: onPage((page) => void (page.items = page.items.toReversed())),
  },
  {
    fault: "small pages come backwards",
    check: "paging_same_order",
    mischief: onPage((page, asked) => {
      if (queryOf(asked).get("page_size") === "7") page.items = page.items.toReversed();
    }),
  },
  {
    fault: "a page goes on after a count, so that new activity hides one chat more",
    check: "paging_drift",
    mischief: onPage((page, asked) => {
      const query = queryOf(asked);
      const isWalk = query.get("sort_type") === "ByActiveTimeDesc" && query.get("page_size") === "20";
      if (isWalk && query.has("page_token")) page.items = page.items.slice(1);
    }),
  },
  {
    fault: "sort_type is ignored",
    check: "paging_order",
    mischief: onQuery((query) => {
      if (query.get("sort_type") === "ByActiveTimeDesc" && !query.get("page_token"))
        query.delete("sort_type");
      if (query.get("sort_type") === "ByActiveTimeDesc") query.set("sort_type", "ByCreateTimeAsc");
    }),
  },
  {
    fault: "a page comes in another order each time",
    check: "deterministic",
    mischief: onPage((page) => {
      page.items = page.items
        .map((item) => ({ item, at: Math.random() }))
        .toSorted((one, other) => one.at - other.at)
        .map(({ item }) => item);
    }),
  },

  // What is refused
  {
    fault: "a value outside an enum is taken for the default",
    check: "refused_as_documented",
    mischief: forgive(
      "sort_type",
      (value) => !/^By(CreateTimeAsc|ActiveTimeDesc)$/.test(value),
      "ByCreateTimeAsc",
    ),
  },
  {
    fault: "an enum is read without regard to case",
    check: "refused_as_documented",
    mischief: onQuery((query) => {
      const kind = query.get("user_id_type");
      if (kind !== null) query.set("user_id_type", kind.toLowerCase());
    }),
  },
  {
    fault: "text beyond ASCII gives a 500",
    check: "no_server_error",
    mischief: onAnswer((answer, { target }) => {
      if (/%[C-F][0-9A-F]%/i.test(target))
        Object.assign(answer, {
          status: 500,
          text: '{"code":1500,"msg":"internal error"}',
          headers: { ...answer.headers, ...json },
        });
    }),
  },
  {
    fault: "a NUL cuts the connection",
    check: "no_server_error",
    mischief: () => ({
      request({ target }) {
        if (target.includes("%00")) throw new Error("cut");
      },
    }),
  },
  {
    fault: "a bad parameter gets 232001",
    check: "refused_as_documented",
    mischief: onFailure((body) => void (body.code === 99992402 && (body.code = 232001))),
  },
  {
    fault: "a bad parameter gets HTTP 422",
    check: "documented_status",
    mischief: onFailure((body, _asked, answer) => void (body.code === 99992402 && (answer.status = 422))),
  },
  {
    fault: "a bad parameter gets HTTP 200",
    check: "refused_as_documented",
    mischief: onFailure((body, _asked, answer) => void (body.code === 99992402 && (answer.status = 200))),
  },
  {
    fault: "hexadecimal is a number",
    check: "refused_as_documented",
    mischief: forgive("page_size", (value) => /^0x[0-9a-f]+$/i.test(value), "16"),
  },
  {
    fault: "a number may have leading zeros",
    check: "refused_as_documented",
    mischief: forgive("page_size", (value) => /^0+\d+$/.test(value), "7"),
  },
  {
    fault: "full-width digits are a number",
    check: "refused_as_documented",
    mischief: forgive("page_size", (value) => /^[\uFF10-\uFF19]+$/.test(value), "10"),
  },
  {
    fault: "an empty page_size is none",
    check: "refused_as_documented",
    mischief: forgive("page_size", (value) => value === "", "20"),
  },
  {
    fault: "a page_size that is too large is cut down",
    check: "refused_as_documented",
    mischief: forgive("page_size", (value) => /^\d+$/.test(value) && Number(value) > 100, "100"),
  },
  {
    fault: "a page_size of 0 is the default",
    check: "refused_as_documented",
    mischief: forgive("page_size", (value) => value === "0", "20"),
  },
  {
    fault: "a page_size of 100 is too large",
    check: "accepted",
    mischief: forgive("page_size", (value) => value === "100", "101"),
  },
  {
    fault: "of a doubled parameter the last counts",
    check: "duplicate_parameter",
    mischief: onQuery((query) => {
      for (const name of new Set(query.keys())) query.set(name, query.getAll(name).at(-1) ?? "");
    }),
  },
  {
    fault: "an unknown parameter is refused",
    check: "unknown_parameter",
    mischief: onQuery((query) => void (query.has("unknown") && query.set("page_size", "none"))),
  },
  {
    fault: "parameter names count without regard to case",
    check: "unknown_parameter",
    mischief: onQuery((query) => {
      const size = query.get("PAGE_SIZE");
      if (size !== null) query.set("page_size", `0${size}`);
    }),
  },
  {
    fault: "the field violations do not name the field",
    check: "field_violations_name_the_field",
    mischief: onFailure((body) =>
      body.error?.field_violations?.forEach((violation) => delete violation.field),
    ),
  },
  {
    fault: "only the first of two violations is named",
    check: "field_violations_name_the_field",
    mischief: onFailure(
      (body) => void (body.error?.field_violations && (body.error.field_violations.length = 1)),
    ),
  },

  // Tokens
  {
    fault: "the token is ignored",
    check: "authorization",
    mischief: () => ({
      request(asked) {
        if (isList(asked)) asked.headers.authorization = "Bearer t-7f1bcd13fc57d46bac21793a18e560";
      },
    }),
  },
  {
    fault: "any scheme will do",
    check: "authorization",
    mischief: () => ({
      request({ headers }) {
        if (headers.authorization)
          headers.authorization = headers.authorization.replace(/^(bearer|token) /i, "Bearer ");
      },
    }),
  },
  {
    fault: "a token that has ended is accepted",
    check: "authorization",
    mischief: () => ({
      async answer(answer, _asked, again) {
        if (answer.text.includes('"code":99991677'))
          Object.assign(answer, await again({ headers: { prefer: "example=last-page" } }));
      },
    }),
  },
  {
    fault: "a tenant token that was revoked is said to be a user's",
    check: "authorization",
    mischief: onFailure((body) => void (body.code === 99991663 && (body.code = 99991668))),
  },
  {
    fault: "the parameters are looked at before the token",
    check: "authorization",
    mischief: () => ({
      async answer(answer, asked, again) {
        if (!answer.text.includes('"code":99991661')) return;
        const headers = { ...asked.headers, authorization: "Bearer t-7f1bcd13fc57d46bac21793a18e560" };
        const other = await again({ headers });
        if (other.text.includes('"code":99992402')) Object.assign(answer, other);
      },
    }),
  },
  {
    fault: "a missing scope goes unnoticed",
    check: "business_code",
    mischief: () => ({
      async answer(answer, _asked, again) {
        if (answer.text.includes('"code":99991672'))
          Object.assign(answer, await again({ headers: { prefer: "example=vendor" } }));
      },
    }),
  },

  // Owners
  {
    fault: "an owner is shown for a bot",
    check: "owner_bot",
    mischief: onPage((page, asked) => {
      for (const item of page.items) {
        item["owner_id"] ??= "ou_00000000000000000000000000000000";
        item["owner_id_type"] ??= queryOf(asked).get("user_id_type") ?? "open_id";
      }
    }),
  },
  {
    fault: "the owner's kind is missing beside the id",
    check: "owner_bot",
    mischief: onPage((page) => page.items.forEach((item) => delete item["owner_id_type"])),
  },
  {
    fault: "owners always show their open_id",
    check: "owner_kind",
    mischief: onQuery(
      (query) => void (query.get("user_id_type") === "union_id" && query.set("user_id_type", "open_id")),
    ),
  },
  {
    fault: "the kind is right and the id is of another",
    check: "owner_kind",
    mischief: () => ({
      request(asked) {
        if (isList(asked))
          asked.target = asked.target.replace("user_id_type=union_id", "user_id_type=open_id");
      },
      answer(answer, { target }) {
        if (target.includes("user_id_type=union_id"))
          answer.text = answer.text.replaceAll('"owner_id_type":"open_id"', '"owner_id_type":"union_id"');
      },
    }),
  },
  {
    fault: "the field scope is ignored",
    check: "owner_field_scope",
    mischief: onPage((page, asked) => {
      if (queryOf(asked).get("user_id_type") !== "user_id") return;
      for (const item of page.items) Object.assign(item, { owner_id: "4d7a3c6g", owner_id_type: "user_id" });
    }),
  },

  // The shape of an answer
  {
    fault: "a refusal says code 0",
    check: "response_schema",
    mischief: onFailure((body) => void (body.code = 0)),
  },
  {
    fault: "a field that nobody documented",
    check: "response_schema",
    mischief: onPage((page) => page.items.forEach((item) => (item["labels"] = []))),
  },
  {
    fault: "a field is missing",
    check: "response_schema",
    mischief: onPage((page) => page.items.forEach((item) => delete item["tenant_key"])),
  },
  {
    fault: "a field of another type",
    check: "response_schema",
    mischief: onPage((page) => page.items.forEach((item) => (item["external"] = String(item["external"])))),
  },
  {
    fault: "a field is null",
    check: "response_schema",
    mischief: onPage((page) => page.items.forEach((item) => (item["description"] ||= null))),
  },
  {
    fault: "an enum value that nobody documented",
    check: "response_schema",
    mischief: onPage((page) =>
      page.items.forEach((item) => item["chat_status"] === "dissolved" && (item["chat_status"] = "archived")),
    ),
  },
  {
    fault: "a list of nothing is null",
    check: "response_schema",
    mischief: onBody((body) => {
      if (body.data && body.data.items?.length > 0 && !body.data.has_more)
        Object.assign(body.data, { items: null });
    }),
  },
  {
    fault: "a failure without a code",
    check: "response_schema",
    mischief: onFailure((body) => void delete body.code),
  },
  {
    fault: "half of the JSON",
    check: "response_schema",
    mischief: onAnswer((answer, asked) => {
      if (asked.target.includes("page_size=30")) answer.text = answer.text.slice(0, -20);
    }),
  },
  {
    fault: "the content type is HTML",
    check: "content_type",
    mischief: onAnswer(
      (answer, asked) => void (isList(asked) && (answer.headers["content-type"] = "text/html")),
    ),
  },
  {
    fault: "the log id is missing",
    check: "response_headers",
    mischief: onAnswer(({ headers }) => void delete headers["x-tt-logid"]),
  },
  {
    fault: "the log id is a UUID",
    check: "log_id",
    mischief: onAnswer(({ headers }) => {
      if (headers["x-tt-logid"]) headers["x-tt-logid"] = crypto.randomUUID();
    }),
  },
  {
    fault: "the body's log id is another than the header's",
    check: "log_id",
    mischief: onFailure(
      (body) => void (body.error && (body.error.log_id = "202611231200000A1B2C3D4E5F60718293")),
    ),
  },
  {
    fault: "the headers of the rate limit are missing",
    check: "response_headers",
    mischief: onAnswer(({ headers }) => void delete headers["x-ogw-ratelimit-reset"]),
  },
  {
    fault: "the rate limit resets at once",
    check: "rate_limit",
    mischief: onAnswer(({ headers }) => {
      if (headers["x-ogw-ratelimit-reset"]) headers["x-ogw-ratelimit-reset"] = "0";
    }),
  },
  {
    fault: "a token's fields stand in data",
    check: "response_schema",
    mischief: onBody((body) => {
      const { tenant_access_token, expire, ...rest } = body;
      if (tenant_access_token === undefined) return;
      delete body["tenant_access_token"];
      delete body["expire"];
      Object.assign(body, { ...rest, data: { tenant_access_token, expire } });
    }),
  },

  // Paths, methods, time
  {
    fault: "an unknown path is a 404 in JSON",
    check: "path",
    mischief: onAnswer((answer, { method }) => {
      if (answer.status === 404 && method === "GET")
        Object.assign(answer, { headers: { ...json }, text: '{"code":404,"msg":"not found"}' });
    }),
  },
  {
    fault: "another method is a 405",
    check: "method",
    mischief: onAnswer((answer, { method }) => {
      if (answer.status === 404 && method !== "GET") Object.assign(answer, { status: 405, text: "" });
    }),
  },
  {
    fault: "a slash at the end of the path is overlooked",
    check: "path",
    mischief: () => ({
      request: (asked) => void (asked.target = asked.target.replace(/\/(?=\?|$)/, "")),
    }),
  },
  {
    fault: "a method may be overridden by a header",
    check: "method",
    mischief: () => ({
      request(asked) {
        const method = asked.headers["x-http-method-override"];
        if (typeof method === "string") asked.method = method;
      },
    }),
  },
  {
    fault: "a wrong app secret is said to be an unknown app",
    check: "refused_as_documented",
    mischief: onFailure((body) => void (body.code === 10014 && (body.code = 10003))),
  },
  {
    fault: "one answer is slow",
    check: "response_time",
    mischief: () => {
      let isDone = false;
      return {
        answer(answer, { target }) {
          if (isDone || !target.endsWith("?sort_type=ByActiveTimeDesc&page_size=100")) return;
          isDone = true;
          answer.delay = slowMs;
        },
      };
    },
  },
];

/** The most that an answer may take in the tests of these servers, and what the slow one takes, in milliseconds. */
export const ceilingMs: number = 5000;
const slowMs = 5500;
