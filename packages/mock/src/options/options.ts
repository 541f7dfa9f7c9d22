import type { RateLimit } from "../contract/contract.ts";
import type { Rule } from "../faults/rule.ts";
import type { RecordOptions } from "../record/options.ts";
import type { ChatFields } from "../tenant/chats.ts";

/** The capabilities of an app. */
export interface MockApp {
  /** Scopes and field scopes of the app. Default: every one in the contract. */
  scopes: readonly string[];
  /** Whether the bot ability is on. Default true. False leads to 232025. */
  botAbility: boolean;
  /** Whether the app is installed and enabled in the tenant. Default true. False leads to 232034. */
  installed: boolean;
}

/** An app with an id. */
export interface KnownApp extends Partial<MockApp> {
  /** Default: every secret is accepted. */
  secret?: string;
}

/** Points on which Feishu varies, or whose behaviour is not known. */
export interface Quirks {
  /** `page_token` of the last page: an empty string (recorded; the default), absent, or a token for an empty page. */
  lastPageToken: "empty" | "absent" | "token";
  /** Error code for a parameter that violates the contract: 99992402 of the gateway (default), or 232001. */
  badParameter: 99992402 | 232001;
}

/** Options of `startMock`. All are optional. */
export interface MockOptions {
  /** Port to listen on, 0 to 65535. Default 0: a free port. */
  port?: number;
  /** Address to listen on. Default "127.0.0.1", which only this machine can reach. */
  host?: string;
  /** Allowed `Host` names besides `localhost`, `127.0.0.1`, `[::1]` and `host`. Default none. */
  allowedHosts?: readonly string[];
  /** The one origin whose pages may use the mock from a browser. Default none. */
  cors?: string;
  /** Default true. False opens no socket: only `mock.fetch` responds. */
  listen?: boolean;
  /** Number of chats, 0 to 1,000,000, or the chats themselves. Default 100. */
  chats?: number | readonly ChatFields[];
  /** Seed of all generated data, 0 to 4,294,967,295. The same seed gives the same chats. Default 1. */
  seed?: number;
  /** Path of an OpenAPI 3.1 document, YAML or JSON, to serve instead of the built-in contract. */
  contract?: string;
  /** The default app, which every token belongs to that was not issued for another. */
  app?: Partial<MockApp>;
  /** Apps by their ids. If given, only these can get a token. Missing fields are those of `app`. */
  apps?: Readonly<Record<string, KnownApp>>;
  /** Accepts only tokens that this mock issued. Default false: every well-formed token is valid. */
  strictAuth?: boolean;
  /** True applies the rate limits of the contract. An object applies one limit to all operations. Default false. */
  rateLimit?: boolean | RateLimit;
  quirks?: Partial<Quirks>;
  /** Fault rules for every operation, active from the start and again after `reset`. Default none. */
  rules?: readonly Rule[];
  /** Forwards requests to Feishu and records the exchanges in a HAR file, without tokens and secrets. */
  record?: RecordOptions;
  /** Path of a recording to respond from. */
  replay?: string;
  /** Returns the system time in milliseconds since 1970, for tests. Default `Date.now`. */
  now?: () => number;
}

/** `MockOptions` with defaults. The default scopes are not filled in, because they depend on the contract. */
export interface CheckedOptions extends Required<
  Omit<MockOptions, "contract" | "cors" | "quirks" | "record" | "replay">
> {
  contract: string | undefined;
  cors: string | undefined;
  quirks: Quirks;
  record: RecordOptions | undefined;
  replay: string | undefined;
}
