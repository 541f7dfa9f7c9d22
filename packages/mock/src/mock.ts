import type { App } from "./apps/apps.ts";
import type { UserTokenOptions } from "./apps/tokens.ts";
import type { Setup } from "./call.ts";
import type { Rule } from "./faults/rule.ts";
import type { LoggedRequest } from "./log/log.ts";
import { reloadContract } from "./reload.ts";
import { resetSetup } from "./setup.ts";
import { changeChat, createChat, joinChat, leaveChat, touchChat } from "./tenant/changes.ts";
import type { Chat, ChatFields } from "./tenant/chats.ts";

/** What may happen to the chats of a running mock. Each throws an Error for a chat that is not there. */
export interface MockChats {
  /** Those that the caller is in, oldest first. */
  list(): readonly Chat[];
  /** The newest chat, and the one that was active last; what is not given is made up. */
  create(fields?: ChatFields): Chat;
  /** Another name, owner, status and so on. */
  change(chatId: string, fields: Omit<ChatFields, "chat_id">): Chat;
  /** The status `dissolved`, or `dissolved_save` where it is kept. */
  dissolve(chatId: string, options?: { keep?: boolean }): Chat;
  /** New activity: the chat moves to the front of `ByActiveTimeDesc`. */
  touch(chatId: string): Chat;
  /** The caller leaves: the chat is listed no more. */
  leave(chatId: string): Chat;
  /** The caller joins again. */
  join(chatId: string): Chat;
}

/** The state of a running mock, for the test that runs it. */
export interface MockState {
  /** What was asked and answered, oldest first: the last 1000 requests, without tokens and secrets. */
  readonly requests: readonly LoggedRequest[];
  readonly chats: MockChats;
  /** The app behind every token that was not issued for another; its members may be set. */
  readonly app: App;
  /** The apps that were given, by their ids. */
  readonly apps: Readonly<Record<string, App>>;
  /** A user's token, as after the user has let the app in. */
  issueUserToken(options?: UserTokenOptions): string;
  /** Makes a token that the mock issued invalid; false where it did not issue it. */
  revokeToken(token: string): boolean;
  /** Lets time pass at once, in milliseconds, for tokens and rate limits. */
  advance(ms: number): void;
  /**
   * Has something go wrong with an operation, or with `*`, until it is used up, undone or reset:
   * `mock.fail("im.v1.chat.list", { code: 232025, times: 1 })`, `mock.fail("*", { fault: "reset", rate: 0.1 })`.
   * Throws a TypeError for what the mock does not know, with a list of what it does.
   */
  fail(operation: string, rule: Rule): { undo(): void };
  /**
   * Serves a contract's file from now on, by default the option's; chats, apps, tokens, failures and log stay. True where
   * it differs from what was served. Rejects, and serves the old one on, with an Error that names file, line and remedy
   * where the new one cannot be served. Each reload leaves some 25 kB behind in Prism.
   */
  reload(contract?: string): Promise<boolean>;
  /** Tells of each request when it is answered, until the function that it returns is called. */
  follow(onRequest: (request: LoggedRequest) => void): () => void;
  /** Back to the beginning: chats, apps, tokens, quotas, failures, clock and log. */
  reset(): void;
}

/** The state of a setup as its owner sees it. */
export function stateOf(setup: Setup): MockState {
  return {
    get requests() {
      return setup.log.list();
    },
    chats: chatsOf(setup),
    get app() {
      return setup.apps.usual;
    },
    get apps() {
      return Object.fromEntries(setup.apps.list().map((app) => [app.appId, app]));
    },
    issueUserToken(options = {}) {
      const { appId } = options;
      const app = appId === undefined ? setup.apps.usual : setup.apps.find(appId);
      if (!app) throw new TypeError(`issueUserToken: the mock has no app ${appId}`);
      return setup.tokens.user(app, options);
    },
    revokeToken: (token) => setup.tokens.revoke(token),
    advance: (ms) => setup.clock.advance(ms),
    fail(operation, rule) {
      const { id } = setup.rules.add(operation, rule);
      return { undo: () => void setup.rules.remove(id) };
    },
    async reload(contract = setup.options.contract) {
      if (contract === undefined)
        throw new TypeError("reload: the built-in contract does not change; give a path");
      return reloadContract(setup, contract);
    },
    follow: (onRequest) => setup.log.follow(onRequest),
    reset: () => resetSetup(setup),
  };
}

function chatsOf(setup: Setup): MockChats {
  return {
    list: () => setup.tenant.chats,
    create: (fields) => createChat(setup.tenant, fields),
    change: (chatId, fields) => changeChat(setup.tenant, chatId, fields),
    dissolve: (chatId, { keep = false } = {}) =>
      changeChat(setup.tenant, chatId, { chat_status: keep ? "dissolved_save" : "dissolved" }),
    touch: (chatId) => touchChat(setup.tenant, chatId),
    leave: (chatId) => leaveChat(setup.tenant, chatId),
    join: (chatId) => joinChat(setup.tenant, chatId),
  };
}
