import type { MockApp } from "../options/options.ts";

/** An app in the mock. Its mutable fields may be set while the mock runs. */
export interface App {
  /** Undefined for the default app, which stands for every app id. */
  readonly appId: string | undefined;
  /** Undefined if every secret is accepted. */
  readonly secret: string | undefined;
  scopes: readonly string[];
  botAbility: boolean;
  installed: boolean;
  /** False for a deleted app: its tokens remain valid and lead to 232004. */
  exists: boolean;
}

/** The caller of a request: an app, or a user through an app. */
export interface Caller {
  readonly kind: "tenant" | "user";
  readonly app: App;
  /** Scopes that the user granted. Undefined for every scope of the app. */
  readonly grants: readonly string[] | undefined;
}

/** The apps of a mock. */
export interface Apps {
  /** The app of every token that was not issued for a configured app. */
  readonly defaultApp: App;
  /** The app of an id. Undefined for an unknown app, or a malformed id. */
  find(appId: string): App | undefined;
  /** The configured apps. */
  list(): readonly App[];
}

/** Creates the configured apps. If there are none, every well-formed app id belongs to the default app. */
export function createApps(
  defaults: MockApp,
  configured: Readonly<Record<string, Partial<MockApp> & { secret?: string }>>,
): Apps {
  const defaultApp: App = { appId: undefined, secret: undefined, ...initialState(defaults) };
  const apps = new Map<string, App>();
  for (const [appId, { secret, ...app }] of Object.entries(configured))
    apps.set(appId, { appId, secret, ...initialState({ ...defaults, ...app }) });
  return {
    defaultApp,
    find(appId) {
      if (apps.size > 0) return apps.get(appId);
      return /^cli_\w+$/.test(appId) ? defaultApp : undefined;
    },
    list: () => [...apps.values()],
  };
}

function initialState({ scopes, botAbility, installed }: MockApp): Omit<App, "appId" | "secret"> {
  return { scopes, botAbility, installed, exists: true };
}
