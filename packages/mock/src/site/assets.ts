import { existsSync, readdirSync, readFileSync } from "node:fs";
import { extname } from "node:path";
import type { MockRequest, MockResponse } from "../http/message.ts";
import { pageNotFound, toResponse } from "../http/response.ts";

/** Path of the files, below `/`. */
const prefix = "__mock/page/";
/** Matches the targets `/` and `/__mock/page/FILE`. */
const assetTarget = /^\/((?:__mock\/page\/[^?#]*)?)(?:[?#]|$)/;

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
};

/** Allows only resources of the mock. Trusted Types prevent that strings become markup. */
const strictPolicy =
  "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'; " +
  "require-trusted-types-for 'script'; trusted-types 'none'";
/** Scalar needs inline styles. */
const referencePolicy =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'self'; object-src 'none'";

/**
 * Serves the site's files, which are read on the first request. Returns undefined for every other request, and for `/`
 * if the `Accept` header does not prefer HTML.
 */
export function createAssets(): (request: MockRequest) => MockResponse | undefined {
  let files: ReadonlyMap<string, Buffer> | undefined;
  return ({ method, target, headers }) => {
    const [, file] = assetTarget.exec(target) ?? [];
    if (file === undefined || (method !== "GET" && method !== "HEAD")) return undefined;
    if (file === "" && !prefersHtml(headers["accept"] ?? "")) return undefined;
    files ??= readFiles();
    const name = file === "" ? "index.html" : file.slice(prefix.length);
    const body = name === "scalar.js" ? readFileSync(scalarBundle()) : files.get(name);
    return body ? assetResponse(name, body) : toResponse(pageNotFound);
  };
}

/** Lookup by name prevents path traversal. */
function readFiles(): Map<string, Buffer> {
  const folder = new URL("../../site/", import.meta.url);
  const names = readdirSync(folder).filter((name) => extname(name) in types);
  return new Map(names.map((name) => [name, readFileSync(new URL(name, folder))]));
}

/**
 * The URL of Scalar's bundle: a copy in the built package, otherwise the file in the workspace. With the copy, users
 * need not install the 290 MB of packages that Scalar depends on.
 */
export function scalarBundle(): URL {
  const copy = new URL("../scalar.js", import.meta.url);
  if (existsSync(copy)) return copy;
  return new URL("browser/standalone.js", import.meta.resolve("@scalar/api-reference/style.css"));
}

function assetResponse(name: string, body: Buffer): MockResponse {
  return {
    status: 200,
    headers: {
      "Content-Type": types[extname(name)] ?? "application/octet-stream",
      "Content-Length": String(body.byteLength),
      "Cache-Control": "no-cache",
      "Content-Security-Policy": name === "reference.html" ? referencePolicy : strictPolicy,
      "X-Content-Type-Options": "nosniff",
      "Referrer-Policy": "no-referrer",
    },
    body,
  };
}

/** Whether `Accept` names HTML with at least the quality of plain text. True for browsers, false for curl. */
function prefersHtml(accept: string): boolean {
  const html = qualityOf(accept, "text/html");
  return html > 0 && html >= qualityOf(accept, "text/plain");
}

function qualityOf(accept: string, mediaType: string): number {
  for (const range of accept.toLowerCase().split(",")) {
    const [name = "", ...parameters] = range.split(";").map((part) => part.trim());
    if (name !== mediaType) continue;
    const quality = parameters.find((parameter) => parameter.startsWith("q="));
    return quality === undefined ? 1 : Number(quality.slice(2)) || 0;
  }
  return 0;
}
