import { isObject } from "../json.ts";

/** What `startMock` takes for `record`. */
export interface RecordOptions {
  /** Path of the HAR file that is made, or added to. */
  file: string;
  /** Base URL to ask, such as `https://open.larksuite.com/open-apis`. Default: the contract's first server. */
  upstream?: string;
  /** Milliseconds until a whole answer must be there, 1 to 600,000. Default 30,000. */
  timeoutMs?: number;
}

/** The longest time-out, in milliseconds. */
const longestMs = 600_000;

/** Throws a TypeError that names the member of `record` or `replay` that is wrong and what it may be. */
export function checkRecording(record: RecordOptions | undefined, replay: string | undefined): void {
  if (replay !== undefined && !isPath(replay)) refuse("replay", "the path of a recording");
  if (record === undefined) return;
  if (replay !== undefined) refuse("record", "left out where replay is given");
  if (!isObject(record)) refuse("record", "an object with file and, where wanted, upstream and timeoutMs");
  const known = ["file", "upstream", "timeoutMs"];
  const unknown = Object.keys(record).find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new TypeError(`startMock: unknown option record.${unknown}; known: ${known.join(", ")}`);
  const { file, upstream, timeoutMs = 1 } = record as RecordOptions;
  if (!isPath(file)) refuse("record.file", "the path of a file");
  if (upstream !== undefined && baseOf(upstream) === undefined)
    refuse("record.upstream", "a base URL such as https://open.feishu.cn/open-apis");
  if (!Number.isInteger(timeoutMs) || timeoutMs < 1 || timeoutMs > longestMs)
    refuse("record.timeoutMs", `an integer from 1 to ${longestMs}`);
}

/**
 * A base URL without a slash at its end; `/open-apis` where it has no path. Undefined for one that is not of http or
 * https, or that has more than a path: what it held would stand in every recording.
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

function refuse(name: string, allowed: string): never {
  throw new TypeError(`startMock: ${name} must be ${allowed}`);
}
