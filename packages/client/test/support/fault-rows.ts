import { gzipSync } from "node:zlib";
import { begins, bomb, bytewise, close, elsewhere, floods, raw, reset } from "./faults.ts";
import { responds, sends, type Fault } from "./faults.ts";

/** A server fault, the result of a call that gets it every time, and the number of requests. */
export type Row = [name: string, fault: Fault, result: string, requests: number, nodeFetch?: Difference];

/** Differences of `nodeFetch`; `onReused` counts additional requests on a reused connection. */
export interface Difference {
  readonly result?: string;
  readonly requests?: number;
  readonly onReused?: number;
}

/** The result of a call that gets the correct page. */
export const page = "the page";
const cut = "FeishuConnectionError";
const empty = "FeishuResponseError empty at";
const notJson = "FeishuResponseError not_json at";
const noEnvelope = "FeishuResponseError invalid_envelope at";
const tooLarge = "FeishuResponseError too_large at";
const redirect = "FeishuResponseError redirect at 302";
const cursor = "FeishuResponseError cursor at 200";

// A GET on a reused connection that the server has closed is sent once more.
const repeats = { onReused: 1 };
// The global fetch accepts a truncated archive, or an unknown content-encoding, as complete.
const decodesStrictly = { result: cut, requests: 3 };

const location = `${elsewhere.url}/im/v1/chats`;

const connections: Row[] = [
  ["a reset before the headers", reset, cut, 3, repeats],
  ["a connection closed before the headers", close, cut, 3, repeats],
  ["truncated headers", raw("HTTP/1.1 200 OK\r\ncontent-le"), cut, 3],
  ["headers of 100 KB", sends((json) => json, { "x-large": "x".repeat(100_000) }), cut, 3],
  ["another protocol", raw("SSH-2.0-OpenSSH_9.6\r\n"), cut, 3],
  ["an unrequested upgrade", raw("HTTP/1.1 101 Over\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n"), cut, 3],
  ["two lengths", raw("HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}"), cut, 3],
  [
    "a chunk without a length",
    raw("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n"),
    cut,
    3,
  ],
  ["a reset in a body of known length", begins(reset), cut, 3],
  ["a reset in a chunked body", begins(reset, "chunked"), cut, 3],
  ["a body closed before its known length", begins(close), cut, 3],
  ["a chunked body closed before its end", begins(close, "chunked"), cut, 3],
  [
    "a truncated body that ends with its connection",
    raw('HTTP/1.0 200 OK\r\n\r\n{"code":0,'),
    `${notJson} 200`,
    1,
  ],
  ["a body fed byte by byte", bytewise, page, 1],
  ["a body of 300 MB", floods(), `${tooLarge} 200`, 1],
  [
    "a body of 300 MB with its length declared",
    floods(200, { "content-length": "300000000" }),
    `${tooLarge} 200`,
    1,
  ],
  ["a failure of 300 MB", floods(503, { "content-length": "300000000" }), `${tooLarge} 503`, 3],
  ["a small archive that decodes to 9 MB", bomb, `${tooLarge} 200`, 1],
  ["a redirect to another host", responds("", 302, { location }), redirect, 1],
  [
    "a redirect that keeps the method",
    responds("", 307, { location }),
    "FeishuResponseError redirect at 307",
    1,
  ],
  ["a redirect to nowhere", responds("", 302), redirect, 1],
  ["a redirect with the right page", sends((json) => json, { location }, 302), redirect, 1],
  ["a redirect with 300 MB", floods(302, { location }), redirect, 1],
];

