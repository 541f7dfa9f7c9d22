// An `import` of `node:http` reads all its exports, and one of them loads the whole of the global `fetch`.
import type Http from "node:http";
import type Https from "node:https";
import type Tls from "node:tls";
import type Zlib from "node:zlib";

/** Node's HTTP client. */
export const http: typeof Http = process.getBuiltinModule("node:http");

/** Loads `node:https`, on the first https request. */
export const loadHttps = (): typeof Https => process.getBuiltinModule("node:https");

/** Loads `node:tls`, when TLS options are given. */
export const loadTls = (): typeof Tls => process.getBuiltinModule("node:tls");

/** Loads `node:zlib`, on the first compressed response. */
export const loadZlib = (): typeof Zlib => process.getBuiltinModule("node:zlib");
