import { array, constantFrom, integer, oneof, sample, string } from "fast-check";
import type { JsonObject, Parameter } from "../contract/types.ts";
import type { Guess } from "./guesses.ts";

/** A value as written into a query or a path. */
export interface WireValue {
  /** Unique within its parameter. */
  readonly label: string;
  /** As sent: percent-encoding, if any, is already applied. */
  readonly raw: string;
  /** Too long for a request line, or not sendable by an HTTP client. */
  readonly transport?: boolean;
  readonly guess?: Guess;
}

/** Valid and invalid values for a parameter, in a fixed order. */
export function valuesOf({ schema }: Parameter): WireValue[] {
  const values = [...ofSchema(schema), ...anyStrings, ...unsendable];
  return [...new Map(values.map((value) => [value.raw, value])).values()];
}

/** Random values for a parameter, about half of them close to valid ones; the same seed gives the same values. */
export function randomValuesOf({ schema }: Parameter, seed: number, count: number): WireValue[] {
  const boundaries = constantFrom("", ...ofSchema(schema).map(({ raw }) => raw));
  const text = string({ unit: "binary-ascii", maxLength: 40 }).map(encode);
  // fast-check's own units beyond ASCII take seconds to prepare.
  const points = array(integer({ min: 0, max: 0x10_ff_ff }), { maxLength: 12 }).map((codes) =>
    encode(String.fromCodePoint(...codes)),
  );
  const number = integer({ min: -5, max: 1200 }).map(String);
  const sampled = sample(oneof({ weight: 3, arbitrary: boundaries }, text, points, number), {
    seed,
    numRuns: count,
  });
  return sampled.map((raw) => ({ label: raw, raw }));
}

/** Percent-encodes any string; a lone surrogate becomes U+FFFD. */
export function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

function ofSchema(schema: JsonObject): WireValue[] {
  if (Array.isArray(schema["enum"])) return schema["enum"].flatMap((value) => enumValues(String(value)));
  switch (schema["type"]) {
    case "integer":
    case "number":
      return numberValues(schema);
    case "boolean":
      return ["true", "false", "TRUE", "1", "0", "yes"].map(plain);
    default:
      return textValues(schema);
  }
}

function enumValues(value: string): WireValue[] {
  const wrong = [
    `${value}_`,
    value.toUpperCase(),
    value.toLowerCase(),
    value.slice(0, -1),
    ` ${value}`,
    `${value} `,
  ];
  const half = percent(value.slice(0, 1)) + encode(value.slice(1));
  return [
    plain(value),
    { label: `${value}, half encoded`, raw: half },
    { label: `${value}, encoded in lower-case hex`, raw: percent(value).toLowerCase() },
    { label: `${value}, encoded twice`, raw: encode(half) },
    { label: `${value} and a NUL`, raw: `${encode(value)}%00` },
    { label: `${value} and a line feed`, raw: `${encode(value)}%0A` },
    { label: `${value} in quotes`, raw: encode(`"${value}"`) },
    ...wrong.map((text) => ({ ...plain(text), guess: "enum" as const })),
  ];
}

const invalidNumbers = [
  "null",
  "abc",
  "true",
  "10.5",
  "10.0",
  "1e1",
  "1E1",
  "0x10",
  "0b11",
  "0o17",
  "+5",
  " 5",
  "5 ",
  "-0",
  "007",
  "--5",
  "NaN",
  "Infinity",
  "-Infinity",
  "9007199254740993",
  "12345678901234567890",
  "\uFF11\uFF10",
  "\u0661\u0660",
  "[1]",
  "{}",
  "1,2",
  "1_0",
  "5\u0000",
  "5\n",
  "\uFEFF5",
  "5;",
  "5'",
  ".5",
  "5.",
  "1n",
];

function numberValues(schema: JsonObject): WireValue[] {
  const { minimum, maximum, default: initial } = schema;
  const bounds = [minimum, maximum].filter((bound) => typeof bound === "number");
  const near = bounds.flatMap((bound) => [bound - 1, bound, bound + 1]);
  const within = typeof initial === "number" ? [initial, initial + 1] : [];
  return [
    ...[...new Set([...near, ...within, 0, -1])].map((value) => ({
      ...plain(String(value)),
      guess: "bounds" as const,
    })),
    { label: "5, encoded", raw: "%35" },
    ...invalidNumbers.map((text) => ({ ...plain(text), guess: "number" as const })),
    { label: "5 with a plus sign, not encoded", raw: "+5" },
  ];
}

function textValues({ minLength, maxLength, default: initial, examples }: JsonObject): WireValue[] {
  const lengths = [minLength, maxLength].filter((length) => typeof length === "number");
  const near = lengths.flatMap((length) => [length - 1, length, length + 1]).filter((length) => length >= 0);
  const documented = [initial, ...(Array.isArray(examples) ? examples : [])].filter(
    (text) => typeof text === "string",
  );
  return [
    ...documented.map(plain),
    ...near.map((length) => ({ label: `${length} characters`, raw: "x".repeat(length) })),
  ];
}

/** Values for a parameter of any type. */
const anyStrings: readonly WireValue[] = [
  { label: "empty", raw: "" },
  ...["0", "null", "undefined", "__proto__", "constructor", "[object Object]"].map(plain),
  { label: "one space", raw: "%20" },
  { label: "a plus sign", raw: "+" },
  { label: "a NUL", raw: "%00" },
  { label: "a line feed", raw: "%0A" },
  { label: "CRLF and a header", raw: "%0D%0AX-Injected:%201" },
  { label: "a terminal escape", raw: "%1B%5B31m" },
  { label: "Chinese", raw: encode("\u4E2D\u6587") },
  { label: "a combining character and a right-to-left override", raw: encode("e\u0301\u202E") },
  { label: "an emoji", raw: encode("\u{1F600}") },
  { label: "a byte order mark", raw: encode("\uFEFF") },
  { label: "half a surrogate pair", raw: "%ED%A0%80" },
  { label: "an overlong NUL", raw: "%C0%80" },
  { label: "invalid UTF-8", raw: "%FF%FE" },
  { label: "a path traversal", raw: encode("../../../etc/passwd") },
  { label: "a path traversal, not encoded", raw: "../../etc/passwd" },
  { label: "a percent sign", raw: "%25" },
  { label: "an unescaped percent sign", raw: "%" },
  { label: "a malformed escape", raw: "%zz" },
  { label: "an incomplete escape", raw: "%4" },
  { label: "SQL", raw: encode("' OR '1'='1") },
  { label: "HTML", raw: encode("<script>alert(1)</script>") },
  { label: "JSON", raw: encode('{"a":[1]}') },
  { label: "4 KiB", raw: "x".repeat(4096) },
  { label: "15 KiB", raw: "x".repeat(15 * 1024) },
];

/** Values that a server's HTTP layer may reject before routing. */
const unsendable: readonly WireValue[] = [
  { label: "17 KiB", raw: "x".repeat(17 * 1024), transport: true },
  { label: "a raw NUL", raw: "a\u0000b", transport: true },
  { label: "a raw space", raw: "a b", transport: true },
  { label: "a raw line feed", raw: "a\nb", transport: true },
  { label: "raw Chinese", raw: "\u4E2D", transport: true },
];

function plain(text: string): WireValue {
  return { label: JSON.stringify(text), raw: encode(text) };
}

/** Percent-encodes every byte. */
function percent(text: string): string {
  return Array.from(Buffer.from(text), (byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join(
    "",
  );
}
