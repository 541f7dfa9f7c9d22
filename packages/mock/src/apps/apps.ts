import type { MockApp } from "../options.ts";

/** An app as the mock keeps it. Its state may change while the mock runs. */
export interface App {
  /** Undefined for the app behind every token, which answers to any id. */
  readonly appId: string | undefined;
  /** Undefined where any secret is right. */
  readonly secret: string | undefined;
  scopes: readonly string[];
  botAbility: boolean;
  installed: boolean;
  /** Whether Feishu still knows it: a token outlives its app, and is then answered with 232004. */
  exists: boolean;
}

/** Who calls: an app, or a user through an app. */
export interface Caller {
  readonly kind: "tenant" | "user";
  readonly app: App;
  /** What a user granted; undefined for everything that the app has. */
  readonly grants: readonly string[] | undefined;
}

/** The apps of a mock. */
export interface Apps {
  /** The app behind every token that the mock did not issue for another. */
  readonly usual: App;
  /** The app of an id; undefined where only the given ones exist and this is none of them. */
  find(appId: string): App | undefined;
  /** All that have an id of their own. */
  list(): readonly App[];
}

/** Apps by their ids. Where none is given, every well-formed id is the usual app's. */
export function createApps(
  usual: MockApp,
  given: Readonly<Record<string, Partial<MockApp> & { secret?: string }>>,
): Apps {
  const anyApp: App = { appId: undefined, secret: undefined, ...stateOf(usual) };
  const known = new Map<string, App>();
  for (const [appId, { secret, ...app }] of Object.entries(given))
    known.set(appId, { appId, secret, ...stateOf({ ...usual, ...app }) });
  return {
    usual: anyApp,
    find(appId) {
      if (known.size > 0) return known.get(appId);
      return /^cli_\w+$/.test(appId) ? anyApp : undefined;
    },
    list: () => [...known.values()],
  };
}

function stateOf({ scopes, botAbility, installed }: MockApp): Omit<App, "appId" | "secret"> {
  return { scopes, botAbility, installed, exists: true };
}
