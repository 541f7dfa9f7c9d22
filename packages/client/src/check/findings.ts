// What the generated checks are written with. They call it only where an answer departs from the contract.
import type { Drift, DriftKind } from "./drift.ts";
import { redact } from "../redact/redact.ts";

/** What was found in one answer, each kind once. */
export interface Findings {
  readonly drifts: Map<string, Omit<Drift, "operation">>;
  /** For each place the names that need no further look: the contract's, and those that are already reported. */
  readonly names: Map<string, Set<string>>;
  /** Texts that no finding may show. */
  readonly secrets: readonly string[];
}

/** An object of an answer. */
export type Fields = { readonly [name: string]: unknown };

/** Holds an object against its schema; `at` is the pointer to it. */
export type Check = (value: Fields, at: string, found: Findings) => void;

/** One answer reports no more kinds than this. */
const MOST_FINDINGS = 20;

/** An unknown value or a field's name is cut to this many characters. */
const LONGEST_TEXT = 64;

/** Whether a value is an object: neither a list nor null. */
export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * A value of another type than expected, a missing one, or one that an enum of the `enumerated` types lacks. Returns
 * how many fields are missing, for the count of names.
 */
export function wrong(
  found: Findings,
  at: string,
  value: unknown,
  expected: string,
  enumerated: string = "",
): number {
  const type = typeName(value);
  if (value === undefined) add(found, at, "missing", expected, type);
  else if (!enumerated.includes(type)) add(found, at, "wrong_type", expected, type);
  else {
    const text = typeof value === "string" ? value : JSON.stringify(value);
    add(found, at, "unknown_value", expected, shown(found, text));
  }
  return value === undefined ? 1 : 0;
}

/** Fields that stand in the object itself and not among the known names. */
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

/** Redacted before it is cut: half a secret is one too. */
function shown({ secrets }: Findings, text: string): string {
  return redact(text.slice(0, 16_384), secrets).slice(0, LONGEST_TEXT);
}

function typeName(value: unknown): string {
  if (value === undefined) return "absent";
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}