const forms: Row[] = [
  ["gzip", sends(gzipSync, { "content-encoding": "gzip" }), page, 1],
  ["gzip without its checksum", zipped((zip) => zip.subarray(0, -8)), page, 1, decodesStrictly],
  [
    "gzip truncated in the middle",
    zipped((zip) => zip.subarray(0, -20)),
    `${notJson} 200`,
    1,
    decodesStrictly,
  ],
  ["invalid gzip", sends((json) => json, { "content-encoding": "gzip" }), cut, 3],
  [
    "an unknown content-encoding",
    sends((json) => json, { "content-encoding": "zip" }),
    page,
    1,
    decodesStrictly,
  ],
  ["a byte order mark", sends((json) => `\uFEFF${json}`), page, 1],
  ["UTF-16", sends((json) => Buffer.from(json, "utf16le")), `${notJson} 200`, 1],
  ["good JSON as HTML", sends((json) => json, { "content-type": "text/html" }), page, 1],
  ["good JSON as GBK", sends((json) => json, { "content-type": "application/json; charset=gbk" }), page, 1],
  ["good JSON without a type", sends((json) => json), page, 1],
  ["HTML as JSON", sends(() => "<h1>", { "content-type": "application/json" }), `${notJson} 200`, 1],
  ["another good status", sends((json) => json, {}, 201), page, 1],
  ["a valid page with status 500", sends((json) => json, {}, 500), `${noEnvelope} 500`, 3],
  ["a valid page with status 404", sends((json) => json, {}, 404), `${noEnvelope} 404`, 1],
  ["half a JSON text", sends((json) => json.slice(0, 30)), `${notJson} 200`, 1],
  ["two JSON texts", sends((json) => json + json), `${notJson} 200`, 1],
  ["100,000 brackets in a field", inside(`"x":${nested(100_000)}`), page, 1],
  ["100,000 brackets", sends(() => nested(100_000)), `${noEnvelope} 200`, 1],
  ["100,000 unclosed brackets", sends(() => "[".repeat(100_000)), `${notJson} 200`, 1],
  ["__proto__ in the data", inside('"__proto__":{"has_more":false,"items":[]}'), page, 1],
  ["an envelope in __proto__", sends((json) => `{"__proto__":${json}}`), `${noEnvelope} 200`, 1],
  ["data in __proto__", sends((json) => `{"code":0,"__proto__":${json}}`), `${noEnvelope} 200`, 1],
  ["code twice, the last one 0", sends((json) => json.replace("{", '{"code":1500,')), page, 1],
  [
    "code twice, the last one not 0",
    sends((json) => json.replace(/}$/, ',"code":7}')),
    "FeishuApiError unknown 7 at 200",
    1,
  ],
];

const responses: Row[] = [
  ["a rate limit at 429", responds({ code: 99991400 }, 429), "FeishuApiError rate_limit 99991400 at 429", 3],
  ["a rate limit at 400", responds({ code: 99991400 }, 400), "FeishuApiError rate_limit 99991400 at 400", 3],
  ["a rate limit at 200", responds({ code: 99991400 }), "FeishuApiError rate_limit 99991400 at 200", 3],
  ["a 429 of another code", responds({ code: 7 }, 429), "FeishuApiError rate_limit 7 at 429", 3],
  ["a 429 in HTML", responds("<h1>", 429), `${notJson} 429`, 3],
  ["an internal code at 500", responds({ code: 1500 }, 500), "FeishuApiError internal 1500 at 500", 3],
  ["an internal code at 200", responds({ code: 1500 }), "FeishuApiError internal 1500 at 200", 3],
  ["an unknown code at 503", responds({ code: 7 }, 503), "FeishuApiError internal 7 at 503", 3],
  ["an API error at 503", responds({ code: 232025 }, 503), "FeishuApiError permission 232025 at 503", 3],
  ["JSON at 500 that is not an envelope", responds({ error: "down" }, 500), `${noEnvelope} 500`, 3],
  ["HTML at 502", responds("<h1>Bad Gateway</h1>", 502), `${notJson} 502`, 3],
  ["nothing at 500", responds("", 500), `${empty} 500`, 3],
  ["nothing at 504", responds("", 504), `${empty} 504`, 3],
  ["HTML at 504", responds("<h1>Gateway Time-out</h1>", 504), `${notJson} 504`, 3],
  ["an API error at 200", responds({ code: 232025 }), "FeishuApiError permission 232025 at 200", 1],
  ["an API error at 400", responds({ code: 232001 }, 400), "FeishuApiError validation 232001 at 400", 1],
  ["a rejected token", responds({ code: 99991663 }, 401), "FeishuApiError auth 99991663 at 401", 1],
  ["a missing scope", responds({ code: 99991672 }, 400), "FeishuApiError permission 99991672 at 400", 1],
  ["an unknown code at 200", responds({ code: 7 }), "FeishuApiError unknown 7 at 200", 1],
  ["an unknown code at 403", responds({ code: 7 }, 403), "FeishuApiError permission 7 at 403", 1],
  ["a negative code", responds({ code: -1 }), "FeishuApiError unknown -1 at 200", 1],
  ["an API error with data", inside("", '"code":232025'), "FeishuApiError permission 232025 at 200", 1],
  ["HTML at 200", responds("<h1>login</h1>"), `${notJson} 200`, 1],
  ["HTML at 404", responds("404 page not found", 404), `${notJson} 404`, 1],
  ["nothing at 200", responds(""), `${empty} 200`, 1],
  ["white space at 200", responds(" \r\n\t "), `${empty} 200`, 1],
  ["204", responds("", 204), `${empty} 204`, 1],
  ["304", responds("", 304), `${empty} 304`, 1],
];

