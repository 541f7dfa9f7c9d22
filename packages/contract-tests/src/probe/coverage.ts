import { at, operations, resolve, type JsonObject, type Operation } from "../contract.ts";
import { violations } from "../validator.ts";
import { codeOf, type Exchange } from "./case.ts";
import { queryParametersOf } from "./request.ts";
import { componentName } from "./schema.ts";

/** One thing of the contract that a run should come by. */
export interface Covered {
  readonly group:
    | "operations"
    | "parameters"
    | "enum values"
    | "response statuses"
    | "business codes"
    | "schema properties"
    | "client calls"
    | "checks";
  readonly name: string;
  readonly isSeen: boolean;
  /** Why it cannot be; undefined where it should be. */
  readonly reason: string | undefined;
}

const supportAlone = "only Feishu's own support fills it";

/** Properties that no answer of the mock holds, and why. */
const excused: Readonly<Record<string, string>> = {
  "Failure.log_id": "older answers alone have it, in place of error.log_id",
  "Failure.error.troubleshooter": supportAlone,
  "Failure.error.message": supportAlone,
  "Failure.error.details": supportAlone,
  "Failure.error.details[].key": supportAlone,
  "Failure.error.details[].value": supportAlone,
  "Failure.error.helps": supportAlone,
  "Failure.error.helps[].url": supportAlone,
  "Failure.error.helps[].description": supportAlone,
  "PermissionViolation.description": "seen in the source of an SDK alone",
};

/** What of the contract a run came by. */
export function coverageOf(exchanges: readonly Exchange[]): Covered[] {
  const properties = new Map<string, boolean>();
  const canned = new Map<string, string>();
  const items = operations.flatMap((operation) => {
    const own = exchanges.filter((exchange) => exchange.case.operation === operation);
    const known = new Set(properties.keys());
    noteProperties(operation, own, properties);
    if (isCanned(operation, own)) {
      for (const [name, isSeen] of properties)
        if (!isSeen && !known.has(name))
          canned.set(name, `${operation.id} is answered with its example alone`);
    }
    return [
      seen("operations", operation.id, own.some(isAccepted)),
      ...parameterItems(operation, own),
      ...operation.answers.map(({ status }) =>
        seen(
          "response statuses",
          `${operation.id} ${status}`,
          own.some(({ answer }) => answer.status === status),
        ),
      ),
      ...operation.failures.map(({ status, code }) =>
        seen(
          "business codes",
          `${operation.id} ${code}`,
          own.some(({ answer }) => answer.status === status && codeOf(answer.body) === code),
        ),
      ),
    ];
  });
  return [
    ...items,
    ...[...properties].map(([name, isSeen]): Covered => ({
      ...seen("schema properties", name, isSeen),
      reason: excused[name] ?? (isSeen ? undefined : canned.get(name)),
    })),
  ];
}

/** What was missed without a reason, and what has a reason that no longer holds. */
export function gapsOf(coverage: readonly Covered[]): string[] {
  return coverage.flatMap(({ group, name, isSeen, reason }) => {
    if (!isSeen && reason === undefined) return [`${group}: ${name} was never exercised`];
    return isSeen && reason !== undefined
      ? [`${group}: ${name} was exercised, yet is excused: ${reason}`]
      : [];
  });
}

function parameterItems(operation: Operation, own: readonly Exchange[]): Covered[] {
  const good = own.filter(isAccepted);
  const values = queryParametersOf(operation).flatMap(({ name, schema }) =>
    ((schema["enum"] ?? []) as unknown[]).map((value) =>
      seen(
        "enum values",
        `${operation.id} ${name}=${String(value)}`,
        good.some((exchange) => sentWith(name, exchange).includes(String(value))),
      ),
    ),
  );
  const constrained = operation.parameters.filter(
    ({ schema, name }) =>
      schema["type"] !== "string" ||
      schema["enum"] ||
      (name === operation.pagination?.cursor && operation.failures.some(({ code }) => code === 232001)),
  );
  return [
    ...operation.parameters.map(({ name }) =>
      seen(
        "parameters",
        `${operation.id} ${name}, accepted`,
        good.some((exchange) => isAbout(name, exchange)),
      ),
    ),
    ...constrained.map(({ name }) =>
      seen(
        "parameters",
        `${operation.id} ${name}, refused`,
        own.some((exchange) => isAbout(name, exchange) && (codeOf(exchange.answer.body) ?? 0) !== 0),
      ),
    ),
    ...values,
  ];
}

function sentWith(name: string, { case: one }: Exchange): string[] {
  return new URLSearchParams(one.request.query).getAll(name);
}

function isAbout(name: string, { case: one }: Exchange): boolean {
  return one.parameters.includes(name);
}

function noteProperties(operation: Operation, own: readonly Exchange[], found: Map<string, boolean>): void {
  for (const { status, contentType, schemaPointer } of operation.answers) {
    if (!contentType.endsWith("json")) continue;
    const label = `${operation.id} ${status}`;
    for (const { name } of namesIn(schemaPointer, label, undefined))
      if (!found.has(name)) found.set(name, false);
    const bodies = new Map(
      own
        .filter(({ answer, case: one }) => answer.status === status && one.expect.transport !== true)
        .map(({ answer }) => [answer.text, answer.body]),
    );
    for (const body of bodies.values()) {
      if (violations(schemaPointer, body).length > 0) continue;
      for (const { name, isThere } of namesIn(schemaPointer, label, body)) if (isThere) found.set(name, true);
    }
  }
}

interface Named {
  readonly name: string;
  readonly isThere: boolean;
}

/** Each property and enum value of a schema by its name, and whether a value has it. */
function namesIn(pointer: string, label: string, value: unknown): Named[] {
  const reference = (at(pointer) as JsonObject | undefined)?.["$ref"];
  const place = resolve(pointer) ?? pointer;
  const own = componentName(reference) ?? label;
  const schema = (at(place) ?? {}) as JsonObject;
  const names: Named[] = [];
  for (const keyword of ["anyOf", "oneOf", "allOf"]) {
    for (const index of ((schema[keyword] ?? []) as unknown[]).keys()) {
      const branch = `${place}/${keyword}/${index}`;
      const isTaken = value !== undefined && (keyword === "allOf" || violations(branch, value).length === 0);
      names.push(...namesIn(branch, own, isTaken ? value : undefined));
    }
  }
  for (const option of (schema["enum"] ?? []) as unknown[])
    names.push({ name: `${own}=${String(option)}`, isThere: value === option });
  for (const property of Object.keys(schema["properties"] ?? {})) {
    const member = (value as JsonObject | undefined)?.[property];
    names.push({ name: `${own}.${property}`, isThere: member !== undefined });
    names.push(...namesIn(`${place}/properties/${property}`, `${own}.${property}`, member));
  }
  if (schema["items"] !== undefined) {
    const entries = Array.isArray(value) && value.length > 0 ? value : [undefined];
    for (const entry of entries) names.push(...namesIn(`${place}/items`, `${own}[]`, entry));
  }
  return names;
}

/** Whether every success was one and the same: the server has no state of this operation. */
function isCanned(operation: Operation, own: readonly Exchange[]): boolean {
  const texts = new Set(own.filter(isAccepted).map(({ answer }) => answer.text));
  return operation.method === "GET" && texts.size === 1;
}

function isAccepted({ answer }: Exchange): boolean {
  return answer.status === 200 && codeOf(answer.body) === 0;
}

function seen(group: Covered["group"], name: string, isSeen: boolean): Covered {
  return { group, name, isSeen, reason: excused[name] };
}
