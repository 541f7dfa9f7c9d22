/** One figure of every subject, in the order of the rounds. */
export interface Measure {
  /** Unique, such as `walk.100000.wall`. */
  readonly key: string;
  /** The column's head. */
  readonly title: string;
  readonly unit: "ms" | "µs" | "MB" | "kB" | "s" | "count" | "ratio";
  readonly samples: ReadonlyMap<string, readonly number[]>;
  /** The subject that ratios refer to; no ratios without it. */
  readonly base?: string | undefined;
  /** Titles of subjects that are not clients. */
  readonly titles?: Readonly<Record<string, string>> | undefined;
}

/** The median; of an even number of values, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

/** A subject's median; `undefined` when the subject was not measured. */
export function figure(measure: Measure | undefined, subject: string): number | undefined {
  const values = measure?.samples.get(subject);
  return values && median(values);
}

/**
 * A subject's figure divided by the base's: the median of the ratios within each round, so that a machine that slows
 * down between two rounds does not change it.
 */
export function ratio(measure: Measure | undefined, subject: string, base: string): number | undefined {
  const values = measure?.samples.get(subject);
  const others = measure?.samples.get(base);
  if (!values || !others) return undefined;
  return median(values.map((value, round) => value / (others[round] ?? Number.NaN)));
}

/**
 * Measures A B C, B C A, C A B, …, so that a disturbance affects all subjects alike and none always follows the same
 * other one. Returns the figures of all rounds by key and subject.
 */
export async function interleave<Subject extends string>(
  rounds: number,
  subjects: readonly Subject[],
  measure: (subject: Subject, round: number) => Promise<Readonly<Record<string, number>>>,
): Promise<Record<string, Map<string, number[]>>> {
  const all: Record<string, Map<string, number[]>> = {};
  for (let round = 0; round < rounds; round += 1) {
    for (let index = 0; index < subjects.length; index += 1) {
      const subject = subjects[(round + index) % subjects.length]!;
      for (const [key, value] of Object.entries(await measure(subject, round))) {
        const ofKey = (all[key] ??= new Map(subjects.map((one) => [one, []])));
        ofKey.get(subject)?.push(value);
      }
    }
  }
  return all;
}
