import type { ServerAssertion } from "../../src/assertions/names.ts";
import type { Mutation, ProxiedRequest, ProxiedResponse } from "./proxy.ts";

/** Longest response time allowed to these mutants, and the time of the slow one, in milliseconds. */
export const maxResponseMs: number = 5000;
const slowMs = 5500;

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

type Change = (body: Envelope, request: ProxiedRequest, response: ProxiedResponse) => void;

/** Changes every page of chats. */
function onPage(
  change: (page: Page, request: ProxiedRequest, response: ProxiedResponse) => void,
): () => Mutation {
  return onBody((body, request, response) => {
    if (body.code === 0 && body.data?.items) change(body.data, request, response);
  });
}

/** Changes every failure. */
function onFailure(change: Change): () => Mutation {
  return onBody((body, request, response) => {
    if (body.code !== 0 && body.code !== undefined) change(body, request, response);
  });
}

/** Changes every JSON body. */
function onBody(change: Change): () => Mutation {
  return () => ({
    response(response, request) {
      if (!response.text.startsWith("{")) return;
      const body = JSON.parse(response.text) as Envelope;
      change(body, request, response);
      response.text = JSON.stringify(body);
    },
  });
}

/** Changes every response. */
function onResponse(change: (response: ProxiedResponse, request: ProxiedRequest) => void): () => Mutation {
  return () => ({ response: change });
}

/** Changes the query of every list request before the mock gets it. */
function onQuery(change: (query: URLSearchParams, request: ProxiedRequest) => void): () => Mutation {
  return () => ({
    request(request) {
      if (!isList(request)) return;
      const query = queryOf(request);
      change(query, request);
      const [path = ""] = request.target.split("?");
      request.target = query.size === 0 ? path : `${path}?${query.toString()}`;
    },
  });
}

function isList({ target, method }: ProxiedRequest): boolean {
  return method === "GET" && /^\/open-apis\/im\/v1\/chats(\?|$)/.test(target);
}

function queryOf({ target }: ProxiedRequest): URLSearchParams {
  return new URLSearchParams(target.includes("?") ? target.slice(target.indexOf("?") + 1) : "");
}

/** Replaces invalid values of a parameter, so that the mock accepts them. */
function correct(name: string, isWrong: (value: string) => boolean, right: string): () => Mutation {
  return onQuery((query) => {
    const value = query.get(name);
    if (value !== null && isWrong(value)) query.set(name, right);
  });
}

const json = { "content-type": "application/json" };

