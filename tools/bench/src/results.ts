import { figure, ratio, type Measure } from "./measure.ts";

/** All measures of a run, by their key. */
export type Results = ReadonlyMap<string, Measure>;

/** A subject's median, or `undefined` when that was not measured in this run. */
export function figureOf(results: Results, key: string, subject: string): number | undefined {
  const measure = results.get(key);
  return measure && figure(measure, subject);
}

/** A subject's ratio to another, or `undefined` when that was not measured in this run. */
export function ratioOf(results: Results, key: string, subject: string, base: string): number | undefined {
  const measure = results.get(key);
  return measure && ratio(measure, subject, base);
}

/** The smallest of the values, or the largest; `undefined` as soon as one is missing. */
export function extreme(which: "min" | "max", values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === values.length && known.length > 0 ? Math[which](...known) : undefined;
}
