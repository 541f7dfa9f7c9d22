import { expect, test, vi } from "vitest";
import { responseCheck } from "../src/check.ts";
import { createClient, type ClientOptions, type Drift } from "../src/index.ts";
import { respond, pageOf, serve } from "./support/server.ts";

const token = "t-0123456789abcdef";

test("a client with a response check reports each drift once over many responses, and returns the responses unchanged", async () => {
  await using server = await serve((_request, response) =>
    respond(response, pageOf(["oc_1"], { has_more: false })),
  );
  const drifts: Drift[] = [];
  const client = createClient({
    token,
    baseUrl: server.url,
    check: responseCheck,
    onDrift: (drift) => drifts.push(drift),
  });
  for (let call = 0; call < 3; call++) expect((await client.im.v1.chat.list()).items).toHaveLength(1);
  expect(drifts.map(({ pointer, kind }) => `${pointer} ${kind}`).toSorted()).toEqual(
    ["avatar", "chat_status", "description", "external", "name", "tenant_key"].map(
      (name) => `/items/*/${name} missing`,
    ),
  );
  expect(drifts[0]?.operation).toBe("im.v1.chat.list");
});

test("in throw mode a page that drifts ends the walk with an error that has resumeFrom", async () => {
  await using server = await serve((request, response) =>
    respond(
      response,
      request.query.has("page_token")
        ? pageOf(["oc_1"], { has_more: false })
        : pageOf([], { has_more: true, page_token: "p" }),
    ),
  );
  const onRetry = vi.fn();
  const client = createClient({
    token,
    baseUrl: server.url,
    check: { ...responseCheck, mode: "throw" },
    onRetry,
  });
  const error = await client.im.v1.chat
    .list()
    .toArray({ limit: 9 })
    .catch((reason: unknown) => reason);
  expect(error).toMatchObject({ name: "FeishuDriftError", operation: "im.v1.chat.list", resumeFrom: "p" });
  expect(onRetry).not.toHaveBeenCalled();
});

test.each([[{ check: {} }], [{ onDrift: () => {} }], [{ check: responseCheck, onDrift: "log" }]])(
  "%j is refused",
  (options) => {
    expect(() => createClient({ token, ...options } as unknown as ClientOptions)).toThrow(TypeError);
  },
);
