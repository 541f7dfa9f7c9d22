import type { Parameter } from "../contract.ts";
import { isValid } from "./oracle.ts";
import { encode, valuesOf } from "./values.ts";

/** A few good and bad values that stand for all. */
export function representatives(parameter: Parameter): { good: string[]; bad: string[] } {
  const sendable = valuesOf(parameter).filter(({ transport }) => !transport);
  const [good, bad] = [true, false].map((wanted) =>
    sendable
      .filter(({ raw }) => isValid(parameter, [decode(raw)]) === wanted)
      .toSorted((one, other) => one.raw.length - other.raw.length)
      .map(({ raw }) => raw),
  );
  const schema = parameter.schema;
  const own = [...(Array.isArray(schema["enum"]) ? schema["enum"] : [schema["minimum"], schema["maximum"]])];
  const plain = own.filter((value) => value !== undefined).map((value) => encode(String(value)));
  return { good: plain.length > 0 ? plain : spread(good), bad: spread(bad) };
}

/** A few that lie far from each other. */
function spread(values: readonly string[] = []): string[] {
  const picked = [0, 0.35, 0.7].map((share) => values[Math.floor(values.length * share)]);
  return [...new Set(picked)].filter((raw) => raw !== undefined);
}

function decode(raw: string): string {
  return new URLSearchParams(`v=${raw}`).get("v") ?? "";
}
