/** One mutant, and the assertion that must catch it. */
interface Row<Name, Mutant> {
  readonly assertion: Name;
  readonly defect: string;
  readonly mutant: Mutant;
}

/** Mutants by assertion and defect, as the rows of a test. */
export function rowsOf<Name extends string, Mutant>(table: {
  readonly [Assertion in Name]?: { readonly [defect: string]: Mutant };
}): Row<Name, Mutant>[] {
  const groups = Object.entries(table) as [Name, { readonly [defect: string]: Mutant }][];
  return groups.flatMap(([assertion, mutants]) =>
    Object.entries(mutants).map(([defect, mutant]) => ({ assertion, defect, mutant })),
  );
}
