import type { RateLimit } from "./contract/contract.ts";
import { checkRule } from "./faults/rule.ts";
import type { Rule } from "./faults/rule.ts";
import { isHostName } from "./hosts.ts";
import { isObject } from "./json.ts";
import { checkRecording } from "./record/options.ts";
import type { RecordOptions } from "./record/options.ts";
import type { ChatFields } from "./tenant/chats.ts";
import { checkChats, placeOf } from "./tenant/read-chats.ts";

/** What an app may do. A whole one may be given, or only what differs from the default. */
export interface MockApp {
  /** Scopes and field scopes that the app has. Default: every one that the contract names. */
  scopes: readonly string[];
  /** Whether the bot ability is switched on. Default true; false leads to 232025. */
  botAbility: boolean;
  /** Whether the tenant has the app installed and enabled. Default true; false leads to 232034. */
  installed: boolean;
}

/** An app that the mock knows by its id. */
export interface KnownApp extends Partial<MockApp> {
  /** Default: any secret is right. */
  secret?: string;
}

/** Where Feishu's behaviour is known in several forms, or not at all. */
export interface Quirks {
  /** What a last page says for `page_token`: an empty text, as recorded (default), nothing, or a token after all. */
  lastPageToken: "empty" | "absent" | "token";
  /** The code of a parameter that breaks the contract: 99992402, the gateway's (default), or 232001. */
  badParameter: 99992402 | 232001;
}

/** What `startMock` takes. All of it may be left out. */
export interface MockOptions {
  /** Port to listen on, 0 to 65535. Default 0: any free one. */
  port?: number;
  /** Address to listen on. Default "127.0.0.1", which this machine alone can reach. */
  host?: string;
  /** Names by which the mock may be called beside `localhost`, `127.0.0.1`, `[::1]` and `host`. Default none. */
  allowedHosts?: readonly string[];
  /** The one origin whose pages may call it from a browser. Default none. */
  cors?: string;
  /** Default true. False opens no socket: only `mock.fetch` answers. */
  listen?: boolean;
  /** How many chats the tenant has, 0 to 1,000,000, or the chats themselves. Default 100. */
  chats?: number | readonly ChatFields[];
  /** What the tenant is made from, 0 to 4,294,967,295: the same seed gives the same chats. Default 1. */
  seed?: number;
  /** Path of an OpenAPI 3.1 document, YAML or JSON, to serve instead of the built-in contract. */
  contract?: string;
  /** The app behind every token that was not issued for another. */
  app?: Partial<MockApp>;
  /** Apps by their ids. Given any, only these can get a token; each has what it does not say from `app`. */
  apps?: Readonly<Record<string, KnownApp>>;
  /** Accepts only tokens that this mock issued. Default false: whatever looks like a token is one. */
  strictAuth?: boolean;
  /** True limits requests as the contract says, numbers limit all operations. Default false. */
  rateLimit?: boolean | RateLimit;
  quirks?: Partial<Quirks>;
  /** What goes wrong with every operation from the start, and again after `reset`. Default nothing. */
  rules?: readonly Rule[];
  /** Passes requests on to Feishu and records the answers in a HAR file, without tokens and secrets. */
  record?: RecordOptions;
  /** Path of such a file, to answer from it. */
  replay?: string;
  /** The machine's time, in milliseconds since 1970, for tests. Default `Date.now`. */
  now?: () => number;
}

/** `MockOptions` with its defaults filled in; the app's scopes still need the contract. */
export interface CheckedOptions extends Required<
  Omit<MockOptions, "contract" | "cors" | "quirks" | "record" | "replay">
> {
  contract: string | undefined;
  cors: string | undefined;
  quirks: Quirks;
  record: RecordOptions | undefined;
  replay: string | undefined;
}

/** What each number may be, for the options and for the flags of the command line. */
export const ranges: Record<"port" | "chats" | "seed", readonly [smallest: number, largest: number]> = {
  port: [0, 65_535],
  chats: [0, 1_000_000],
  seed: [0, 4_294_967_295],
};

const known: readonly (keyof MockOptions)[] = [
  "port",
  "host",
  "allowedHosts",
  "cors",
  "listen",
  "chats",
  "seed",
  "contract",
  "app",
  "apps",
  "strictAuth",
  "rateLimit",
  "quirks",
  "rules",
  "record",
  "replay",
  "now",
];

