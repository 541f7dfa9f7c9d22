import type { App } from "../apps/apps.ts";
import type { MockReply } from "../message.ts";
import { bool, fieldsOf, needed, text, texts, upTo } from "./input.ts";
import { ControlError, done, json } from "./route.ts";
import type { ControlCall, Route } from "./route.ts";
import { shownApp } from "./state.ts";

/** Apps, and the tokens that are issued for them. */
export const appRoutes: readonly Route[] = [
  { method: "PATCH", path: "/__mock/app", answer: (call) => changeApp(call, call.setup.apps.usual) },
  { method: "PATCH", path: "/__mock/apps/{app_id}", answer: changeKnownApp },
  { method: "POST", path: "/__mock/tokens", answer: issue },
  { method: "DELETE", path: "/__mock/tokens", answer: revoke },
];

/** Ten years. */
const longestLife = upTo(315_360_000, "seconds");

function changeApp(call: ControlCall, app: App): MockReply {
  Object.assign(app, fieldsOf(call, { botAbility: bool, installed: bool, scopes: texts, exists: bool }));
  return json(200, shownApp(app));
}

function changeKnownApp(call: ControlCall): MockReply {
  const { app_id = "" } = call.path;
  const apps = call.setup.apps.list();
  const app = apps.find(({ appId }) => appId === app_id);
  if (app) return changeApp(call, app);
  const known = apps.map(({ appId }) => appId).join(", ") || "none, only /__mock/app";
  throw new ControlError(404, `the mock has no app ${app_id}; known: ${known}`);
}

function issue(call: ControlCall): MockReply {
  const options = fieldsOf(call, { appId: text, scopes: texts, expiresIn: longestLife });
  const { apps, tokens } = call.setup;
  const app = options.appId === undefined ? apps.usual : apps.find(options.appId);
  if (!app) throw new ControlError(400, `body.appId: the mock has no app ${options.appId}`);
  return json(201, { token: tokens.user(app, options) });
}

function revoke(call: ControlCall): MockReply {
  const { token } = fieldsOf(call, { token: text });
  if (call.setup.tokens.revoke(needed(token, "token", text))) return done();
  throw new ControlError(404, "body.token: the mock did not issue it");
}
