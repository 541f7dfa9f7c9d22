import type { Model, Operation } from "./model.ts";
import { isObject, parsePointer } from "../contract/json.ts";

/** `im.v1.chat.list` -> `ImV1ChatList`, the stem of the names of an operation's types. */
function typeName(operation: Operation): string {
  return operation.id
    .split(/[._]/)
    .map((step) => step.charAt(0).toUpperCase() + step.slice(1))
    .join("");
}

/** The name of what an operation's caller passes. */
export function parametersName(operation: Operation): string {
  return `${typeName(operation)}Params`;
}

/** The name of what an operation answers: the component's own where it is one. */
export function resultName(operation: Operation): string {
  return referenceName(operation.success.schema) ?? `${typeName(operation)}Result`;
}

/** The type of a list's items: the component's name, or a look-up in the page's type. */
export function itemText(operation: Operation, model: Model): string {
  const name = operation.pagination?.items ?? "";
  const page = model.schemas.get(referenceName(operation.success.schema) ?? "") ?? operation.success.schema;
  const items = isObject(page["properties"]) ? page["properties"][name] : undefined;
  return (
    (isObject(items) && referenceName(items["items"])) ||
    `NonNullable<${resultName(operation)}[${JSON.stringify(name)}]>[number]`
  );
}

/** The name of the component that a schema refers to. */
export function referenceName(schema: unknown): string | undefined {
  const reference = isObject(schema) ? schema["$ref"] : undefined;
  return typeof reference === "string" ? parsePointer(reference)?.at(-1) : undefined;
}
