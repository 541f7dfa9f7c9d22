import type { Failure, JsonObject, Operation, Parameter } from "../contract.ts";
import { violations, wrongMembers } from "../validator.ts";
import { readWire } from "../wire.ts";
import type { Expectation, Pair } from "./case.ts";
import { jsonOf } from "./text.ts";

/** What the platform's own refusals mean, whatever the operation (`spec/openapi.yaml`, their examples). */
export const platform = {
  missingToken: { status: 400, code: 99991661 },
  tenantToken: { status: 400, code: 99991663 },
  userToken: { status: 400, code: 99991668 },
  otherPrefix: { status: 400, code: 99991671 },
  expiredUserToken: { status: 401, code: 99991677 },
  fieldViolation: { status: 400, code: 99992402 },
} as const satisfies Record<string, Pair>;

/** Whether values that were sent for a parameter keep to the contract: once, in its type's spelling, by its schema. */
export function isValid(parameter: Parameter, sent: readonly string[]): boolean {
  const { schema, required, schemaPointer } = parameter;
  if (sent.length === 0) return !required;
  if (schema["type"] === "array") {
    const entries = sent.length === 1 ? (sent[0] ?? "").split(",") : sent;
    const items = (schema["items"] ?? {}) as JsonObject;
    return (
      violations(
        schemaPointer,
        entries.map((entry) => readWire(entry, items) ?? null),
      ).length === 0
    );
  }
  const [text = ""] = sent;
  if (sent.length > 1 || (required && text === "")) return false;
  const value = readWire(text, schema);
  return value !== undefined && violations(schemaPointer, value).length === 0;
}

/** What a query must come to. An opaque token that was not `issued` is refused by the operation, after its gateway. */
export function expectQuery(
  operation: Operation,
  query: string,
  issued: readonly string[] = [],
): Expectation {
  const sent = new URLSearchParams(query);
  const wrong = operation.parameters.filter(
    (parameter) => parameter.in === "query" && !isValid(parameter, sent.getAll(parameter.name)),
  );
  if (wrong.length > 0) return { ...refusal(operation), fields: wrong.map(({ name }) => name) };
  const cursor = operation.pagination && sent.get(operation.pagination.cursor);
  if (!cursor || issued.includes(cursor)) return accepted;
  const refuse = badValueFailures(operation);
  return refuse.length > 0 ? { accept: false, refuse } : accepted;
}

/** What a body must come to. A text that the schema allows may still name nothing that there is. */
export function expectBody(operation: Operation, text: string | undefined): Expectation {
  const { body } = operation;
  if (!body) return accepted;
  const value = jsonOf(text);
  if (value === undefined) return refusal(operation);
  const wrong = wrongMembers(body.schemaPointer, value);
  const example = (body.example ?? {}) as JsonObject;
  const unlike = Object.keys((body.schema["properties"] ?? {}) as JsonObject).filter(
    (name) => (value as JsonObject | null)?.[name] !== example[name],
  );
  if (wrong.length > 0)
    return { ...refusal(operation, unlike), ...(!wrong.includes("") && { fields: wrong }) };
  return unlike.length === 0 ? accepted : { accept: true, refuse: pairs(failuresNaming(operation, unlike)) };
}

/** 200 and code 0. */
export const accepted: Expectation = { accept: true, refuse: [] };

/**
 * How an operation refuses what breaks its contract: as the gateway does where it documents that, else by the failures
 * that name the members, else by any that is not about tokens, quotas or the server.
 */
function refusal(operation: Operation, members: readonly string[] = []): Expectation {
  const gateway = operation.failures.filter(({ code }) => code === platform.fieldViolation.code);
  const own = failuresNaming(operation, members);
  const any = operation.failures.filter(({ kind }) => kind !== "internal" && kind !== "rate_limit");
  const failures = gateway.length > 0 ? gateway : own.length > 0 ? own : any;
  return { accept: false, refuse: failures.length > 0 ? pairs(failures) : [platform.fieldViolation] };
}

/** The operation's own failures for a value that is well-formed and wrong: all of kind `validation` but the gateway's. */
export function badValueFailures({ failures }: Operation): Pair[] {
  return pairs(
    failures.filter(({ kind, code }) => kind === "validation" && code !== platform.fieldViolation.code),
  );
}

/** Failures whose summary speaks of one of the members: `app_id` as "app id". */
function failuresNaming({ failures }: Operation, members: readonly string[]): Failure[] {
  return failures.filter(({ summary }) =>
    members.some((member) => summary.toLowerCase().includes(member.replaceAll("_", " ").toLowerCase())),
  );
}

function pairs(failures: readonly Failure[]): Pair[] {
  return failures.map(({ status, code }) => ({ status, code }));
}
