import { isObject } from "../util/json.ts";

/** The option `record` of `startMock`. */
export interface RecordOptions {
  /** Path of the HAR file to create or append to. */
  file: string;
  /**
   * Base URL to forward to, such as `https://open.larksuite.com/open-apis`. Default: the first server of the contract.
   */
  upstream?: string;
  /** Timeout for a complete response, in milliseconds, 1 to 600,000. Default 30,000. */
  timeoutMs?: number;
}

/** The longest timeout, in milliseconds. */
const longestMs = 600_000;

/** Validates `record` and `replay`. Throws a TypeError that names the invalid field and what is allowed. */
export function checkRecording(record: RecordOptions | undefined, replay: string | undefined): void {
  if (replay !== undefined && !isPath(replay)) throwInvalid("replay", "the path of a recording");
  if (record === undefined) return;
  if (replay !== undefined)
    throw new TypeError("startMock: record and replay exclude each other; leave one out");
  if (!isObject(record)) throwInvalid("record", "an object with file and optionally upstream and timeoutMs");
  const names = ["file", "upstream", "timeoutMs"];
  const unknown = Object.keys(record).find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new TypeError(`startMock: unknown option record.${unknown}; known: ${names.join(", ")}`);
  const { file, upstream, timeoutMs = 1 } = record as RecordOptions;
  if (!isPath(file)) throwInvalid("record.file", "the path of a file");
  if (upstream !== undefined && baseOf(upstream) === undefined)
    throwInvalid("record.upstream", "a base URL such as https://open.feishu.cn/open-apis");
  if (!Number.isInteger(timeoutMs) || timeoutMs < 1 || timeoutMs > longestMs)
    throwInvalid("record.timeoutMs", `an integer from 1 to ${longestMs}`);
}

/**
 * Normalises a base URL: removes trailing slashes and adds `/open-apis` if there is no path. Undefined for another
 * scheme than http and https, and for a URL with credentials, query or fragment, which would appear in every recording.
 */
export function baseOf(url: unknown): string | undefined {
  if (typeof url !== "string" || !URL.canParse(url)) return undefined;
  const { protocol, origin, pathname, href } = new URL(url);
  const isPlain = /^https?:$/.test(protocol) && href === origin + pathname;
  return isPlain ? origin + (pathname === "/" ? "/open-apis" : pathname.replace(/\/+$/, "")) : undefined;
}

function isPath(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}

function throwInvalid(name: string, allowed: string): never {
  throw new TypeError(`startMock: ${name} must be ${allowed}`);
}
