import { codeOf } from "../wire/types.ts";
import type { Exchange } from "../cases/case.ts";
import { queryParametersOf } from "../cases/request.ts";
import { at, operations, resolve } from "../contract/read.ts";
import { componentName } from "../contract/schema.ts";
import type { JsonObject, Operation } from "../contract/types.ts";
import { violations } from "../contract/validator.ts";

/** A part of the contract that a run should cover. */
export interface CoverageItem {
  readonly group:
    | "operations"
    | "parameters"
    | "enum values"
    | "response statuses"
    | "error codes"
    | "schema properties"
    | "client calls"
    | "assertions";
  readonly name: string;
  readonly isCovered: boolean;
  /** Why it is exempt; undefined if it must be covered. */
  readonly reason: string | undefined;
}

const supportOnly = "only Feishu's support sets it";

/** Properties that no response of the mock has, and why. */
const exempt: Readonly<Record<string, string>> = {
  "Failure.log_id": "only older responses have it; newer ones have error.log_id",
  "Failure.error.troubleshooter": supportOnly,
  "Failure.error.message": supportOnly,
  "Failure.error.details": supportOnly,
  "Failure.error.details[].key": supportOnly,
  "Failure.error.details[].value": supportOnly,
  "Failure.error.helps": supportOnly,
  "Failure.error.helps[].url": supportOnly,
  "Failure.error.helps[].description": supportOnly,
  "PermissionViolation.description": "known only from the source of an SDK",
};

/** The parts of the contract, and whether the exchanges cover them. */
export function coverageOf(exchanges: readonly Exchange[]): CoverageItem[] {
  const properties = new Map<string, boolean>();
  const exampleOnly = new Map<string, string>();
  const items = operations.flatMap((operation) => {
    const ofOperation = exchanges.filter((exchange) => exchange.case.operation === operation);
    const earlier = new Set(properties.keys());
    addProperties(operation, ofOperation, properties);
    if (hasOneSuccess(operation, ofOperation)) {
      for (const [name, isCovered] of properties)
        if (!isCovered && !earlier.has(name))
          exampleOnly.set(name, `the mock responds to ${operation.id} only with its example`);
    }
    return [
      item("operations", operation.id, ofOperation.some(isAccepted)),
      ...parameterItems(operation, ofOperation),
      ...operation.responses.map(({ status }) =>
        item(
          "response statuses",
          `${operation.id} ${status}`,
          ofOperation.some(({ response }) => response.status === status),
        ),
      ),
      ...operation.failures.map(({ status, code }) =>
        item(
          "error codes",
          `${operation.id} ${code}`,
          ofOperation.some(({ response }) => response.status === status && codeOf(response.body) === code),
        ),
      ),
    ];
  });
  return [
    ...items,
    ...[...properties].map(([name, isCovered]): CoverageItem => ({
      ...item("schema properties", name, isCovered),
      reason: exempt[name] ?? (isCovered ? undefined : exampleOnly.get(name)),
    })),
  ];
}

/** Parts that are neither covered nor exempt, and exempt parts that are covered. */
export function gapsOf(coverage: readonly CoverageItem[]): string[] {
  return coverage.flatMap(({ group, name, isCovered, reason }) => {
    if (!isCovered && reason === undefined) return [`${group}: ${name} is not covered`];
    return isCovered && reason !== undefined
      ? [`${group}: ${name} is covered, so remove its exemption: ${reason}`]
      : [];
  });
}

function parameterItems(operation: Operation, exchanges: readonly Exchange[]): CoverageItem[] {
  const accepted = exchanges.filter(isAccepted);
  const values = queryParametersOf(operation).flatMap(({ name, schema }) =>
    ((schema["enum"] ?? []) as unknown[]).map((value) =>
      item(
        "enum values",
        `${operation.id} ${name}=${String(value)}`,
        accepted.some((exchange) => sentValues(name, exchange).includes(String(value))),
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
      item(
        "parameters",
        `${operation.id} ${name}, accepted`,
        accepted.some((exchange) => isAbout(name, exchange)),
      ),
    ),
    ...constrained.map(({ name }) =>
      item(
        "parameters",
        `${operation.id} ${name}, rejected`,
        exchanges.some((exchange) => isAbout(name, exchange) && (codeOf(exchange.response.body) ?? 0) !== 0),
      ),
    ),
    ...values,
  ];
}

function sentValues(name: string, exchange: Exchange): string[] {
  return new URLSearchParams(exchange.case.request.query).getAll(name);
}

function isAbout(name: string, exchange: Exchange): boolean {
  return exchange.case.parameters.includes(name);
}

function addProperties(
  operation: Operation,
  exchanges: readonly Exchange[],
  found: Map<string, boolean>,
): void {
  for (const { status, contentType, schemaPointer } of operation.responses) {
    if (!contentType.endsWith("json")) continue;
    const label = `${operation.id} ${status}`;
    for (const { name } of propertiesIn(schemaPointer, label, undefined))
      if (!found.has(name)) found.set(name, false);
    const bodies = new Map(
      exchanges
        .filter(({ response, case: { expect } }) => response.status === status && !expect.transport)
        .map(({ response }) => [response.text, response.body]),
    );
    for (const body of bodies.values()) {
      if (violations(schemaPointer, body).length > 0) continue;
      for (const { name, isPresent } of propertiesIn(schemaPointer, label, body))
        if (isPresent) found.set(name, true);
    }
  }
}

interface SchemaProperty {
  readonly name: string;
  readonly isPresent: boolean;
}

/** Every property and enum value of a schema, and whether a value has it. */
function propertiesIn(pointer: string, label: string, value: unknown): SchemaProperty[] {
  const reference = (at(pointer) as JsonObject | undefined)?.["$ref"];
  const place = resolve(pointer) ?? pointer;
  const owner = componentName(reference) ?? label;
  const schema = (at(place) ?? {}) as JsonObject;
  const found: SchemaProperty[] = [];
  for (const keyword of ["anyOf", "oneOf", "allOf"]) {
    for (const index of ((schema[keyword] ?? []) as unknown[]).keys()) {
      const branch = `${place}/${keyword}/${index}`;
      const isValid = value !== undefined && (keyword === "allOf" || violations(branch, value).length === 0);
      found.push(...propertiesIn(branch, owner, isValid ? value : undefined));
    }
  }
  for (const option of (schema["enum"] ?? []) as unknown[])
    found.push({ name: `${owner}=${String(option)}`, isPresent: value === option });
  for (const property of Object.keys(schema["properties"] ?? {})) {
    const field = (value as JsonObject | undefined)?.[property];
    found.push({ name: `${owner}.${property}`, isPresent: field !== undefined });
    found.push(...propertiesIn(`${place}/properties/${property}`, `${owner}.${property}`, field));
  }
  if (schema["items"] !== undefined) {
    const entries = Array.isArray(value) && value.length > 0 ? value : [undefined];
    for (const entry of entries) found.push(...propertiesIn(`${place}/items`, `${owner}[]`, entry));
  }
  return found;
}

/** Whether every success was the same, so the server has no state for the operation. */
function hasOneSuccess(operation: Operation, exchanges: readonly Exchange[]): boolean {
  const texts = new Set(exchanges.filter(isAccepted).map(({ response }) => response.text));
  return operation.method === "GET" && texts.size === 1;
}

function isAccepted({ response }: Exchange): boolean {
  return response.status === 200 && codeOf(response.body) === 0;
}

function item(group: CoverageItem["group"], name: string, isCovered: boolean): CoverageItem {
  return { group, name, isCovered, reason: exempt[name] };
}
