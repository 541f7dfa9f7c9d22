import type { Drift, DriftKind } from "./drift.ts";
import { redact } from "../redact/redact.ts";

/** The drift found in one response, each kind once. */
export interface Findings {
  readonly drifts: Map<string, Omit<Drift, "operation">>;
  /** For each pointer, the field names to skip: those of the contract and those already reported. */
  readonly names: Map<string, Set<string>>;
  /** Strings that no report may show. */
  readonly secrets: readonly string[];
}

/** A JSON object of a response. */
export type Fields = { readonly [name: string]: unknown };

/** Most kinds of drift reported for one response. */
const MOST_FINDINGS = 20;

/** Longest unknown value or field name in a report, in characters. */
const LONGEST_TEXT = 64;

/** Whether a value is a JSON object: neither an array nor null. */
export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Records a value that is missing, has another type than expected, or is not in an enum; `enumerated` names the types
 * of the enum's values.
 */
export function wrong(
  found: Findings,
  at: string,
  value: unknown,
  expected: string,
  enumerated: string = "",
): void {
  const type = typeName(value);
  if (value === undefined) add(found, at, "missing", expected, type);
  else if (!enumerated.includes(type)) add(found, at, "wrong_type", expected, type);
  else {
    const text = typeof value === "string" ? value : JSON.stringify(value);
    add(found, at, "unknown_value", expected, shown(found, text));
  }
}

/** Records the own fields of an object that are not among the known names. */
export function unknownFields(found: Findings, at: string, value: Fields, known: readonly string[]): void {
  let names = found.names.get(at);
  if (!names) found.names.set(at, (names = new Set(known)));
  for (const name in value) {
    if (names.has(name) || !Object.hasOwn(value, name)) continue;
    if (found.drifts.size >= MOST_FINDINGS) return;
    names.add(name);
    const step = shown(found, name).replaceAll("~", "~0").replaceAll("/", "~1");
    add(found, `${at}/${step}`, "unknown_field", "absent", typeName(value[name]));
  }
}

function add({ drifts }: Findings, pointer: string, kind: DriftKind, expected: string, actual: string): void {
  const key = kind + pointer + (kind === "unknown_value" ? ` ${actual}` : "");
  if (drifts.size < MOST_FINDINGS && !drifts.has(key))
    drifts.set(key, { pointer, kind, expected, found: actual });
}

/** Redacts before truncating, since a truncated secret would no longer be recognized. */
function shown({ secrets }: Findings, text: string): string {
  return redact(text.slice(0, 16_384), secrets).slice(0, LONGEST_TEXT);
}

function typeName(value: unknown): string {
  if (value === undefined) return "absent";
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}
