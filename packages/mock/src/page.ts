import { existsSync, readdirSync, readFileSync } from "node:fs";
import { extname } from "node:path";
import { pageNotFound, reply } from "./answer.ts";
import type { MockReply, MockRequest } from "./message.ts";

/** Where the page's files are served, below `/`. */
const place = "__mock/page/";
/** The target of a request for the page itself or for one of its files. */
const ours = /^\/((?:__mock\/page\/[^?#]*)?)(?:[?#]|$)/;

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
};

/** Nothing from elsewhere, and no text that becomes markup. */
const strictPolicy =
  "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'; " +
  "require-trusted-types-for 'script'; trusted-types 'none'";
/** Scalar writes its styles into the document; nothing from elsewhere holds for it as well. */
const referencePolicy =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'self'; object-src 'none'";

/**
 * Serves the page that the mock shows to browsers, and the files it is made of, read when first asked for. Undefined
 * for everything else, and for `/` where the caller does not ask for HTML.
 */
export function createPage(): (request: MockRequest) => MockReply | undefined {
  let files: ReadonlyMap<string, Buffer> | undefined;
  return ({ method, target, headers }) => {
    const [, file] = ours.exec(target) ?? [];
    if (file === undefined || (method !== "GET" && method !== "HEAD")) return undefined;
    if (file === "" && !prefersHtml(headers["accept"] ?? "")) return undefined;
    files ??= readFiles();
    const name = file === "" ? "index.html" : file.slice(place.length);
    const body = name === "scalar.js" ? readFileSync(scalarBundle()) : files.get(name);
    return body ? fileReply(name, body) : reply(pageNotFound);
  };
}

/** By their names alone, so that no path leads out of the folder. */
function readFiles(): Map<string, Buffer> {
  const folder = new URL("../page/", import.meta.url);
  const names = readdirSync(folder).filter((name) => extname(name) in types);
  return new Map(names.map((name) => [name, readFileSync(new URL(name, folder))]));
}

/**
 * Where Scalar's bundle is: beside the built code, so that nobody who installs the mock gets the 290 MB of packages which
 * that bundle is made from, else where the workspace has it.
 */
export function scalarBundle(): URL {
  const copy = new URL("scalar.js", import.meta.url);
  if (existsSync(copy)) return copy;
  return new URL("browser/standalone.js", import.meta.resolve("@scalar/api-reference/style.css"));
}

function fileReply(name: string, body: Buffer): MockReply {
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

/** Whether HTML is named, and is worth no less than plain text: so in a browser's `Accept`, not in curl's. */
function prefersHtml(accept: string): boolean {
  const html = worth(accept, "text/html");
  return html > 0 && html >= worth(accept, "text/plain");
}

function worth(accept: string, mediaType: string): number {
  for (const range of accept.toLowerCase().split(",")) {
    const [name = "", ...parameters] = range.split(";").map((part) => part.trim());
    if (name !== mediaType) continue;
    const quality = parameters.find((parameter) => parameter.startsWith("q="));
    return quality === undefined ? 1 : Number(quality.slice(2)) || 0;
  }
  return 0;
}
