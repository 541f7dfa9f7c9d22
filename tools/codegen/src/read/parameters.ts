import { isObject, type JsonObject, type Pointer } from "../json.ts";
import type { Contract } from "../load-contract.ts";
import type { Parameter } from "../model.ts";
import { objectAt, text } from "./fields.ts";

/**
 * All that a caller passes to an operation, flat: path and query parameters and the fields of a JSON body.
 * Refuses two of the same name, since one object could not carry both.
 */
export function readParameters(contract: Contract, pathItem: Pointer, operation: Pointer): Parameter[] {
  const parameters = [
    ...listed(contract, [...pathItem, "parameters"]),
    ...listed(contract, [...operation, "parameters"]),
    ...bodyFields(contract, operation),
  ];
  const taken = new Map<string, string>();
  for (const { name, location, pointer } of parameters) {
    const other = taken.get(name);
    if (other)
      contract.refuse(
        pointer,
        `"${name}" is a ${other} and a ${location} parameter; callers pass both in one object, so rename one`,
      );
    taken.set(name, location);
  }
  refusePathMismatch(contract, pathItem, parameters);
  return parameters;
}

type Placed = Parameter & { readonly pointer: Pointer };

function listed(contract: Contract, pointer: Pointer): Placed[] {
  const { value } = contract.resolve(pointer);
  if (value === undefined) return [];
  if (!Array.isArray(value)) contract.refuse(pointer, "must be a list");
  return value.map((_entry, index) => {
    const found = objectAt(contract, [...pointer, String(index)]);
    const { name, in: location } = found.value;
    if (typeof name !== "string") contract.refuse(found.pointer, "a parameter needs a name");
    if (location !== "path" && location !== "query") {
      contract.refuse(
        found.pointer,
        `"${name}" is a ${String(location)} parameter; only path and query parameters are supported`,
      );
    }
    const schema = objectAt(contract, [...found.pointer, "schema"]);
    return placed(contract, found.value, schema, {
      name,
      location,
      required: found.value["required"] === true,
      pointer: found.pointer,
    });
  });
}

function bodyFields(contract: Contract, operation: Pointer): Placed[] {
  const body = contract.resolve([...operation, "requestBody"]);
  if (!isObject(body.value)) return [];
  const pointer = [...body.pointer, "content", "application/json", "schema"];
  const schema = contract.resolve(pointer);
  if (!isObject(schema.value) || !isObject(schema.value["properties"])) {
    contract.refuse(
      body.pointer,
      "a request body must be application/json with an object schema, since its fields become parameters",
    );
  }
  const required = schema.value["required"];
  return Object.keys(schema.value["properties"]).map((name) => {
    const field = objectAt(contract, [...schema.pointer, "properties", name]);
    const isRequired = Array.isArray(required) && required.includes(name);
    return placed(contract, field.value, field, {
      name,
      location: "body",
      required: isRequired,
      pointer: field.pointer,
    });
  });
}

function placed(
  contract: Contract,
  described: JsonObject,
  schema: { value: JsonObject; pointer: Pointer },
  fixed: Pick<Placed, "name" | "location" | "required" | "pointer">,
): Placed {
  const { default: initial, enum: allowed } = schema.value;
  if (initial !== undefined && Array.isArray(allowed) && !allowed.includes(initial)) {
    contract.refuse(
      [...schema.pointer, "default"],
      `the default ${JSON.stringify(initial)} is none of the enum's values`,
    );
  }
  return {
    ...fixed,
    schema: schema.value,
    description: text(described["description"]),
    descriptionZh: text(described["x-description-zh"]),
    example:
      described["example"] ??
      (Array.isArray(schema.value["examples"]) ? schema.value["examples"][0] : undefined),
  };
}

function refusePathMismatch(contract: Contract, pathItem: Pointer, parameters: readonly Placed[]): void {
  const template = pathItem.at(-1) ?? "";
  const named = new Set(Array.from(template.matchAll(/\{([^{}]+)\}/g), (match) => match[1]));
  for (const name of named) {
    if (!parameters.some((parameter) => parameter.location === "path" && parameter.name === name)) {
      contract.refuse(pathItem, `the path names {${name}}, but no path parameter describes it; add one`);
    }
  }
  for (const { name, location, required, pointer } of parameters) {
    if (location !== "path") continue;
    if (!named.has(name)) contract.refuse(pointer, `path parameter "${name}" stands nowhere in ${template}`);
    if (!required) contract.refuse(pointer, `path parameter "${name}" must be required: true`);
  }
}
