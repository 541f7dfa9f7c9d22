import type { JsonObject } from "../../contract/json.ts";
import type { Model } from "../../model/model.ts";
import { createReadShape } from "./read-shape.ts";
import type { ObjectShape, Shape } from "./shape.ts";

/** Depth limit for nested objects without a component in between. */
const MAX_DEPTH = 12;
/** Limit for directly nested arrays, which a component could nest without end. */
const MAX_ARRAYS = 4;

/** Emits the shape of each object of a successful response, and the name of each operation's result. */
export function emitChecks(model: Model): string {
  const readShape = createReadShape(model.schemas);
  const objects = new Map<string, string>();
  const names = new Map<string, string>();

  /** The name of an object, which is emitted on first use; `true` for an object that allows anything. */
  function objectText(object: ObjectShape, suggested: string, depth: number): string {
    if ((object.name === undefined && depth > MAX_DEPTH) || allowsAnything(object)) return "true";
    const key = object.name ?? JSON.stringify(object, (_key, value: unknown) => plain(value));
    const name = names.get(key) ?? unused(object.name ?? suggested, objects);
    if (!names.has(key)) {
      names.set(key, name);
      objects.set(name, "");
      objects.set(name, fieldsText(name, object, object.name ? 0 : depth));
    }
    return JSON.stringify(name);
  }

  function fieldsText(name: string, object: ObjectShape, depth: number): string {
    const { properties, required, additional } = object;
    const textOf = (schema: JsonObject, field: string): string =>
      shapeText(schema, `${name}_${field.replaceAll(/\W/g, "_")}`, depth + 1, 0);
    const fields = Array.from(
      properties,
      ([field, schema]) =>
        `      [${JSON.stringify(field)}, ${required.has(field)}, ${textOf(schema, field)}],\n`,
    );
    const rest = additional ? `    additional: ${textOf(additional, "entry")},\n` : "";
    return `  ${name}: {\n    fields: [\n${fields.join("")}    ],\n${rest}  },\n`;
  }

  function shapeText(schema: JsonObject, suggested: string, depth: number, arrays: number): string {
    const shape: Shape = readShape(schema);
    if (shape === "anything") return "true";
    const entries = Array.from(shape.scalars, ([type, values]) =>
      type === "null" ? "null: true" : `${type}: ${JSON.stringify(values)}`,
    );
    if (shape.items)
      entries.push(
        `array: ${arrays === MAX_ARRAYS ? "true" : shapeText(shape.items, suggested, depth, arrays + 1)}`,
      );
    if (shape.object) entries.push(`object: ${objectText(shape.object, suggested, depth)}`);
    return `{ ${entries.join(", ")} }`;
  }

  const results = model.operations.flatMap(({ id, success }) => {
    const shape = readShape(success.schema);
    const object = shape === "anything" ? undefined : shape.object;
    const name = object && objectText(object, id.replaceAll(".", "_"), 0);
    return name && name !== "true" ? [`  ${JSON.stringify(id)}: ${name},\n`] : [];
  });
  return [
    'import type { ObjectShapes } from "../check/check-object.ts";\n',
    `/** The objects of successful responses, by name. */\nexport const objects: ObjectShapes = {\n${[...objects.values()].join("")}};\n`,
    `/** The name of the object in each operation's result. */\nexport const results: Readonly<Record<string, string>> = {\n${results.join("")}};\n`,
  ].join("\n");
}

function unused(name: string, taken: ReadonlyMap<string, unknown>): string {
  let free = name;
  for (let count = 2; taken.has(free); count += 1) free = `${name}${count}`;
  return free;
}

function allowsAnything({ properties, additional }: ObjectShape): boolean {
  return properties.size === 0 && additional !== undefined && Object.keys(additional).length === 0;
}

function plain(value: unknown): unknown {
  return value instanceof Map || value instanceof Set ? [...value] : value;
}
