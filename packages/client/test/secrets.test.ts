import { inspect } from "node:util";
import { expect, test } from "vitest";
import { createClient, FeishuApiError } from "../src/index.ts";
import { respond, serve } from "./support/server.ts";

const token = "hush/odd+token=";
const appSecret = "dskLLdkasdjlasdKK";

/** Every form in which a log could print a value. */
function printed(value: unknown): string {
  const own = value instanceof Error ? [value.message, value.stack, JSON.stringify({ ...value })] : [];
  return [
    inspect(value, { depth: 12, showHidden: true, getters: true }),
    JSON.stringify(value),
    String(value),
    ...own,
  ].join("\n");
}

test("a client shows none of its secrets", () => {
  expect(printed(createClient({ token }))).not.toContain(token);
  expect(printed(createClient({ appId: "cli_a", appSecret }))).not.toContain(appSecret);
});

test.each([
  [
    "in a refusal",
    400,
    (echo: string) => ({
      code: 1,
      msg: echo,
      error: { field_violations: [{ field: "x", value: echo, description: echo }] },
    }),
  ],
  ["in HTML", 500, (echo: string) => `<pre>${echo}</pre>`],
  ["in JSON that is no envelope", 200, (echo: string) => ({ echo })],
  ["across the cut of the body's start", 500, (echo: string) => `${"x".repeat(190)}${echo}`],
])("a token that the server echoes %s is not in the error", async (_where, status, body) => {
  await using server = await serve((request, response) =>
    respond(response, body(String(request.headers.authorization)), status),
  );
  const error = await createClient({ token, retry: false, baseUrl: server.url })
    .im.v1.chat.list()
    .catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(Error);
  expect(printed(error)).not.toContain(token);
  expect(printed(error)).not.toContain(token.slice(0, 8));
  expect(printed(error)).toContain("[re");
});

test("an app secret that the token endpoint echoes is not in the error", async () => {
  await using server = await serve((request, response) =>
    respond(response, { code: 10014, msg: `wrong: ${request.body}` }),
  );
  const error = await createClient({ appId: "cli_a", appSecret, retry: false, baseUrl: server.url })
    .im.v1.chat.list()
    .catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(FeishuApiError);
  expect((error as FeishuApiError).msg).toContain("[redacted]");
  expect(printed(error)).not.toContain(appSecret);
});

test("an issued token in an unusable response is not in the error", async () => {
  await using server = await serve((_request, response) =>
    respond(response, { tenant_access_token: "t-caecc734c2e3328a62489fe0648c4b98779515d3" }),
  );
  const error = await createClient({ appId: "cli_a", appSecret, retry: false, baseUrl: server.url })
    .im.v1.chat.list()
    .catch((reason: unknown) => reason);
  expect(printed(error)).not.toContain("caecc734");
});

test.each(["t-with space", "t-with\nbreak", "t-ümlaut", ""])(
  "a token that no header can carry is refused without being shown",
  async (bad) => {
    const error = await createClient({ token: () => bad })
      .im.v1.chat.list()
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      name: "FeishuError",
      message:
        "im.v1.chat.list: the token function failed: the token must be a string of visible ASCII characters, without spaces or line breaks",
      cause: expect.any(TypeError),
    });
    if (bad) expect(printed(error)).not.toContain(bad);
  },
);

test.each<[string, (secret: string) => unknown]>([
  [
    "with characters written by number",
    (secret) => secret.replaceAll("+", String.raw`\u002b`).replaceAll("/", String.raw`\u002F`),
  ],
  [
    "with every character written by number",
    (secret) => secret.replaceAll(/./g, (one) => String.raw`\u00${one.charCodeAt(0).toString(16)}`),
  ],
  ["cut off", (secret) => secret.slice(0, 20)],
  ["cut off, percent-encoded", (secret) => encodeURIComponent(secret).slice(0, 22)],
  ["cut off after 12 characters", (secret) => secret.slice(0, 12)],
])("an echo %s is not shown", async (_how, echo) => {
  const secret = "opaque/0123456789+abcdefghijk";
  await using server = await serve((_request, response) =>
    respond(response, `got: ${String(echo(secret))}`, 500),
  );
  const error = await createClient({ token: secret, retry: false, baseUrl: server.url })
    .im.v1.chat.list()
    .catch((reason: unknown) => reason);
  expect(printed(error)).not.toContain("0123456789");
  expect(printed(error)).not.toContain(secret.slice(0, 12));
  expect(printed(error)).not.toMatch(/(u003\d){3}/);
});

test("a log id with a secret in it is not shown; one with a few letters of a short secret is", async () => {
  const of = async (secret: string): Promise<unknown> => {
    await using server = await serve((_request, response) =>
      respond(response, { code: 1, msg: "" }, 400, { "x-tt-logid": `LOG-${secret.toUpperCase()}-1` }),
    );
    return await createClient({ token: secret, retry: false, baseUrl: server.url })
      .im.v1.chat.list()
      .catch((reason: unknown) => reason);
  };
  expect(await of("opaque")).toMatchObject({ logId: undefined });
  expect(await of("short")).toMatchObject({ logId: "LOG-SHORT-1" });
});

test.each(["Bearer", "bearer", "Bearer ", "Bearer\t"])(
  "a token of somebody else's after %j is not shown",
  async (scheme) => {
    await using server = await serve((_request, response) =>
      respond(response, { code: 1, msg: `sent ${scheme} hunter2, not yours` }, 400),
    );
    const error = await createClient({ token, retry: false, baseUrl: server.url })
      .im.v1.chat.list()
      .catch((reason: unknown) => reason);
    expect(printed(error)).not.toContain("hunter2");
    expect(printed(error)).toContain("[redacted], not yours");
  },
);

test("a response that should have contained a token is not quoted", async () => {
  const issued = "7f1bcd13fc57d46bac21793a18e560";
  await using server = await serve((_request, response) =>
    respond(response, { code: 0, msg: "ok", tenant_access_token: issued, expire: "soon" }),
  );
  const error = await createClient({ appId: "cli_a", appSecret, retry: false, baseUrl: server.url })
    .im.v1.chat.list()
    .catch((reason: unknown) => reason);
  expect(error).toMatchObject({ reason: "invalid_envelope", bodyStart: "" });
  expect(printed(error)).not.toContain(issued.slice(0, 10));
});

test("the error of a refused connection shows no token", async () => {
  const error = await createClient({ token, retry: false, baseUrl: "http://127.0.0.1:1/open-apis" })
    .im.v1.chat.list()
    .catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(Error);
  expect(printed(error)).not.toContain(token);
});

test("a secret that is too short is not redacted", async () => {
  await using server = await serve((_request, response) =>
    respond(response, { code: 10014, msg: "app secret invalid" }),
  );
  const error = await createClient({ appId: "cli_a", appSecret: "s", baseUrl: server.url })
    .im.v1.chat.list()
    .catch((reason: unknown) => reason);
  expect((error as FeishuApiError).msg).toBe("app secret invalid");
});
