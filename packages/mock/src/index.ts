export { startMock } from "./start-mock.ts";
export type { Mock } from "./start-mock.ts";
export type { MockChats, MockState } from "./mock.ts";
export type { KnownApp, MockApp, MockOptions, Quirks } from "./options.ts";
export type { App } from "./apps/apps.ts";
export type { UserTokenOptions } from "./apps/tokens.ts";
export type { Chat, ChatFields } from "./tenant/chats.ts";
export type { Fault, Rule } from "./faults/rule.ts";
export type { LoggedRequest } from "./log/log.ts";
