/** A name that a module exports, and the module that it comes from. */
export interface ExportedName {
  readonly name: string;
  readonly isType: boolean;
  readonly from: string;
}

/**
 * What `export { … } from "…"` and `export type { … } from "…"` name, in the order of the file. The client's index
 * holds nothing else, so that no compiler need be loaded to read it.
 */
export function exportedNames(source: string): ExportedName[] {
  const statements = source.matchAll(/^export (type )?\{([^}]*)\} from "([^"]+)";$/gm);
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
