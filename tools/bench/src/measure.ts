/** One figure of every subject that was measured, in the order of the rounds. */
export interface Measure {
  /** How targets and tables find it, such as `walk.wall`. */
  readonly key: string;
  /** The head of its column. */
  readonly title: string;
  readonly unit: "ms" | "µs" | "MB" | "kB" | "s" | "count" | "ratio";
  readonly samples: ReadonlyMap<string, readonly number[]>;
  /** Whom the others are held against; without one there is no ratio. */
  readonly base?: string | undefined;
  /** What tables call the subjects that are no clients. */
  readonly titles?: Readonly<Record<string, string>> | undefined;
}

/** The middle of the values; the mean of the two in the middle where their number is even. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

/** A subject's median; `undefined` where it was not measured. */
export function figure({ samples }: Measure, subject: string): number | undefined {
  const values = samples.get(subject);
  return values && median(values);
}

/**
 * How many times the base's figure a subject's is: the median of the ratios within each round, so that a machine that
 * becomes slower between two rounds does not show.
 */
export function ratio({ samples }: Measure, subject: string, base: string): number | undefined {
  const values = samples.get(subject);
  const others = samples.get(base);
  if (!values || !others) return undefined;
  return median(values.map((value, round) => value / (others[round] ?? Number.NaN)));
}
