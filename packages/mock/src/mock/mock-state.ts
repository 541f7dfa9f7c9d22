import type { Rule } from "../faults/rule.ts";
import type { LoggedRequest } from "../log/log.ts";
import type { App } from "../state/apps.ts";
import { resetContext } from "../state/context.ts";
import type { MockContext } from "../state/context.ts";
import type { UserTokenOptions } from "../state/tokens.ts";
import { changeChat, createChat, joinChat, leaveChat, touchChat } from "../tenant/changes.ts";
import type { Chat, ChatFields } from "../tenant/chats.ts";
import { reloadContract } from "./reload.ts";

/** The chats of a running mock. All methods that take a chat id throw an Error for an unknown one. */
export interface MockChats {
  /** The chats that the caller is in, oldest first. */
  list(): readonly Chat[];
  /** Creates the newest and most recently active chat. Missing fields get random values. */
  create(fields?: ChatFields): Chat;
  /** Changes fields, such as the name, owner or status. */
  change(chatId: string, fields: Omit<ChatFields, "chat_id">): Chat;
  /** Sets the status to `dissolved`, or with `keep` to `dissolved_save`. */
  dissolve(chatId: string, options?: { keep?: boolean }): Chat;
  /** Makes the chat the most recently active one, the first of `ByActiveTimeDesc`. */
  touch(chatId: string): Chat;
  /** Removes the caller from the chat, which is then no longer listed. */
  leave(chatId: string): Chat;
  /** Adds the caller to a chat that it left. */
  join(chatId: string): Chat;
}

/** The state of a running mock. */
export interface MockState {
  /** The last 1000 requests with their responses, oldest first, without tokens and secrets. */
  readonly requests: readonly LoggedRequest[];
  readonly chats: MockChats;
  /** The default app, which every token belongs to that was not issued for another. Its fields may be set. */
  readonly app: App;
  /** The configured apps by their ids. */
  readonly apps: Readonly<Record<string, App>>;
  /** Issues a user token, as after the OAuth flow. */
  issueUserToken(options?: UserTokenOptions): string;
  /** Makes a token invalid. Returns false for a token that the mock did not issue. */
  revokeToken(token: string): boolean;
  /** Advances the clock by milliseconds, so that tokens expire and rate limits refill. */
  advance(ms: number): void;
  /**
   * Makes an operation, or all with `*`, fail until the rule is used up, undone or reset: `mock.fail("im.v1.chat.list",
   * { code: 232025, times: 1 })`, `mock.fail("*", { fault: "reset", rate: 0.1 })`. Throws a TypeError for an unknown
   * operation, code or fault, with a list of the known ones.
   */
  fail(operation: string, rule: Rule): { undo(): void };
  /**
   * Serves the contract in a file, by default that of the option `contract`, and keeps all other state. Resolves with
   * false if the contract is unchanged. If it cannot be served, rejects with an Error that names file, line and remedy,
   * and keeps the old contract. Each reload leaks about 25 kB in Prism.
   */
  reload(contract?: string): Promise<boolean>;
  /** Calls back with each request when its response is ready. Returns a function that stops this. */
  follow(onRequest: (request: LoggedRequest) => void): () => void;
  /** Restores the initial chats, apps, tokens, quotas, fault rules, clock and log. */
  reset(): void;
}

/** The public state of a context. */
export function stateOf(context: MockContext): MockState {
  return {
    get requests() {
      return context.log.list();
    },
    chats: chatsOf(context),
    get app() {
      return context.apps.defaultApp;
    },
    get apps() {
      return Object.fromEntries(context.apps.list().map((app) => [app.appId, app]));
    },
    issueUserToken(options = {}) {
      const { appId } = options;
      const app = appId === undefined ? context.apps.defaultApp : context.apps.find(appId);
      if (!app) throw new TypeError(`issueUserToken: the mock has no app ${appId}`);
      return context.tokens.user(app, options);
    },
    revokeToken: (token) => context.tokens.revoke(token),
    advance: (ms) => context.clock.advance(ms),
    fail(operation, rule) {
      const { id } = context.rules.add(operation, rule);
      return { undo: () => void context.rules.remove(id) };
    },
    async reload(contract = context.options.contract) {
      if (contract === undefined)
        throw new TypeError("reload: the built-in contract does not change; pass the path of a contract");
      return reloadContract(context, contract);
    },
    follow: (onRequest) => context.log.follow(onRequest),
    reset: () => resetContext(context),
  };
}

function chatsOf(context: MockContext): MockChats {
  return {
    list: () => context.tenant.chats,
    create: (fields) => createChat(context.tenant, fields),
    change: (chatId, fields) => changeChat(context.tenant, chatId, fields),
    dissolve: (chatId, { keep = false } = {}) =>
      changeChat(context.tenant, chatId, { chat_status: keep ? "dissolved_save" : "dissolved" }),
    touch: (chatId) => touchChat(context.tenant, chatId),
    leave: (chatId) => leaveChat(context.tenant, chatId),
    join: (chatId) => joinChat(context.tenant, chatId),
  };
}
