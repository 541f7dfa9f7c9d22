import { isObject, trimmed, type JsonObject, type Pointer } from "../contract/json.ts";
import type { Contract } from "../contract/load-contract.ts";
import type { Parameter } from "../model/model.ts";
import { objectAt, rawAt } from "./fields.ts";
import { refuseUnfitWireForm } from "./wire-form.ts";

/** A parameter, and where it is described. */
type Placed = Parameter & { readonly pointer: Pointer };

/**
 * All that a caller passes to an operation, flat: path and query parameters and the fields of a JSON body.
 * Refuses two of the same name, since one object could not carry both.
 */
export function readParameters(contract: Contract, pathItem: Pointer, operation: Pointer): Parameter[] {
  const own = listed(contract, [...operation, "parameters"]);
  // An operation may describe a parameter of its path anew.
  const shared = listed(contract, [...pathItem, "parameters"]).filter(
    ({ name, location }) => !own.some((entry) => entry.name === name && entry.location === location),
  );
  const parameters = [...shared, ...own, ...bodyFields(contract, operation)];
  const taken = new Map<string, string>();
  for (const { name, location, pointer } of parameters) {
    const other = taken.get(name);
    if (other === location)
      contract.refuse(pointer, `${location} parameter "${name}" is described twice; remove one`);
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

function listed(contract: Contract, pointer: Pointer): Placed[] {
  const { value } = contract.resolve(pointer);
  if (value === undefined) return [];
  if (!Array.isArray(value)) contract.refuse(pointer, "must be a list; write one entry for each parameter");
  return value.map((_entry, index) => {
    const found = objectAt(contract, [...pointer, String(index)]);
    const { name, in: location } = found.value;
    if (typeof name !== "string") contract.refuse(found.pointer, "a parameter needs a name; add it");
    if (location !== "path" && location !== "query") {
      contract.refuse(
        found.pointer,
        `"${name}" is a ${String(location)} parameter; only path and query parameters are supported; remove it`,
      );
    }
    const parameter = placed(contract, found.value, [...found.pointer, "schema"], {
      name,
      location,
      required: found.value["required"] === true,
      pointer: found.pointer,
    });
    refuseUnfitWireForm(contract, found.value, parameter, found.pointer);
    return parameter;
  });
}

function bodyFields(contract: Contract, operation: Pointer): Placed[] {
  const body = contract.resolve([...operation, "requestBody"]);
  if (body.value === undefined) return [];
  const pointer = [...body.pointer, "content", "application/json", "schema"];
  const schema = contract.resolve(pointer);
  if (!isObject(schema.value) || !isObject(schema.value["properties"])) {
    contract.refuse(
      body.pointer,
      "a request body must be application/json with an object schema, since its fields become parameters; correct it",
    );
  }
  const required = schema.value["required"];
  return Object.keys(schema.value["properties"]).map((name) => {
    const field = [...schema.pointer, "properties", name];
    return placed(contract, rawAt(contract, field), field, {
      name,
      location: "body",
      required: Array.isArray(required) && required.includes(name),
      pointer: field,
    });
  });
}

function placed(
  contract: Contract,
  described: JsonObject,
  schemaPointer: Pointer,
  fixed: Pick<Placed, "name" | "location" | "required" | "pointer">,
): Placed {
  const { value: constraints } = objectAt(contract, schemaPointer);
  const { examples } = constraints;
  return {
    ...fixed,
    schema: rawAt(contract, schemaPointer),
    constraints,
    deprecated: described["deprecated"] === true,
    description: trimmed(described["description"]) || trimmed(constraints["description"]),
    descriptionZh: trimmed(described["x-description-zh"]) || trimmed(constraints["x-description-zh"]),
    example: described["example"] ?? (Array.isArray(examples) ? examples[0] : undefined),
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
    if (!named.has(name))
      contract.refuse(pointer, `path parameter "${name}" stands nowhere in ${template}; correct one`);
    if (!required)
      contract.refuse(pointer, `path parameter "${name}" must be required; write required: true`);
  }
}
