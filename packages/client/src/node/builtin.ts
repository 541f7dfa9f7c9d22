// An `import` of `node:http` reads its every export, and one of them loads the whole of the global `fetch`.
import type Http from "node:http";
import type Https from "node:https";
import type Tls from "node:tls";
import type Zlib from "node:zlib";

/** Node's HTTP client. */
export const http: typeof Http = process.getBuiltinModule("node:http");

/** For https alone, so that a walk over http never loads it. */
export const loadHttps = (): typeof Https => process.getBuiltinModule("node:https");

/** For TLS options alone. */
export const loadTls = (): typeof Tls => process.getBuiltinModule("node:tls");

/** For encoded answers alone. */
export const loadZlib = (): typeof Zlib => process.getBuiltinModule("node:zlib");
