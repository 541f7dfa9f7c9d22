import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";
import { startMock } from "../src/index.ts";
import { raw } from "./support.ts";

const mock = await startMock({ chats: 1 });
const { origin } = new URL(mock.url);
afterAll(() => mock.close());

const browsers = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8";

test.each([
  [browsers, "text/html; charset=utf-8"],
  ["TEXT/HTML", "text/html; charset=utf-8"],
  ["text/plain;q=0.5, text/html", "text/html; charset=utf-8"],
  ["*/*", "text/plain; charset=utf-8"],
  ["text/html;q=0.5, text/plain", "text/plain; charset=utf-8"],
  ["text/html;q=0.5", "text/html; charset=utf-8"],
  ["text/html; level=1; q=0.5, text/plain; q=0.6", "text/plain; charset=utf-8"],
  ["text/html;q=0", "text/plain; charset=utf-8"],
  ["text/html;q=oops", "text/plain; charset=utf-8"],
])("responds to Accept: %s with %s", async (accept, type) => {
  const response = await fetch(origin, { headers: { accept } });
  expect([response.status, response.headers.get("content-type")]).toEqual([200, type]);
  expect(await response.text()).toContain("feishu-mock");
});

test.each([
  ["style.css", "text/css; charset=utf-8"],
  ["main.js", "text/javascript; charset=utf-8"],
  ["icon.svg", "image/svg+xml"],
  ["reference.html", "text/html; charset=utf-8"],
  ["scalar.js", "text/javascript; charset=utf-8"],
  ["main.js?again", "text/javascript; charset=utf-8"],
])("serves %s as %s with a strict policy", async (name, type) => {
  const response = await fetch(`${origin}/__mock/page/${name}`);
  const { headers } = response;
  expect(headers.get("content-type")).toBe(type);
  expect(headers.get("content-length")).toBe(String((await response.arrayBuffer()).byteLength));
  expect(headers.get("cache-control")).toBe("no-cache");
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  expect(headers.get("referrer-policy")).toBe("no-referrer");
  expect(headers.get("content-security-policy")).toMatch(/^default-src 'self'; .*object-src 'none'/);
  expect(headers.get("content-security-policy")).not.toMatch(/https?:|\*|unsafe-eval|script-src/);
});

test.each([
  "",
  "nothing.js",
  "../page/main.js",
  "../../package.json",
  "%2e%2e/%2e%2e/package.json",
  "..%5cpackage.json",
  "__proto__",
  "/etc/passwd",
])("prevents path traversal: %s", async (path) => {
  const response = await raw(
    mock,
    `GET /__mock/page/${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`,
  );
  expect(response).toMatch(/^HTTP\/1\.1 404 /);
});

test.each(["/nothing/", "/open-apis/__mock/page/main.js", "/open-apis/?a"])(
  "%s is not a file of the site",
  async (path) => {
    const response = await fetch(origin + path, { headers: { accept: browsers } });
    expect([response.status, await response.text()]).toEqual([404, "404 page not found"]);
  },
);

test("responds to HEAD without a body", async () => {
  const response = await fetch(origin, { method: "HEAD", headers: { accept: browsers } });
  expect([response.status, await response.text()]).toEqual([200, ""]);
});

test("all files of the site are under 24 kB compressed", () => {
  const folder = new URL("../site/", import.meta.url);
  const served = readdirSync(folder).filter((name) => !name.endsWith(".d.ts"));
  const sizes = served.map((name) => gzipSync(readFileSync(new URL(name, folder))).byteLength);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(24_000);
});
