import { formatPointer, type JsonObject } from "../../contract/json.ts";
import type { ObjectShape, ScalarType, Shape, TypedShape, Values } from "./shape.ts";

/** What the statements need from the emitter of the file. */
export interface Writer {
  readonly shapeOf: (schema: JsonObject) => Shape;
  /** The name of the function that checks an object; `undefined` if it is not checked. */
  readonly functionFor: (object: ObjectShape, step: string) => string | undefined;
}

/** A value to be checked. */
interface Subject {
  readonly variable: string;
  /** The expression of its JSON pointer. */
  readonly pointer: string;
  /** The field's name, used in function names. */
  readonly step: string;
  /** The number of directly nested lists around it. */
  readonly lists: number;
  /** Whether the field is counted before it is read. */
  readonly isCounted: boolean;
}

/** Limits the code for a recursive list of lists. */
const MAX_LISTS = 4;

/** The statements that check one field. `names` counts the fields that are present. */
export function emitField(
  name: string,
  schema: JsonObject,
  isRequired: boolean,
  isCounted: boolean,
  writer: Writer,
): string[] {
  const subject: Subject = {
    variable: "field",
    pointer: pointerText(formatPointer([name]).slice(1)),
    step: name,
    lists: 0,
    isCounted: isRequired && isCounted,
  };
  const shape = writer.shapeOf(schema);
  const read = `field = ${readText(name)};`;
  const check = emitValue(subject, shape, writer);
  if (isRequired) {
    if (shape !== "anything") return [read, ...check];
    return [read, `if (field === undefined) ${wrongText(subject, "anything")}`];
  }
  const count = isCounted ? ["names++;"] : [];
  if (count.length + check.length === 0) return [];
  return [read, ...block("if (field !== undefined)", [...count, ...check])];
}

/** The statements that report or check additional fields. */
export function emitFurther(object: ObjectShape, writer: Writer): string[] {
  const { properties, additional } = object;
  const known = [...properties.keys()];
  if (!additional)
    return [
      "for (const _name in value) names--;",
      `if (names !== 0) unknownFields(found, at, value, [${known.map((name) => JSON.stringify(name)).join(", ")}]);`,
    ];
  const subject = {
    variable: "entry",
    pointer: pointerText("/*"),
    step: "entry",
    lists: 0,
    isCounted: false,
  };
  const check = emitValue(subject, writer.shapeOf(additional), writer);
  if (check.length === 0) return [];
  if (known.length === 0) return block("for (const entry of Object.values(value))", check);
  const isKnown = known.map((name) => `name === ${JSON.stringify(name)}`).join(" || ");
  return block("for (const [name, entry] of Object.entries(value))", [`if (${isKnown}) continue;`, ...check]);
}

/** Reads a field, but not an inherited property of its name. */
function readText(name: string): string {
  const literal = JSON.stringify(name);
  const read = `value[${literal}]`;
  return name in {} ? `Object.hasOwn(value, ${literal}) ? ${read} : undefined` : read;
}

function emitValue(subject: Subject, shape: Shape, writer: Writer): string[] {
  if (shape === "anything") return [];
  const { variable } = subject;
  const branches: [condition: string, lines: string[]][] = [];
  if (shape.items) {
    const lines = emitItems(subject, shape.items, writer);
    branches.push([`Array.isArray(${variable})`, lines]);
  }
  if (shape.object) {
    const called = writer.functionFor(shape.object, subject.step);
    const lines = called ? [`${called}(${variable}, ${subject.pointer}, found);`] : [];
    branches.push([`isFields(${variable})`, lines]);
  }
  const conditions = [...shape.scalars].map(([type, values]) => mismatch(variable, type, values));
  const enumerated = enumeratedTypes(shape);
  const report = wrongText(subject, expectedText(shape), enumerated);
  const full = branches.filter(([, lines]) => lines.length > 0);
  const empty = branches.filter(([, lines]) => lines.length === 0).map(([condition]) => `!${condition}`);
  const remaining = [...conditions, ...empty];
  const last = remaining.length ? `if (${remaining.join(" && ")}) ${report}` : report;
  if (full.length === 0) return [last];
  return [
    ...full.flatMap(([condition, lines], index) =>
      block(`${index === 0 ? "" : "} else "}if (${condition})`, lines).slice(0, -1),
    ),
    `} else ${last}`,
  ];
}

function emitItems(list: Subject, schema: JsonObject, writer: Writer): string[] {
  if (list.lists === MAX_LISTS) return [];
  const lists = list.lists + 1;
  const variable = lists === 1 ? "item" : `item${lists}`;
  const pointer = `${variable}At`;
  const check = emitValue(
    { ...list, variable, pointer, lists, isCounted: false },
    writer.shapeOf(schema),
    writer,
  );
  if (check.length === 0) return [];
  const inside = lists === 1 ? list.pointer.slice(1, -1) : `\${${list.pointer}}`;
  return [
    // Built once for the list: a new string for each item would be hashed each time.
    `const ${pointer} = \`${inside}/*\`;`,
    ...block(`for (const ${variable} of ${list.variable})`, check),
  ];
}

function mismatch(variable: string, type: ScalarType, values: Values): string {
  if (values !== true) return values.map((value) => `${variable} !== ${JSON.stringify(value)}`).join(" && ");
  if (type === "null") return `${variable} !== null`;
  return type === "integer" ? `!Number.isInteger(${variable})` : `typeof ${variable} !== "${type}"`;
}

function enumeratedTypes({ scalars }: TypedShape): string {
  const types = [...scalars].flatMap(([type, values]) => (values === true || type === "null" ? [] : [type]));
  return types.map((type) => (type === "integer" ? "number" : type)).join(" ");
}

function expectedText({ scalars, items, object }: TypedShape): string {
  const texts = [...scalars].flatMap(([type, values]) => (values === true ? [type] : values.map(String)));
  return [...texts, ...(items ? ["array"] : []), ...(object ? ["object"] : [])].join(" | ");
}

function wrongText(
  { variable, pointer, isCounted }: Subject,
  expected: string,
  enumerated: string = "",
): string {
  const values = [pointer, variable, JSON.stringify(expected)];
  return `${isCounted ? "names -= " : ""}wrong(found, ${[...values, ...(enumerated ? [JSON.stringify(enumerated)] : [])].join(", ")});`;
}

/** A template of `at` and further steps. */
function pointerText(steps: string): string {
  return `\`\${at}${steps.replaceAll(/[\\`$]/g, "\\$&")}\``;
}

function block(opening: string, lines: readonly string[]): string[] {
  return [`${opening} {`, ...lines.map((line) => `  ${line}`), "}"];
}
