import type { JsonObject } from "../contract/json.ts";

/** A JSDoc block of paragraphs and tags; nothing when there is nothing to say. */
export function docComment(paragraphs: readonly string[], tags: readonly string[], indent: string): string {
  const said = paragraphs.map((paragraph) => paragraph.trim()).filter(Boolean);
  const body = said.join("\n\n") + (said.length && tags.length ? "\n\n" : "") + tags.join("\n");
  if (!body) return "";
  const lines = body.replaceAll("*/", "*\\/").split("\n");
  if (lines.length === 1) return `${indent}/** ${lines[0]} */\n`;
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}`.trimEnd()).join("\n")}\n${indent} */\n`;
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
  "pattern",
  "format",
];

/** The tags that a schema's constraints make: what openapi-typescript drops, and what its types cannot say. */
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
  return typeof value === "string" ? value : JSON.stringify(value);
}
