import type { MockReply } from "../message.ts";
import type { Rule } from "../faults/rule.ts";
import { bodyOf, checkQuery, fieldsOf } from "./input.ts";
import { ControlError, done, json, orRefuse } from "./route.ts";
import type { ControlCall, Route } from "./route.ts";

/** What is to go wrong: said, listed and undone. */
export const faultRoutes: readonly Route[] = [
  { method: "GET", path: "/__mock/faults", answer: list },
  { method: "POST", path: "/__mock/faults", answer: add },
  { method: "DELETE", path: "/__mock/faults", answer: clear },
  { method: "DELETE", path: "/__mock/faults/{id}", answer: remove },
];

function list(call: ControlCall): MockReply {
  checkQuery(call, []);
  return json(200, { rules: call.setup.rules.list() });
}

function add(call: ControlCall): MockReply {
  const { operation, ...rule } = bodyOf(call);
  if (typeof operation !== "string")
    throw new ControlError(400, "body.operation must be an operationId, or * for every operation");
  return json(
    201,
    orRefuse(400, () => call.setup.rules.add(operation, rule as Rule, "body")),
  );
}

function clear(call: ControlCall): MockReply {
  fieldsOf(call, {});
  for (const { id } of call.setup.rules.list()) call.setup.rules.remove(id);
  return done();
}

function remove(call: ControlCall): MockReply {
  fieldsOf(call, {});
  const { id = "" } = call.path;
  if (/^\d+$/.test(id) && call.setup.rules.remove(Number(id))) return done();
  throw new ControlError(404, `there is no fault ${id}; GET /__mock/faults lists them`);
}
