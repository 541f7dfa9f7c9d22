import type { JsonObject } from "../contract/json.ts";

/** A JSDoc block of paragraphs and tags; empty without both. */
export function docComment(paragraphs: readonly string[], tags: readonly string[], indent: string): string {
  const filled = paragraphs.map((paragraph) => escapeTags(paragraph.trim())).filter(Boolean);
  const body = filled.join("\n\n") + (filled.length && tags.length ? "\n\n" : "") + tags.join("\n");
  if (!body) return "";
  const lines = body.replaceAll("*/", "*\\/").split(/\r\n|[\n\r\u2028\u2029]/);
  if (lines.length === 1) return `${indent}/** ${lines[0]} */\n`;
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}`.trimEnd()).join("\n")}\n${indent} */\n`;
}

/** Escapes `@` at the start of a line, where it would be a JSDoc tag. */
export function escapeTags(text: string): string {
  return text.replaceAll(/^([\s*]*)@/gm, "$1\\@");
}

const SHOWN = [
  "minimum",
  "exclusiveMinimum",
  "maximum",
  "exclusiveMaximum",
  "multipleOf",
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
  "uniqueItems",
  "minProperties",
  "maxProperties",
  "pattern",
  "format",
];

/** JSDoc tags for the constraints of a schema, which types cannot express. */
export function constraintTags(schema: JsonObject, example?: unknown): string[] {
  const { default: preset, deprecated, examples } = schema;
  const shown = example ?? (Array.isArray(examples) ? examples[0] : undefined);
  return [
    ...(deprecated === true ? ["@deprecated"] : []),
    ...SHOWN.flatMap((tag) => (schema[tag] === undefined ? [] : [`@${tag} ${plain(schema[tag])}`])),
    ...(preset === undefined ? [] : [`@default ${JSON.stringify(preset)}`]),
    ...(shown === undefined ? [] : [`@example ${JSON.stringify(shown)}`]),
  ];
}

function plain(value: unknown): string {
  // A line break would start a line of its own.
  return typeof value === "string" && !/[\r\n\u2028\u2029]/.test(value) ? value : JSON.stringify(value);
}
