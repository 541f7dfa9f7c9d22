import type { MockResponse } from "../http/message.ts";
import { uncachedJson } from "../http/response.ts";
import type { App } from "../state/apps.ts";
import { ControlError } from "./control-request.ts";
import type { ControlRequest, Respond } from "./control-request.ts";
import { appJson } from "./state.ts";

/** Apps and tokens. */
export const appOperations: Readonly<Record<string, Respond>> = {
  changeApp: (request) => change(request, request.context.apps.defaultApp),
  changeKnownApp,
  issueToken,
  revokeToken,
};

function change({ body }: ControlRequest, app: App): MockResponse {
  Object.assign(app, body);
  return uncachedJson(200, appJson(app));
}

function changeKnownApp(request: ControlRequest): MockResponse {
  const { app_id = "" } = request.path;
  const apps = request.context.apps.list();
  const app = apps.find(({ appId }) => appId === app_id);
  if (app) return change(request, app);
  const known = apps.map(({ appId }) => appId).join(", ") || "none, only /__mock/app";
  throw new ControlError(404, `the mock has no app ${app_id}; known: ${known}`);
}

function issueToken({ context: { apps, tokens }, body }: ControlRequest): MockResponse {
  const options = body as { appId?: string; scopes?: string[]; expiresIn?: number };
  const app = options.appId === undefined ? apps.defaultApp : apps.find(options.appId);
  if (!app) throw new ControlError(400, `body.appId: the mock has no app ${options.appId}`);
  return uncachedJson(201, { token: tokens.user(app, options) });
}

function revokeToken({ context, body }: ControlRequest): MockResponse {
  if (context.tokens.revoke(body["token"] as string)) return uncachedJson(204, undefined);
  throw new ControlError(404, "body.token: the mock did not issue this token");
}
