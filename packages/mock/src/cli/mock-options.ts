import { builtInContract } from "../contract/built-in.ts";
import { allScopes } from "../contract/contract.ts";
import { faults, isFault, longestDelay } from "../faults/rule.ts";
import type { MockOptions } from "../options/options.ts";
import { nearest } from "./nearest.ts";
import { UsageError } from "./usage-error.ts";

/** The values of each given flag, in order. */
export type Values = Readonly<Record<string, readonly string[] | undefined>>;

/** The options for `startMock`. Those that `checkOptions` can check are not checked here. */
export function optionsOf(values: Values): MockOptions {
  const last = (name: string): string | undefined => values[name]?.at(-1);
  // Of a repeated flag, the last value counts; all are parsed, so that none may be invalid.
  const read = <Value>(name: string, parse: (value: string) => Value): Value | undefined => {
    const parsed = values[name]?.map(parse);
    return parsed?.find((value) => typeof value === "string") ?? parsed?.at(-1);
  };
  const options = {
    port: read("port", numberOf) ?? 4010,
    host: last("host"),
    allowedHosts: values["allowed-host"],
    cors: last("cors"),
    chats: read("chats", numberOf),
    seed: read("seed", numberOf),
    contract: last("contract"),
    app: defined({
      scopes: read("scopes", (list) => scopesOf(list, last("contract") === undefined)),
      botAbility: read("no-bot", () => false),
      installed: read("not-installed", () => false),
    }),
    apps: values["app"] && Object.fromEntries(values["app"].map(appOf)),
    strictAuth: read("strict-auth", () => true),
    rateLimit: read("rate-limit", rateLimitOf),
    quirks: defined({
      lastPageToken: last("last-page-token"),
      badParameter: read("bad-parameter", numberOf),
    }),
    rules: [...faultRules(last("fault"), read("fault-rate", shareOf)), ...(read("delay", delayRules) ?? [])],
    record: read("record", (file) => ({ file, ...defined({ upstream: last("upstream") }) })),
    replay: last("replay"),
  };
  return defined(options) ?? {};
}

/** The integer, or a malformed string unchanged for the error message. */
function numberOf(text: string): number | string {
  return /^(0|[1-9]\d{0,9})$/.test(text) ? Number(text) : text;
}

/** The decimal number, or a malformed string unchanged for the error message. */
function shareOf(text: string): number | string {
  return /^\d{1,10}(\.\d+)?$/.test(text) ? Number(text) : text;
}

function scopesOf(list: string, isBuiltIn: boolean): string[] {
  const scopes = list.split(",").flatMap((scope) => scope.trim() || []);
  const known = allScopes(builtInContract);
  const unknown = isBuiltIn ? scopes.find((scope) => !known.includes(scope)) : undefined;
  if (unknown === undefined) return scopes;
  const near = nearest(unknown, known);
  throw new UsageError(
    `--scopes: unknown scope ${JSON.stringify(unknown)}; ${near === undefined ? `known: ${known.join(", ")}` : `the closest is ${near}`}`,
  );
}

function appOf(text: string): [appId: string, app: { secret?: string }] {
  const [, appId, secret] = /^(cli_\w+)(?::(.+))?$/.exec(text) ?? [];
  if (appId === undefined) throw invalid("app", "an app id such as cli_a1b2c3, or id:secret", text);
  return [appId, secret === undefined ? {} : { secret }];
}

function rateLimitOf(text: string): NonNullable<MockOptions["rateLimit"]> {
  if (text === "contract") return true;
  const [, perSecond, perMinute] = /^([1-9]\d{0,8}),([1-9]\d{0,8})$/.exec(text) ?? [];
  if (perSecond === undefined)
    throw invalid("rate-limit", "requests per second and per minute such as 50,1000", text);
  return { perSecond: Number(perSecond), perMinute: Number(perMinute) };
}

function faultRules(fault: string | undefined, rate: number | string | undefined): object[] {
  if (fault === undefined) return [];
  const isCode = /^[1-9]\d{0,8}$/.test(fault);
  if (!isCode && !isFault(fault))
    throw invalid("fault", `one of ${faults.join(", ")}, or an error code such as 232025`, fault);
  // The library does not accept a rule that never hits.
  if (rate === 0) return [];
  return [{ ...(isCode ? { code: Number(fault) } : { fault }), ...defined({ rate }) }];
}

function delayRules(text: string): object[] {
  const [, smallest, largest] = /^(\d{1,6})(?:-(\d{1,6}))?$/.exec(text) ?? [];
  const [from, to] = [Number(smallest), Number(largest ?? smallest)];
  if (!(from <= to && to <= longestDelay))
    throw invalid("delay", `milliseconds up to ${longestDelay}, or a range such as 50-200`, text);
  return [{ delay: [from, to] }];
}

function invalid(name: string, allowed: string, text: string): UsageError {
  return new UsageError(`--${name} must be ${allowed}, got ${JSON.stringify(text)}`);
}

/** The fields that are not undefined. Returns undefined if there are none. */
function defined(fields: object): object | undefined {
  const present = Object.entries(fields).filter(([, value]) => value !== undefined);
  return present.length > 0 ? Object.fromEntries(present) : undefined;
}
