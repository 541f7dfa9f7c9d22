/** The app behind every token. A whole app may be given, or only what differs from the default. */
export interface MockApp {
  /** Scopes and field scopes that the app has. Default: every one that the contract names. */
  scopes: readonly string[];
  /** Whether the bot ability is switched on. Default true; false leads to 232025. */
  botAbility: boolean;
  /** Whether the tenant has the app installed and enabled. Default true; false leads to 232034. */
  installed: boolean;
}

/** What `startMock` takes. All of it may be left out. */
export interface MockOptions {
  /** Port to listen on, 0 to 65535. Default 0: any free one. */
  port?: number;
  /** Address to listen on. Default "127.0.0.1", which this machine alone can reach. */
  host?: string;
  /** Default true. False opens no socket: only `mock.fetch` answers. */
  listen?: boolean;
  /** How many chats the tenant has, 0 to 1,000,000. Default 100. */
  chats?: number;
  /** What the tenant is made from, 0 to 4,294,967,295: the same seed gives the same chats. Default 1. */
  seed?: number;
  /** Path of an OpenAPI 3.1 document, YAML or JSON, to serve instead of the built-in contract. */
  contract?: string;
  /** The app behind every token. */
  app?: Partial<MockApp>;
}

/** `MockOptions` with its defaults filled in; the app's scopes still need the contract. */
export interface CheckedOptions {
  port: number;
  host: string;
  listen: boolean;
  chats: number;
  seed: number;
  contract: string | undefined;
  app: Partial<MockApp>;
}

/** What each number may be, for the options and for the flags of the command line. */
export const ranges: Record<"port" | "chats" | "seed", readonly [smallest: number, largest: number]> = {
  port: [0, 65_535],
  chats: [0, 1_000_000],
  seed: [0, 4_294_967_295],
};

/** Fills in the defaults. Throws a TypeError that names the first option that is wrong and what is allowed. */
export function checkOptions(options: MockOptions): CheckedOptions {
  if (typeof options !== "object" || options === null)
    throw new TypeError("startMock: options must be an object");
  refuseUnknown("", options, ["port", "host", "listen", "chats", "seed", "contract", "app"]);
  const { port = 0, host = "127.0.0.1", listen = true, chats = 100, seed = 1, contract, app = {} } = options;
  for (const [name, value] of Object.entries({ port, chats, seed })) {
    const [smallest, largest] = ranges[name as keyof typeof ranges];
    if (Number.isInteger(value) && value >= smallest && value <= largest) continue;
    refuse(name, `an integer from ${smallest} to ${largest}`, value);
  }
  if (typeof host !== "string" || host === "") refuse("host", "an address such as 127.0.0.1", host);
  if (typeof listen !== "boolean") refuse("listen", "true or false", listen);
  if (contract !== undefined && (typeof contract !== "string" || contract === "")) {
    refuse("contract", "the path of an OpenAPI 3.1 document", contract);
  }
  return { port, host, listen, chats, seed, contract, app: checkApp(app) };
}

function checkApp(app: Partial<MockApp>): Partial<MockApp> {
  if (typeof app !== "object" || app === null) refuse("app", "an object", app);
  refuseUnknown("app.", app, ["scopes", "botAbility", "installed"]);
  const { scopes, botAbility = true, installed = true } = app;
  const areStrings = Array.isArray(scopes) && scopes.every((scope) => typeof scope === "string");
  if (scopes !== undefined && !areStrings) refuse("app.scopes", "an array of strings", scopes);
  if (typeof botAbility !== "boolean") refuse("app.botAbility", "true or false", botAbility);
  if (typeof installed !== "boolean") refuse("app.installed", "true or false", installed);
  return { botAbility, installed, ...(scopes === undefined ? {} : { scopes }) };
}

function refuseUnknown(prefix: string, options: object, known: readonly string[]): void {
  const unknown = Object.keys(options).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new TypeError(`startMock: unknown option ${prefix}${unknown}; known: ${known.join(", ")}`);
}

function refuse(name: string, allowed: string, value: unknown): never {
  const shown = typeof value === "string" ? JSON.stringify(value) : String(value);
  throw new TypeError(`startMock: ${name} must be ${allowed}, got ${shown}`);
}
