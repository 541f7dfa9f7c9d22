/** Figures of one subject in one round, by the key of their measure. */
export type Figures = Readonly<Record<string, number>>;

/**
 * Measures A B C, B C A, C A B, …: what disturbs the machine for a while disturbs all alike, and nobody always comes
 * after the same one. The figures of all rounds by key and subject.
 */
export async function interleave<Subject extends string>(
  rounds: number,
  subjects: readonly Subject[],
  measure: (subject: Subject, round: number) => Promise<Figures>,
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
