import type { JsonObject, Operation, Parameter } from "../contract.ts";
import { at } from "../contract.ts";
import { followed } from "./schema.ts";
import type { Paged } from "./walk.ts";

/** Two fields of an item, an id and its kind, and the parameter that asks for the kind. */
export interface Identity {
  readonly id: string;
  readonly type: string;
  readonly parameter: Parameter;
}

/** Fields such as `owner_id` beside `owner_id_type`, where a parameter has the same values as the second. */
export function identitiesOf(operation: Paged): Identity[] {
  const item = itemSchema(operation);
  const properties = (item["properties"] ?? {}) as Record<string, JsonObject>;
  return Object.keys(properties).flatMap((id) => {
    const type = `${id}_type`;
    const kinds = followed(properties[type])["enum"];
    if (!Array.isArray(kinds)) return [];
    const parameter = operation.parameters.find(({ schema }) => sameValues(schema["enum"], kinds));
    return parameter ? [{ id, type, parameter }] : [];
  });
}

/** The kinds of ids that a field scope gates: what its text puts into backticks and a parameter knows. */
export function gatedKinds({ fieldScopes }: Operation, { parameter }: Identity): string[] {
  const kinds = (parameter.schema["enum"] ?? []) as string[];
  return kinds.filter((kind) => fieldScopes.some(({ gates }) => gates.includes(`\`${kind}\``)));
}

function itemSchema({ answers, pagination }: Paged): JsonObject {
  const success = answers.find(({ status }) => status === 200);
  if (!success) return {};
  const outer = followed(at(success.schemaPointer));
  const data = followed(((outer["properties"] ?? {}) as JsonObject)["data"] ?? outer);
  const list = followed(((data["properties"] ?? {}) as JsonObject)[pagination.items]);
  return followed(list["items"]);
}

function sameValues(one: unknown, other: readonly unknown[]): boolean {
  return Array.isArray(one) && one.length === other.length && other.every((value) => one.includes(value));
}
