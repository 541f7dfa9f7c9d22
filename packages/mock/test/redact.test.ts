import { expect, test } from "vitest";
import { redactHeaders, redactText, secretsIn } from "../src/log/redact.ts";

test.each([
  ['{"app_secret":"a\\"b","app_id":"cli_a"}', '{"app_secret":"[redacted]","app_id":"cli_a"}'],
  ['{ "clientSecret" : "s" }', '{ "clientSecret" : "[redacted]" }'],
  ["{'password':'p','name':'n'}", "{'password':'[redacted]','name':'n'}"],
  ['{"secret":["a","b"],"n":1}', '{"secret":"[redacted]","n":1}'],
  ['{"app_secret": {"a":"b"}}', '{"app_secret": "[redacted]"}'],
  ['{"encrypt_key":12.5,"n":12.5}', '{"encrypt_key":"[redacted]","n":12.5}'],
  ['{"tenant_access_token":"short"}', '{"tenant_access_token":"[redacted]"}'],
  [
    '{"refresh_token":"r","verification_token":"v"}',
    '{"refresh_token":"[redacted]","verification_token":"[redacted]"}',
  ],
  ["/x?app_secret=s&page_size=1#a", "/x?app_secret=[redacted]&page_size=1#a"],
  ["app_ticket=t&a=1", "app_ticket=[redacted]&a=1"],
  ["/x?my_app_secrets=s", "/x?my_app_secrets=s"],
  ["/x/t-12345678?a=u-12345678", "/x/[redacted]?a=[redacted]"],
  ["/x/t-1234567", "/x/t-1234567"],
  ["/x?a=%22t-12345678", "/x?a=%22[redacted]"],
  ["sent eyJhbGciOiJI.abc.d-f, no more", "sent [redacted], no more"],
  ["/x?page_token=eyJsYXN0IjoxMjM0", "/x?page_token=eyJsYXN0IjoxMjM0"],
  ['{"page_token": "eyJsYXN0IjoxMjM0"}', '{"page_token": "eyJsYXN0IjoxMjM0"}'],
])("redacts %s as %s", (text, logged) => expect(redactText(text)).toBe(logged));

test("redacts known secrets everywhere, percent-encoded, too", () => {
  const known = ["a/b c", "opaque"];
  expect(redactText("opaque: a/b c, a%2Fb%20c, opaque", known)).toBe(
    "[redacted]: [redacted], [redacted], [redacted]",
  );
});

test("finds the values of secret fields and parameters", () => {
  expect(secretsIn('{"app_secret":"one","name":"two"}')).toEqual(["one"]);
  expect(secretsIn("password=three&name=four")).toEqual(["three"]);
  expect(secretsIn("no secret")).toEqual([]);
});

test("redacts secret headers except for the scheme, and secrets in other headers", () => {
  expect(
    redactHeaders(
      {
        Authorization: "Bearer opaque-1",
        "proxy-authorization": "basic eDp5",
        cookie: "session=1",
        "x-api-key": "Digest Bearer key",
        "x-lark-token": undefined,
        referer: "http://a.test/?app_secret=s",
        accept: "Bearer of news",
        "x-known": "told you",
      },
      ["told"],
    ),
  ).toEqual({
    Authorization: "Bearer [redacted]",
    "proxy-authorization": "basic [redacted]",
    cookie: "[redacted]",
    "x-api-key": "[redacted]",
    referer: "http://a.test/?app_secret=[redacted]",
    accept: "Bearer of news",
    "x-known": "[redacted] you",
  });
});
