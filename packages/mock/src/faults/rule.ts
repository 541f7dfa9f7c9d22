import { isObject } from "../util/json.ts";

/**
 * Faults on the wire. `reset`: resets the connection before a response. `silence`: sends nothing. `stall`: sends half
 * of the body, then nothing. `truncate`: sends half of the body, then closes the connection. `slow`: sends the body in
 * 30 chunks over 3 seconds. `html`: sends the HTML page of a gateway under HTTP 502.
 */
export const faults = ["reset", "silence", "stall", "truncate", "slow", "html"] as const;

/** One of {@link faults}. */
export type Fault = (typeof faults)[number];

/** Whether a value is the name of a fault. */
export function isFault(name: unknown): name is Fault {
  return faults.some((fault) => fault === name);
}

/** A fault rule. Active until it has hit `times` requests or is removed. */
export interface Rule {
  /** Code of an error that the contract documents, such as 232025. */
  code?: number | undefined;
  /** A fault on the wire. Excludes `code`. */
  fault?: Fault | undefined;
  /** Milliseconds before the response, or a range. */
  delay?: number | readonly [smallest: number, largest: number] | undefined;
  /** Number of requests that the rule hits. Default: unlimited. */
  times?: number | undefined;
  /** Share of requests that the rule hits, greater than 0 and at most 1. The seed decides which. Default 1. */
  rate?: number | undefined;
}

/** The longest delay, in milliseconds. */
export const longestDelay = 600_000;

/** Validates a rule. Throws a TypeError that names the field and its allowed values. `place` starts the message. */
export function checkRule(rule: unknown, place: string): Rule {
  const throwInvalid = (field: string, allowed: string): never => {
    throw new TypeError(`${place}: ${field} must be ${allowed}`);
  };
  if (!isObject(rule)) return throwInvalid("the rule", "an object with code, fault or delay");
  const names = ["code", "fault", "delay", "times", "rate"];
  const unknown = Object.keys(rule).find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new TypeError(`${place}: unknown field ${unknown}; known: ${names.join(", ")}`);
  const { code, fault, delay, times, rate } = rule;
  if (code === undefined && fault === undefined && delay === undefined)
    throwInvalid("the rule", "an object with code, fault or delay");
  if (code !== undefined && fault !== undefined)
    throw new TypeError(`${place}: code and fault exclude each other; leave one out`);
  if (code !== undefined && !Number.isInteger(code)) throwInvalid("code", "an error code such as 232025");
  if (fault !== undefined && !isFault(fault)) throwInvalid("fault", `one of ${faults.join(", ")}`);
  const delays = [delay ?? 0].flat() as unknown[];
  const isDelay = (ms: unknown): boolean => typeof ms === "number" && ms >= 0 && ms <= longestDelay;
  if (!delays.every(isDelay) || delays.length > 2 || Number(delays[0]) > Number(delays.at(-1)))
    throwInvalid("delay", `milliseconds up to ${longestDelay}, or [smallest, largest]`);
  if (times !== undefined && !(Number.isInteger(times) && Number(times) > 0))
    throwInvalid("times", "an integer, 1 or more");
  if (rate !== undefined && !(typeof rate === "number" && rate > 0 && rate <= 1))
    throwInvalid("rate", "a number greater than 0 and at most 1");
  return rule;
}
