import { at } from "../contract/read.ts";
import { dereference, propertiesOf, propertyOf } from "../contract/schema.ts";
import type { JsonObject, Operation, Paged, Parameter } from "../contract/types.ts";

/** An id field of an item, the field with the id's type, and the parameter that selects the type. */
export interface Identity {
  readonly id: string;
  readonly type: string;
  readonly parameter: Parameter;
}

/** Fields such as `owner_id` with `owner_id_type`, if a parameter has the enum of the latter. */
export function identitiesOf(operation: Paged): Identity[] {
  const properties = propertiesOf(itemSchema(operation));
  return Object.keys(properties).flatMap((id) => {
    const type = `${id}_type`;
    const types = dereference(properties[type])["enum"];
    if (!Array.isArray(types)) return [];
    const parameter = operation.parameters.find(({ schema }) => hasSameValues(schema["enum"], types));
    return parameter ? [{ id, type, parameter }] : [];
  });
}

/** The id types that a field scope gates: those in backticks in its `gates` prose. */
export function gatedTypes({ fieldScopes }: Operation, { parameter }: Identity): string[] {
  const types = (parameter.schema["enum"] ?? []) as string[];
  return types.filter((type) => fieldScopes.some(({ gates }) => gates.includes(`\`${type}\``)));
}

function itemSchema({ responses, pagination }: Paged): JsonObject {
  const success = responses.find(({ status }) => status === 200);
  if (!success) return {};
  const outer = dereference(at(success.schemaPointer));
  const data = "data" in propertiesOf(outer) ? propertyOf(outer, "data") : outer;
  return dereference(propertyOf(data, pagination.items)["items"]);
}

function hasSameValues(left: unknown, right: readonly unknown[]): boolean {
  return Array.isArray(left) && left.length === right.length && right.every((value) => left.includes(value));
}
