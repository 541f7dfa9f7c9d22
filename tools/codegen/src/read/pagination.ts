import { isObject, type Pointer } from "../contract/json.ts";
import type { Contract } from "../contract/load-contract.ts";
import type { Pagination, Parameter, Success } from "../model/model.ts";
import { objectAt, propertyOf } from "./fields.ts";

/** Reads `x-pagination`. Refuses one that does not match the parameters and the response. */
export function readPagination(
  contract: Contract,
  operation: Pointer,
  parameters: readonly Parameter[],
  success: Success,
): Pagination | undefined {
  const pointer = [...operation, "x-pagination"];
  const { value } = contract.resolve(pointer);
  if (value === undefined) return undefined;
  if (!isObject(value))
    contract.refuse(pointer, "must be a mapping; write { cursor, limit, items, has_more }");
  const { cursor, limit, items, has_more, ...rest } = value;
  const [unknown] = Object.keys(rest);
  if (unknown)
    contract.refuse(
      [...pointer, unknown],
      `unknown key "${unknown}"; the known ones are cursor, limit, items, has_more; remove it`,
    );
  if (typeof cursor !== "string" || typeof items !== "string" || typeof has_more !== "string") {
    contract.refuse(pointer, "needs cursor, items and has_more; name a parameter or field for each");
  }

  function requireParameter(key: string, name: string, type: string): void {
    const parameter = parameters.find((entry) => entry.name === name && entry.location === "query");
    if (!parameter)
      contract.refuse([...pointer, key], `"${name}" is not a query parameter of this operation; correct one`);
    if (parameter.constraints["type"] !== type)
      contract.refuse([...pointer, key], `query parameter "${name}" must be of type ${type}; correct it`);
  }
  function requireField(key: string, name: string, type: string): void {
    const field = propertyOf(contract, success.pointer, name);
    if (!field)
      contract.refuse([...pointer, key], `"${name}" is not a field of the response's data; correct one`);
    if (field.value["type"] !== type)
      contract.refuse(
        [...pointer, key],
        `field "${name}" of the response must be of type ${type}; correct it`,
      );
  }

  requireParameter("cursor", cursor, "string");
  requireField("cursor", cursor, "string");
  requireField("items", items, "array");
  requireField("has_more", has_more, "boolean");
  const { required } = objectAt(contract, success.pointer).value;
  if (!Array.isArray(required) || !required.includes(has_more))
    contract.refuse(
      [...pointer, "has_more"],
      `field "${has_more}" must be required, since it alone ends a walk; add it to required`,
    );
  if (limit === undefined) return { cursor, items, has_more };
  if (typeof limit !== "string")
    contract.refuse([...pointer, "limit"], "must be the name of a query parameter; correct it");
  requireParameter("limit", limit, "integer");
  return { cursor, limit, items, has_more };
}
