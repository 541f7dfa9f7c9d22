import type { JsonObject } from "../../contract/json.ts";
import type { Model } from "../../model/model.ts";
import { emitField, emitFurther, type Writer } from "./statements.ts";
import { readShape } from "./read-shape.ts";
import type { ObjectShape } from "./shape.ts";

/** Depth limit for nested objects without a component in between. */
const MAX_DEPTH = 12;
/** Limit for the length of a pointer, which only recursive data exceeds. */
const MAX_POINTER_LENGTH = 1000;
/** Names that the emitted file uses. */
const USED = new Set(["Array", "Check", "Fields", "Findings", "Number", "Object"]);

interface CheckFunction {
  readonly name: string;
  readonly lines: readonly string[];
  readonly calls: ReadonlySet<string>;
}

/** Emits one function for each object of a successful response, shared for components, and a table by operation. */
export function emitChecks(model: Model): string {
  const functions = new Map<string, CheckFunction>();
  const names = new Map<string, string>();

  /** Returns the name of the function that checks an object, and writes it on first use. */
  function functionFor(object: ObjectShape, suggested: string, depth: number): string | undefined {
    if ((object.name === undefined && depth > MAX_DEPTH) || holdsAnything(object)) return undefined;
    const key = object.name ?? JSON.stringify(object, (_key, value: unknown) => plain(value));
    const known = names.get(key);
    if (known) return known;
    const name = unused(object.name ?? suggested, functions);
    names.set(key, name);
    functions.set(name, { name, lines: [], calls: new Set() });
    functions.set(name, writeFunction(name, object, object.name ? 0 : depth));
    return name;
  }

  function writeFunction(name: string, object: ObjectShape, depth: number): CheckFunction {
    const calls = new Set<string>();
    const writer: Writer = {
      shapeOf: (schema: JsonObject) => readShape(schema, model.schemas),
      functionFor: (inner, step) => {
        const called = functionFor(inner, `${name}_${step.replaceAll(/\W/g, "_")}`, depth + 1);
        if (called) calls.add(called);
        return called;
      },
    };
    return { name, lines: emitObject(object, writer), calls };
  }

  const entries = model.operations.flatMap(({ id, success }) => {
    const shape = readShape(success.schema, model.schemas);
    const object = shape === "anything" ? undefined : shape.object;
    const name = object && functionFor(object, id.replaceAll(".", "_"), 0);
    return name ? [`  ${JSON.stringify(id)}: ${name},\n`] : [];
  });
  const texts = Array.from(functions.values(), (one) => functionText(one, functions));
  return [
    importText(texts.join("")),
    ...texts,
    `/** What holds the result of each operation against the contract. */\nexport const checks: Readonly<Record<string, Check>> = {\n${entries.join("")}};\n`,
  ].join("\n");
}

/** The statements for one object: each field, then additional ones. */
function emitObject(object: ObjectShape, writer: Writer): string[] {
  const { properties, required, additional } = object;
  const fields = [...properties].flatMap(([name, schema]) =>
    emitField(name, schema, required.has(name), !additional, writer),
  );
  const isCounted = !additional;
  return [
    ...(isCounted ? [`let names = ${required.size};`] : []),
    ...(fields.some((line) => line.startsWith("field = ")) ? ["let field: unknown;"] : []),
    ...fields,
    ...emitFurther(object, writer),
  ];
}

function functionText(
  { name, lines, calls }: CheckFunction,
  functions: ReadonlyMap<string, CheckFunction>,
): string {
  const guard = reaches(calls, name, functions) ? [`if (at.length > ${MAX_POINTER_LENGTH}) return;`] : [];
  const body = [...guard, ...lines].map((line) => `  ${line}\n`).join("");
  const parameters = ["value: Fields", "at: string", "found: Findings"];
  // A function uses either all three parameters or none.
  const used = body ? parameters : parameters.map((parameter) => `_${parameter}`);
  return `function ${name}(${used.join(", ")}): void {\n${body}}\n`;
}

function reaches(
  calls: ReadonlySet<string>,
  target: string,
  functions: ReadonlyMap<string, CheckFunction>,
): boolean {
  const reached = new Set(calls);
  for (const name of reached) for (const next of functions.get(name)?.calls ?? []) reached.add(next);
  return reached.has(target);
}

function importText(body: string): string {
  const names = ["isFields", "unknownFields", "wrong", "type Check", "type Fields", "type Findings"];
  const code = `Check ${withoutStrings(body)}`;
  const used = names.filter((name) => new RegExp(`\\b${name.replace("type ", "")}\\b`).test(code));
  return `import { ${used.join(", ")} } from "../check/findings.ts";\n`;
}

/** Removes string literals, which may contain any word. */
function withoutStrings(code: string): string {
  return code.replaceAll(/"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`/g, "");
}

function unused(name: string, taken: ReadonlyMap<string, unknown>): string {
  let free = name;
  for (let count = 2; taken.has(free) || USED.has(free); count += 1) free = `${name}${count}`;
  return free;
}

function holdsAnything({ properties, additional }: ObjectShape): boolean {
  return properties.size === 0 && additional !== undefined && Object.keys(additional).length === 0;
}

function plain(value: unknown): unknown {
  return value instanceof Map || value instanceof Set ? [...value] : value;
}
