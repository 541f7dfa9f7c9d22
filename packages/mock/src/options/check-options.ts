import type { RateLimit } from "../contract/contract.ts";
import { checkRule } from "../faults/rule.ts";
import { isHostName } from "../http/hosts.ts";
import { checkRecording } from "../record/options.ts";
import { checkChats, placeOf } from "../tenant/read-chats.ts";
import { isObject } from "../util/json.ts";
import type { CheckedOptions, KnownApp, MockApp, MockOptions, Quirks } from "./options.ts";

/** Ranges of the numeric options. */
const ranges: Record<"port" | "chats" | "seed", readonly [smallest: number, largest: number]> = {
  port: [0, 65_535],
  chats: [0, 1_000_000],
  seed: [0, 4_294_967_295],
};

/**
 * Validates options and fills in defaults. Throws a TypeError that names the first invalid option and what is allowed.
 */
export function checkOptions(options: MockOptions): CheckedOptions {
  if (typeof options !== "object" || options === null)
    throw new TypeError("startMock: options must be an object");
  const defaults: CheckedOptions = {
    port: 0,
    host: "127.0.0.1",
    allowedHosts: [],
    cors: undefined,
    listen: true,
    chats: 100,
    seed: 1,
    contract: undefined,
    app: {},
    apps: {},
    strictAuth: false,
    rateLimit: false,
    quirks: { lastPageToken: "empty", badParameter: 99992402 },
    rules: [],
    record: undefined,
    replay: undefined,
    now: Date.now,
  };
  checkNames("", options, Object.keys(defaults));
  const checked = { ...defaults, ...withoutUndefined(options) };
  const { port, host, listen, chats, seed, contract, cors, allowedHosts, strictAuth, rules, now } = checked;
  for (const [name, value] of Object.entries({ port, chats, seed })) {
    if (name === "chats" && Array.isArray(value)) continue;
    const [smallest, largest] = ranges[name as keyof typeof ranges];
    if (Number.isInteger(value) && Number(value) >= smallest && Number(value) <= largest) continue;
    const orList = name === "chats" ? ", or a list of chats" : "";
    throwInvalid(name, `an integer from ${smallest} to ${largest}${orList}`, value);
  }
  if (Array.isArray(chats)) checkChats(chats, (path) => `startMock: ${placeOf("chats", path)}`);
  if (typeof host !== "string" || host === "") throwInvalid("host", "an address such as 127.0.0.1", host);
  if (!isStringArray(allowedHosts) || !allowedHosts.every(isHostName))
    throwInvalid("allowedHosts", "host names such as feishu.test", allowedHosts);
  if (cors !== undefined && !isOrigin(cors))
    throwInvalid("cors", "an origin such as http://localhost:5173", cors);
  for (const [name, value] of Object.entries({ listen, strictAuth }))
    if (typeof value !== "boolean") throwInvalid(name, "true or false", value);
  if (contract !== undefined && (typeof contract !== "string" || contract === ""))
    throwInvalid("contract", "the path of an OpenAPI 3.1 document", contract);
  if (!Array.isArray(rules)) throwInvalid("rules", "a list of rules", rules);
  for (const [index, rule] of rules.entries()) checkRule(rule, `startMock: rules[${index}]`);
  if (typeof now !== "function") throwInvalid("now", "a function", now);
  checkRecording(checked.record, checked.replay);
  checkApp("app", checked.app);
  checkApps(checked.apps);
  checkRateLimit(checked.rateLimit);
  return { ...checked, quirks: checkQuirks(checked.quirks, defaults.quirks) };
}

/** Whether a value is an origin in the form that browsers send, such as `http://localhost:5173`. */
function isOrigin(value: unknown): boolean {
  return typeof value === "string" && URL.canParse(value) && new URL(value).origin === value;
}

function checkApp(place: string, app: Partial<MockApp>): void {
  if (!isObject(app)) throwInvalid(place, "an object", app);
  checkNames(`${place}.`, app, ["scopes", "botAbility", "installed"]);
  const { scopes, botAbility, installed } = app;
  if (scopes !== undefined && !isStringArray(scopes))
    throwInvalid(`${place}.scopes`, "an array of strings", scopes);
  for (const [name, value] of Object.entries({ botAbility, installed })) {
    if (value !== undefined && typeof value !== "boolean")
      throwInvalid(`${place}.${name}`, "true or false", value);
  }
}

function checkApps(apps: Readonly<Record<string, KnownApp>>): void {
  if (!isObject(apps)) throwInvalid("apps", "an object of apps by their ids", apps);
  for (const [appId, app] of Object.entries(apps)) {
    const place = `apps.${appId}`;
    if (!/^cli_\w+$/.test(appId))
      throwInvalid("apps", "an object of apps by their ids, such as cli_a1b2c3", appId);
    if (!isObject(app)) throwInvalid(place, "an object", app);
    const { secret, ...rest } = app as KnownApp;
    // Without the value, which may be a secret.
    if (secret !== undefined && (typeof secret !== "string" || secret === ""))
      throw new TypeError(`startMock: ${place}.secret must be a non-empty string`);
    checkApp(place, rest);
  }
}

function checkRateLimit(limit: boolean | RateLimit): void {
  if (typeof limit === "boolean") return;
  if (!isObject(limit)) throwInvalid("rateLimit", "true, false or { perSecond, perMinute }", limit);
  checkNames("rateLimit.", limit, ["perSecond", "perMinute"]);
  for (const [name, value] of Object.entries(limit)) {
    if (value !== undefined && !(Number.isInteger(value) && Number(value) > 0))
      throwInvalid(`rateLimit.${name}`, "an integer, 1 or more", value);
  }
}

function checkQuirks(quirks: Partial<Quirks>, defaults: Quirks): Quirks {
  if (!isObject(quirks)) throwInvalid("quirks", "an object", quirks);
  checkNames("quirks.", quirks, Object.keys(defaults));
  const checked = { ...defaults, ...withoutUndefined(quirks) };
  if (!["empty", "absent", "token"].includes(checked.lastPageToken))
    throwInvalid("quirks.lastPageToken", "empty, absent or token", checked.lastPageToken);
  if (![99992402, 232001].includes(checked.badParameter))
    throwInvalid("quirks.badParameter", "99992402 or 232001", checked.badParameter);
  return checked;
}

/** Fields with the value undefined get the default, too. */
function withoutUndefined<Fields extends object>(fields: Fields): Partial<Fields> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as Partial<Fields>;
}

function isStringArray(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === "string");
}

function checkNames(prefix: string, options: object, names: readonly string[]): void {
  const unknown = Object.keys(options).find((name) => !names.includes(name));
  if (unknown === undefined) return;
  throw new TypeError(`startMock: unknown option ${prefix}${unknown}; known: ${names.join(", ")}`);
}

function throwInvalid(name: string, allowed: string, value: unknown): never {
  const shown = typeof value === "string" ? JSON.stringify(value) : String(value);
  throw new TypeError(`startMock: ${name} must be ${allowed}, got ${shown}`);
}