/** The mock behind a proxy with one defect: a description and the mutation, by the assertion that must catch it. */
export const serverMutants: {
  readonly [Name in ServerAssertion]?: { readonly [defect: string]: () => Mutation };
} = {
  paging_size: {
    "a page has one item more than requested": onQuery((query) => {
      const size = query.get("page_size") ?? "";
      if (/^[1-9]\d?$/.test(size)) query.set("page_size", String(Number(size) + 1));
    }),
    "the default page size is 50": onQuery(
      (query) => void (query.has("page_size") || query.set("page_size", "50")),
    ),
  },
  paging_complete: {
    "a page lacks its last item": onPage(
      (page) => void (page.has_more && page.items.length > 1 && page.items.pop()),
    ),
    "the last page is missing": () => ({
      async response(response, request, again) {
        if (!isList(request) || response.status !== 200) return;
        const body = JSON.parse(response.text) as Envelope;
        const next = queryOf(request);
        if (!body.data?.has_more || !body.data.page_token) return;
        next.set("page_token", body.data.page_token);
        const { text } = await again({ target: `/open-apis/im/v1/chats?${next.toString()}` });
        if ((JSON.parse(text) as Envelope).data?.has_more) return;
        body.data.has_more = false;
        body.data.page_token = "";
        response.text = JSON.stringify(body);
      },
    }),
    "has_more is false on the first page": onPage((page, request) => {
      if (!queryOf(request).get("page_token")) page.has_more = false;
    }),
  },
  paging_no_duplicate: {
    "a page repeats an item of the previous page": () => {
      const last = new Map<string, Chat | undefined>();
      return onBody((body, request) => {
        const { data } = body;
        if (!data?.items) return;
        const before = last.get(queryOf(request).get("page_token") ?? "");
        if (data.page_token) last.set(data.page_token, data.items.at(-1));
        if (before && data.items.length > 1) data.items[0] = before;
      })();
    },
  },
  default_values: {
    "the default page size is 10": onQuery(
      (query) => void (query.has("page_size") || query.set("page_size", "10")),
    ),
    "the default order is ByActiveTimeDesc": onQuery(
      (query) => void (query.has("sort_type") || query.set("sort_type", "ByActiveTimeDesc")),
    ),
  },
  paging_has_more_and_token: {
    "has_more is true on the last page": onPage((page) => void (page.has_more = true)),
    "the cursor of the last page leads to the first page": () => ({
      async response(response, request, again) {
        if (!isList(request) || queryOf(request).get("page_size") !== "1") return;
        const body = JSON.parse(response.text) as Envelope;
        if (body.code !== 0 || !body.data || body.data.has_more) return;
        const first = JSON.parse((await again({ target: "/open-apis/im/v1/chats" })).text) as Envelope;
        Object.assign(body.data, { has_more: true, page_token: first.data?.page_token });
        response.text = JSON.stringify(body);
      },
    }),
    "page_token is empty although has_more is true": onPage((page) => void (page.page_token = "")),
    "page_token is ignored: every page is the first": onQuery((query) => query.delete("page_token")),
  },
  paging_token: {
    "a foreign page_token gets the first page": () => ({
      async response(response, request, again) {
        if (!isList(request) || !response.text.includes('"code":232001')) return;
        const query = queryOf(request);
        query.delete("page_token");
        Object.assign(response, await again({ target: `/open-apis/im/v1/chats?${query.toString()}` }));
      },
    }),
    "a foreign page_token gets an empty last page": onBody((body, _asked, response) => {
      if (body.code !== 232001) return;
      response.status = 200;
      for (const key of Object.keys(body)) delete body[key];
      Object.assign(body, { code: 0, msg: "success", data: { items: [], page_token: "", has_more: false } });
    }),
  },
  paging_order: {
    "the items of a page are reversed": onPage((page) => void (page.items = page.items.toReversed())),
    "sort_type is ignored": onQuery((query) => {
      if (query.get("sort_type") === "ByActiveTimeDesc" && !query.get("page_token"))
        query.delete("sort_type");
      if (query.get("sort_type") === "ByActiveTimeDesc") query.set("sort_type", "ByCreateTimeAsc");
    }),
  },
  paging_same_order: {
    "the items of small pages are reversed": onPage((page, request) => {
      if (queryOf(request).get("page_size") === "7") page.items = page.items.toReversed();
    }),
  },
  paging_while_chats_change: {
    "pages are cut by offset, so new activity hides one more chat": onPage((page, request) => {
      const query = queryOf(request);
      const isWalk = query.get("sort_type") === "ByActiveTimeDesc" && query.get("page_size") === "20";
      if (isWalk && query.has("page_token")) page.items = page.items.slice(1);
    }),
  },
  deterministic: {
    "the items of a page are shuffled": onPage((page) => {
      page.items = page.items
        .map((item) => ({ item, at: Math.random() }))
        .toSorted((left, right) => left.at - right.at)
        .map(({ item }) => item);
    }),
  },
  rejected_as_documented: {
    "a value outside an enum counts as the default": correct(
      "sort_type",
      (value) => !/^By(CreateTimeAsc|ActiveTimeDesc)$/.test(value),
      "ByCreateTimeAsc",
    ),
    "enum values are case-insensitive": onQuery((query) => {
      const kind = query.get("user_id_type");
      if (kind !== null) query.set("user_id_type", kind.toLowerCase());
    }),
    "an invalid parameter gets 232001": onFailure(
      (body) => void (body.code === 99992402 && (body.code = 232001)),
    ),
    "an invalid parameter gets HTTP 200": onFailure(
      (body, _asked, response) => void (body.code === 99992402 && (response.status = 200)),
    ),
    "a hexadecimal number is accepted": correct("page_size", (value) => /^0x[0-9a-f]+$/i.test(value), "16"),
    "leading zeros are accepted": correct("page_size", (value) => /^0+\d+$/.test(value), "7"),
    "full-width digits are accepted": correct("page_size", (value) => /^[\uFF10-\uFF19]+$/.test(value), "10"),
    "an empty page_size counts as none": correct("page_size", (value) => value === "", "20"),
    "a page_size above 100 is clamped": correct(
      "page_size",
      (value) => /^\d+$/.test(value) && Number(value) > 100,
      "100",
    ),
    "a page_size of 0 counts as the default": correct("page_size", (value) => value === "0", "20"),
    "a wrong app secret gets the code of an unknown app": onFailure(
      (body) => void (body.code === 10014 && (body.code = 10003)),
    ),
  },
  no_server_error: {
    "text outside ASCII gets a 500": onResponse((response, { target }) => {
      if (/%[C-F][0-9A-F]%/i.test(target))
        Object.assign(response, {
          status: 500,
          text: '{"code":1500,"msg":"internal error"}',
          headers: { ...response.headers, ...json },
        });
    }),
    "a NUL closes the connection": () => ({
      request({ target }) {
        if (target.includes("%00")) throw new Error("cut");
      },
    }),
  },
  documented_status: {
    "an invalid parameter gets HTTP 422": onFailure(
      (body, _asked, response) => void (body.code === 99992402 && (response.status = 422)),
    ),
  },
  accepted: {
    "a page_size of 100 is rejected": correct("page_size", (value) => value === "100", "101"),
  },
  duplicate_parameter: {
    "of a parameter sent twice, the last value counts": onQuery((query) => {
      for (const name of new Set(query.keys())) query.set(name, query.getAll(name).at(-1) ?? "");
    }),
  },
  unknown_parameter: {
    "an unknown parameter is rejected": onQuery(
      (query) => void (query.has("unknown") && query.set("page_size", "none")),
    ),
    "parameter names are case-insensitive": onQuery((query) => {
      const size = query.get("PAGE_SIZE");
      if (size !== null) query.set("page_size", `0${size}`);
    }),
  },
  field_violations_name_the_field: {
    "field violations have no field": onFailure((body) =>
      body.error?.field_violations?.forEach((violation) => delete violation.field),
    ),
    "only the first of two field violations is listed": onFailure(
      (body) => void (body.error?.field_violations && (body.error.field_violations.length = 1)),
    ),
  },
  authorization: {
    "the token is ignored": () => ({
      request(request) {
        if (isList(request)) request.headers.authorization = "Bearer t-7f1bcd13fc57d46bac21793a18e560";
      },
    }),
    "the authorization scheme is ignored": () => ({
      request({ headers }) {
        if (headers.authorization)
          headers.authorization = headers.authorization.replace(/^(bearer|token) /i, "Bearer ");
      },
    }),
    "an expired token is accepted": () => ({
      async response(response, _asked, again) {
        if (response.text.includes('"code":99991677'))
          Object.assign(response, await again({ headers: { prefer: "example=last-page" } }));
      },
    }),
    "a revoked tenant token gets the code of a user token": onFailure(
      (body) => void (body.code === 99991663 && (body.code = 99991668)),
    ),
    "parameters are checked before the token": () => ({
      async response(response, request, again) {
        if (!response.text.includes('"code":99991661')) return;
        const headers = { ...request.headers, authorization: "Bearer t-7f1bcd13fc57d46bac21793a18e560" };
        const withToken = await again({ headers });
        if (withToken.text.includes('"code":99992402')) Object.assign(response, withToken);
      },
    }),
  },
  error_code: {
    "scopes are not checked": () => ({
      async response(response, _asked, again) {
        if (response.text.includes('"code":99991672'))
          Object.assign(response, await again({ headers: { prefer: "example=vendor" } }));
      },
    }),
  },
  owner_bot: {
    "a chat of a bot shows an owner": onPage((page, request) => {
      for (const item of page.items) {
        item["owner_id"] ??= "ou_00000000000000000000000000000000";
        item["owner_id_type"] ??= queryOf(request).get("user_id_type") ?? "open_id";
      }
    }),
    "owner_id_type is missing": onPage((page) => page.items.forEach((item) => delete item["owner_id_type"])),
  },
  owner_kind: {
    "owner_id is always an open_id": onQuery(
      (query) => void (query.get("user_id_type") === "union_id" && query.set("user_id_type", "open_id")),
    ),
    "owner_id_type is right, but owner_id is of another type": () => ({
      request(request) {
        if (isList(request))
          request.target = request.target.replace("user_id_type=union_id", "user_id_type=open_id");
      },
      response(response, { target }) {
        if (target.includes("user_id_type=union_id"))
          response.text = response.text.replaceAll('"owner_id_type":"open_id"', '"owner_id_type":"union_id"');
      },
    }),
  },
  owner_field_scope: {
    "the field scope is ignored": onPage((page, request) => {
      if (queryOf(request).get("user_id_type") !== "user_id") return;
      for (const item of page.items) Object.assign(item, { owner_id: "4d7a3c6g", owner_id_type: "user_id" });
    }),
  },
  response_schema: {
    "a failure has code 0": onFailure((body) => void (body.code = 0)),
    "an item has an undocumented field": onPage((page) =>
      page.items.forEach((item) => (item["labels"] = [])),
    ),
    "a field is missing": onPage((page) => page.items.forEach((item) => delete item["tenant_key"])),
    "a field has another type": onPage((page) =>
      page.items.forEach((item) => (item["external"] = String(item["external"]))),
    ),
    "a field is null": onPage((page) => page.items.forEach((item) => (item["description"] ||= null))),
    "a field has an undocumented enum value": onPage((page) =>
      page.items.forEach((item) => item["chat_status"] === "dissolved" && (item["chat_status"] = "archived")),
    ),
    "an empty list is null": onBody((body) => {
      if (body.data && body.data.items?.length > 0 && !body.data.has_more)
        Object.assign(body.data, { items: null });
    }),
    "a failure has no code": onFailure((body) => void delete body.code),
    "the JSON is truncated": onResponse((response, request) => {
      if (request.target.includes("page_size=30")) response.text = response.text.slice(0, -20);
    }),
    "the token is inside data": onBody((body) => {
      const { tenant_access_token, expire, ...rest } = body;
      if (tenant_access_token === undefined) return;
      delete body["tenant_access_token"];
      delete body["expire"];
      Object.assign(body, { ...rest, data: { tenant_access_token, expire } });
    }),
  },
  content_type: {
    "the content type is HTML": onResponse(
      (response, request) => void (isList(request) && (response.headers["content-type"] = "text/html")),
    ),
  },
  response_headers: {
    "the log id is missing": onResponse(({ headers }) => void delete headers["x-tt-logid"]),
    "a header of the rate limit is missing": onResponse(
      ({ headers }) => void delete headers["x-ogw-ratelimit-reset"],
    ),
  },
  log_id: {
    "the log id is a UUID": onResponse(({ headers }) => {
      if (headers["x-tt-logid"]) headers["x-tt-logid"] = crypto.randomUUID();
    }),
    "error.log_id differs from the header": onFailure(
      (body) => void (body.error && (body.error.log_id = "202611231200000A1B2C3D4E5F60718293")),
    ),
  },
  rate_limit: {
    "the rate limit resets at once": onResponse(({ headers }) => {
      if (headers["x-ogw-ratelimit-reset"]) headers["x-ogw-ratelimit-reset"] = "0";
    }),
  },
  path: {
    "an unknown path gets a 404 in JSON": onResponse((response, { method }) => {
      if (response.status === 404 && method === "GET")
        Object.assign(response, { headers: { ...json }, text: '{"code":404,"msg":"not found"}' });
    }),
    "a trailing slash is ignored": () => ({
      request: (request) => void (request.target = request.target.replace(/\/(?=\?|$)/, "")),
    }),
  },
  method: {
    "another method gets a 405": onResponse((response, { method }) => {
      if (response.status === 404 && method !== "GET") Object.assign(response, { status: 405, text: "" });
    }),
    "a header overrides the method": () => ({
      request(request) {
        const method = request.headers["x-http-method-override"];
        if (typeof method === "string") request.method = method;
      },
    }),
  },
  response_time: {
    "one response is slow": () => {
      let isDone = false;
      return {
        response(response, { target }) {
          if (isDone || !target.endsWith("?sort_type=ByActiveTimeDesc&page_size=100")) return;
          isDone = true;
          response.delay = slowMs;
        },
      };
    },
  },
};