/** Fills in the defaults. Throws a TypeError that names the first option that is wrong and what is allowed. */
export function checkOptions(options: MockOptions): CheckedOptions {
  if (typeof options !== "object" || options === null)
    throw new TypeError("startMock: options must be an object");
  refuseUnknown("", options, known);
  const { port = 0, host = "127.0.0.1", listen = true, chats = 100, seed = 1, contract, cors } = options;
  const { app = {}, apps = {}, allowedHosts = [], strictAuth = false, rateLimit = false } = options;
  const { quirks = {}, rules = [], record, replay, now = Date.now } = options;
  for (const [name, value] of Object.entries({ port, chats, seed })) {
    if (name === "chats" && Array.isArray(value)) continue;
    const [smallest, largest] = ranges[name as keyof typeof ranges];
    if (Number.isInteger(value) && Number(value) >= smallest && Number(value) <= largest) continue;
    refuse(name, `an integer from ${smallest} to ${largest}${name === "chats" ? ", or a list" : ""}`, value);
  }
  if (Array.isArray(chats)) checkChats(chats, (path) => `startMock: ${placeOf("chats", path)}`);
  if (typeof host !== "string" || host === "") refuse("host", "an address such as 127.0.0.1", host);
  if (!isTexts(allowedHosts) || !allowedHosts.every(isHostName))
    refuse("allowedHosts", "a list of host names such as mock.internal", allowedHosts);
  if (cors !== undefined && !isOrigin(cors)) refuse("cors", "an origin such as http://localhost:5173", cors);
  for (const [name, value] of Object.entries({ listen, strictAuth }))
    if (typeof value !== "boolean") refuse(name, "true or false", value);
  if (contract !== undefined && (typeof contract !== "string" || contract === ""))
    refuse("contract", "the path of an OpenAPI 3.1 document", contract);
  if (!Array.isArray(rules)) refuse("rules", "a list of rules", rules);
  for (const [index, rule] of rules.entries()) checkRule(rule, `startMock: rules[${index}]`);
  if (typeof now !== "function") refuse("now", "a function", now);
  checkRecording(record, replay);
  return {
    port,
    host,
    allowedHosts,
    cors,
    listen,
    chats,
    seed,
    contract,
    app: checkApp("app", app),
    apps: checkApps(apps),
    strictAuth,
    rateLimit: checkRateLimit(rateLimit),
    quirks: checkQuirks(quirks),
    rules,
    record,
    replay,
    now,
  };
}

function checkApp(place: string, app: Partial<MockApp>): Partial<MockApp> {
  if (!isObject(app)) refuse(place, "an object", app);
  refuseUnknown(`${place}.`, app, ["scopes", "botAbility", "installed"]);
  const { scopes, botAbility, installed } = app;
  if (scopes !== undefined && !isTexts(scopes)) refuse(`${place}.scopes`, "an array of strings", scopes);
  for (const [name, value] of Object.entries({ botAbility, installed })) {
    if (value !== undefined && typeof value !== "boolean") refuse(`${place}.${name}`, "true or false", value);
  }
  return app;
}

function checkApps(apps: Readonly<Record<string, KnownApp>>): Readonly<Record<string, KnownApp>> {
  if (!isObject(apps)) refuse("apps", "an object of apps by their ids", apps);
  for (const [appId, app] of Object.entries(apps)) {
    const place = `apps.${appId}`;
    if (!/^cli_\w+$/.test(appId)) refuse("apps", "an object of apps by their ids, such as cli_a1b2c3", appId);
    if (!isObject(app)) refuse(place, "an object", app);
    const { secret, ...rest } = app as KnownApp;
    if (secret !== undefined && (typeof secret !== "string" || secret === ""))
      throw new TypeError(`startMock: ${place}.secret must be a text that is not empty`);
    checkApp(place, rest);
  }
  return apps;
}

function checkRateLimit(limit: boolean | RateLimit): boolean | RateLimit {
  if (typeof limit === "boolean") return limit;
  if (!isObject(limit)) refuse("rateLimit", "true, false or { perSecond, perMinute }", limit);
  refuseUnknown("rateLimit.", limit, ["perSecond", "perMinute"]);
  for (const [name, value] of Object.entries(limit)) {
    if (value !== undefined && !(Number.isInteger(value) && Number(value) > 0))
      refuse(`rateLimit.${name}`, "a whole number from 1", value);
  }
  return limit;
}

function checkQuirks(quirks: Partial<Quirks>): Quirks {
  if (!isObject(quirks)) refuse("quirks", "an object", quirks);
  refuseUnknown("quirks.", quirks, ["lastPageToken", "badParameter"]);
  const { lastPageToken = "empty", badParameter = 99992402 } = quirks;
  if (!["empty", "absent", "token"].includes(lastPageToken))
    refuse("quirks.lastPageToken", "empty, absent or token", lastPageToken);
  if (badParameter !== 99992402 && badParameter !== 232001)
    refuse("quirks.badParameter", "99992402 or 232001", badParameter);
  return { lastPageToken, badParameter };
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === "string");
}

/** Whether a value is an origin as browsers write it, such as `http://localhost:5173`. */
export function isOrigin(value: unknown): boolean {
  return typeof value === "string" && URL.canParse(value) && new URL(value).origin === value;
}

function refuseUnknown(prefix: string, options: object, names: readonly string[]): void {
  const unknown = Object.keys(options).find((name) => !names.includes(name));
  if (unknown === undefined) return;
  throw new TypeError(`startMock: unknown option ${prefix}${unknown}; known: ${names.join(", ")}`);
}

function refuse(name: string, allowed: string, value: unknown): never {
  const shown = typeof value === "string" ? JSON.stringify(value) : String(value);
  throw new TypeError(`startMock: ${name} must be ${allowed}, got ${shown}`);
}
