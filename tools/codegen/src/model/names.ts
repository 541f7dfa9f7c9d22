import type { Model, Operation } from "./model.ts";
import { isObject, parsePointer } from "../contract/json.ts";

/** The stem of an operation's type names: `im.v1.chat.list` becomes `ImV1ChatList`. */
function typeName(operation: Operation): string {
  return operation.id
    .split(/[._]/)
    .map((step) => step.charAt(0).toUpperCase() + step.slice(1))
    .join("");
}

/** The name of the type of an operation's parameters. */
export function parametersName(operation: Operation): string {
  return `${typeName(operation)}Params`;
}

/** The name of an operation's result type: that of its component, if it is one. */
export function resultName(operation: Operation): string {
  return referenceName(operation.success.schema) ?? `${typeName(operation)}Result`;
}

/** The type of a list's items: the component's name, or a lookup in the page's type. */
export function itemText(operation: Operation, model: Model): string {
  const name = operation.pagination?.items ?? "";
  const page = model.schemas.get(referenceName(operation.success.schema) ?? "") ?? operation.success.schema;
  const items = isObject(page["properties"]) ? page["properties"][name] : undefined;
  return (
    (isObject(items) && referenceName(items["items"])) ||
    `NonNullable<${resultName(operation)}[${JSON.stringify(name)}]>[number]`
  );
}

/** The name of the component that a schema references. */
export function referenceName(schema: unknown): string | undefined {
  const reference = isObject(schema) ? schema["$ref"] : undefined;
  return typeof reference === "string" ? parsePointer(reference)?.at(-1) : undefined;
}