/** Bodies that are not a Feishu envelope, each with status 200: never a success, never retried. */
const malformed: [json: string, result?: string][] = [
  ["null"],
  ["5"],
  ['"ok"'],
  ["true"],
  ["[]"],
  ['[{"code":0,"data":{}}]'],
  ["{}"],
  ['{"data":{"items":[],"has_more":false}}'],
  ['{"code":"0","data":{"items":[],"has_more":false}}'],
  ['{"code":null,"data":{"items":[],"has_more":false}}'],
  ['{"code":false,"data":{"items":[],"has_more":false}}'],
  ['{"code":[],"data":{"items":[],"has_more":false}}'],
  ['{"code":0.5,"data":{"items":[],"has_more":false}}'],
  ['{"code":1e400,"data":{"items":[],"has_more":false}}'],
  ['{"code":NaN,"data":{"items":[],"has_more":false}}', `${notJson} 200`],
  ['{"code":0}'],
  ['{"code":0,"data":null}'],
  ['{"code":0,"data":[]}'],
  ['{"code":0,"data":"ok"}'],
  ['{"code":0,"data":5}'],
  ['{"code":0,"data":{}}'],
  ['{"code":0,"data":{"items":[]}}'],
  ['{"code":0,"data":{"items":[],"has_more":null}}'],
  ['{"code":0,"data":{"items":[],"has_more":"false"}}'],
  ['{"code":0,"data":{"items":[],"has_more":0}}'],
  ['{"code":0,"data":{"items":{},"has_more":false}}'],
  ['{"code":0,"data":{"items":"none","has_more":false}}'],
  ['{"code":0,"data":{"items":[],"has_more":true}}', cursor],
  ['{"code":0,"data":{"items":[{"chat_id":"x"}],"has_more":true,"page_token":""}}', cursor],
  ['{"code":0,"data":{"items":[{"chat_id":"x"}],"has_more":true,"page_token":null}}', cursor],
  ['{"code":0,"data":{"items":[{"chat_id":"x"}],"has_more":true,"page_token":5}}', cursor],
];

export const rows: readonly Row[] = [
  ...connections,
  ...forms,
  ...responses,
  ...malformed.map(([json, result = `${noEnvelope} 200`]): Row => [json, sends(() => json), result, 1]),
];

function zipped(damage: (zip: Buffer) => Buffer): Fault {
  return sends((json) => damage(gzipSync(json)), { "content-encoding": "gzip" });
}

/** The correct page with additional fields in its data and its envelope. */
function inside(data: string, envelope = '"x":0'): Fault {
  return sends(
    (json) => `${json.replace('"data":{', `"data":{${data && `${data},`}`).slice(0, -1)},${envelope}}`,
  );
}

function nested(depth: number): string {
  return "[".repeat(depth) + "]".repeat(depth);
}
