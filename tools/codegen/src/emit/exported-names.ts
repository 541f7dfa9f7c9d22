/** An exported name, with the module that it is re-exported from. */
export interface ExportedName {
  readonly name: string;
  readonly isType: boolean;
  readonly from: string;
}

/**
 * Reads the names in `export { … } from "…"` and `export type { … } from "…"`, in order. The client's index has no other
 * statements, so no compiler is needed.
 */
export function exportedNames(source: string): ExportedName[] {
  const statements = source.matchAll(/^export (type )?\{([^}]*)\} from "([^"]+)";\r?$/gm);
  return Array.from(statements, ([, isTypeOnly, names = "", from = ""]) =>
    names
      .split(",")
      .map((name) => name.trim())
      .filter(Boolean)
      .map((name) => ({
        name: name.replace(/^type /, "").replace(/^.* as /, ""),
        isType: isTypeOnly !== undefined || name.startsWith("type "),
        from,
      })),
  ).flat();
}
