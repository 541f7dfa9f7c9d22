import { isObject, trimmed, type JsonObject, type Pointer } from "../contract/json.ts";
import type { Contract } from "../contract/load-contract.ts";
import type { Parameter } from "../model/model.ts";
import { objectAt, rawAt } from "./fields.ts";
import { refuseUnsupportedStyle } from "./wire-form.ts";

/** A parameter with the pointer to its description. */
type LocatedParameter = Parameter & { readonly pointer: Pointer };

/**
 * Reads the parameters of an operation: those in path and query, and the fields of a JSON body. Refuses two with the
 * same name, since callers pass all of them in one object.
 */
export function readParameters(contract: Contract, pathItem: Pointer, operation: Pointer): Parameter[] {
  const own = parametersAt(contract, [...operation, "parameters"]);
  // An operation may override a parameter of its path.
  const shared = parametersAt(contract, [...pathItem, "parameters"]).filter(
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

function parametersAt(contract: Contract, pointer: Pointer): LocatedParameter[] {
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
    const parameter = locatedParameter(contract, found.value, [...found.pointer, "schema"], {
      name,
      location,
      required: found.value["required"] === true,
      pointer: found.pointer,
    });
    refuseUnsupportedStyle(contract, found.value, parameter, found.pointer);
    return parameter;
  });
}

function bodyFields(contract: Contract, operation: Pointer): LocatedParameter[] {
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
    return locatedParameter(contract, rawAt(contract, field), field, {
      name,
      location: "body",
      required: Array.isArray(required) && required.includes(name),
      pointer: field,
    });
  });
}

function locatedParameter(
  contract: Contract,
  described: JsonObject,
  schemaPointer: Pointer,
  fixed: Pick<LocatedParameter, "name" | "location" | "required" | "pointer">,
): LocatedParameter {
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

function refusePathMismatch(
  contract: Contract,
  pathItem: Pointer,
  parameters: readonly LocatedParameter[],
): void {
  const template = pathItem.at(-1) ?? "";
  const named = new Set(Array.from(template.matchAll(/\{([^{}]+)\}/g), (match) => match[1]));
  for (const name of named) {
    if (!parameters.some((parameter) => parameter.location === "path" && parameter.name === name)) {
      contract.refuse(pathItem, `the path names {${name}}, but there is no such path parameter; add it`);
    }
  }
  for (const { name, location, required, pointer } of parameters) {
    if (location !== "path") continue;
    if (!named.has(name))
      contract.refuse(pointer, `path parameter "${name}" is not in ${template}; correct one`);
    if (!required)
      contract.refuse(pointer, `path parameter "${name}" must be required; write required: true`);
  }
}
