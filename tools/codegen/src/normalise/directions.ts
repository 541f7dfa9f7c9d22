import { formatPointer, isObject, parsePointer, type JsonObject, type Pointer } from "../contract/json.ts";
import type { Contract } from "../contract/load-contract.ts";
import { reach, walk, type Place } from "../contract/walk.ts";

const METHODS = new Set(["get", "put", "post", "delete", "patch"]);

/** Everything that the requests and the responses of a contract reach, through references. */
export function reachDirections(contract: Contract): { requests: Place[]; responses: Place[] } {
  const { paths } = contract.document;
  const operations = Object.keys(isObject(paths) ? paths : {}).flatMap((path): Pointer[] => {
    const { value: item } = contract.resolve(["paths", path]);
    const methods = Object.keys(isObject(item) ? item : {}).filter((key) => METHODS.has(key));
    return methods.map((method) => ["paths", path, method]);
  });
  const requests = operations.flatMap((operation) => [
    [...operation.slice(0, -1), "parameters"],
    [...operation, "parameters"],
    [...operation, "requestBody"],
  ]);
  const responses = operations.map((operation) => [...operation, "responses"]);
  return { requests: reach(contract, requests), responses: reach(contract, responses) };
}

/** Removes `readOnly` fields from requests and `writeOnly` fields from responses, in place. */
export function removeOtherDirection(contract: Contract): void {
  const { requests, responses } = reachDirections(contract);
  const request = new Set(requests.map(({ pointer }) => formatPointer(pointer)));
  const response = new Set(responses.map(({ pointer }) => formatPointer(pointer)));
  const removals: [schema: JsonObject, field: string][] = [];
  for (const { value: schema, pointer } of [...requests, ...responses]) {
    const { properties } = schema;
    if (!isObject(properties)) continue;
    const here = formatPointer(pointer);
    for (const [field, described] of Object.entries(properties)) {
      const isReadOnly = hasFlag(contract, described, "readOnly");
      const isWriteOnly = hasFlag(contract, described, "writeOnly");
      if (!isReadOnly && !isWriteOnly) continue;
      const place = [...pointer, "properties", field];
      if (isReadOnly && isWriteOnly) contract.refuse(place, "is both readOnly and writeOnly; remove one");
      if (request.has(here) && response.has(here))
        contract.refuse(
          place,
          `this ${isReadOnly ? "readOnly" : "writeOnly"} field is in a request and in a response; describe the object twice`,
        );
      if (isReadOnly ? request.has(here) : response.has(here)) removals.push([schema, field]);
    }
  }
  for (const [schema, field] of removals) removeField(schema, field);
  for (const { value, isSchema } of walk(contract.document)) {
    if (!isSchema) continue;
    delete (value as Record<string, unknown>)["readOnly"];
    delete (value as Record<string, unknown>)["writeOnly"];
  }
}

function removeField(schema: Record<string, unknown>, field: string): void {
  delete (schema["properties"] as Record<string, unknown>)[field];
  if (!Array.isArray(schema["required"])) return;
  schema["required"] = schema["required"].filter((name) => name !== field);
  if ((schema["required"] as unknown[]).length === 0) delete schema["required"];
}

/** Whether a schema has `readOnly: true` or `writeOnly: true`, also through references and `allOf`. */
export function hasFlag(
  contract: Contract,
  schema: unknown,
  flag: "readOnly" | "writeOnly",
  seen: Set<unknown> = new Set(),
): boolean {
  if (!isObject(schema) || seen.has(schema)) return false;
  seen.add(schema);
  const { $ref, allOf } = schema;
  const target = typeof $ref === "string" ? contract.resolve(parsePointer($ref) ?? []).value : undefined;
  const inner = [target, ...(Array.isArray(allOf) ? allOf : [])];
  return schema[flag] === true || inner.some((one) => hasFlag(contract, one, flag, seen));
}
