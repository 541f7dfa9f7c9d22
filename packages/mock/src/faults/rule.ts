import { isObject } from "../json.ts";

/**
 * What goes wrong on the wire. `reset`: the connection is reset before an answer; `silence`: nothing comes; `stall`: half
 * of the body, then nothing; `truncate`: half of the body, then the connection is closed; `slow`: the body in small
 * pieces, over some three seconds; `html`: a gateway's HTML page under 502.
 */
export const faults = ["reset", "silence", "stall", "truncate", "slow", "html"] as const;

/** One of {@link faults}. */
export type Fault = (typeof faults)[number];

/** Whether a text names a fault. */
export function isFault(name: unknown): name is Fault {
  return faults.some((fault) => fault === name);
}

/** What is to go wrong, from when it is said until it is used up or cleared. */
export interface Rule {
  /** The business code of a failure that the contract documents, such as 232025. */
  code?: number | undefined;
  /** What happens on the wire. Not together with `code`. */
  fault?: Fault | undefined;
  /** Milliseconds before the answer, or the smallest and the largest of a range. */
  delay?: number | readonly [smallest: number, largest: number] | undefined;
  /** How many requests it hits. Default: every one until it is cleared. */
  times?: number | undefined;
  /** The share of requests that it hits, over 0 to 1; the seed decides which. Default 1. */
  rate?: number | undefined;
}

/** The longest delay, in milliseconds. */
export const longestDelay = 600_000;

/** Refuses a rule that could never work. Throws a TypeError that names the member and what it may be. */
export function checkRule(rule: unknown, place: string): Rule {
  const refuse = (member: string, allowed: string): never => {
    throw new TypeError(`${place}: ${member} must be ${allowed}`);
  };
  if (!isObject(rule)) return refuse("it", "an object with code, fault or delay");
  const known = ["code", "fault", "delay", "times", "rate"];
  const unknown = Object.keys(rule).find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new TypeError(`${place}: unknown member ${unknown}; known: ${known.join(", ")}`);
  const { code, fault, delay, times, rate } = rule;
  if (code === undefined && fault === undefined && delay === undefined)
    refuse("it", "an object with code, fault or delay");
  if (code !== undefined && fault !== undefined)
    refuse("code", "left out where fault is given, or the other way round");
  if (code !== undefined && !Number.isInteger(code)) refuse("code", "a business code such as 232025");
  if (fault !== undefined && !isFault(fault)) refuse("fault", `one of ${faults.join(", ")}`);
  const delays = [delay ?? 0].flat() as unknown[];
  const isDelay = (ms: unknown): boolean => typeof ms === "number" && ms >= 0 && ms <= longestDelay;
  if (!delays.every(isDelay) || delays.length > 2 || Number(delays[0]) > Number(delays.at(-1)))
    refuse("delay", `milliseconds up to ${longestDelay}, or [smallest, largest]`);
  if (times !== undefined && !(Number.isInteger(times) && Number(times) > 0))
    refuse("times", "a whole number from 1");
  if (rate !== undefined && !(typeof rate === "number" && rate > 0 && rate <= 1))
    refuse("rate", "a number over 0, 1 at most");
  return rule;
}
