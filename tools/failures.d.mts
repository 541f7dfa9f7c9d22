/** The lines of a log that say what failed, at most 30. */
export function failuresIn(log: string): string[];
