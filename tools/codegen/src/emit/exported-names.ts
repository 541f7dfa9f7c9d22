import ts from "typescript";

/** A name that a module exports, and the module that it comes from. */
export interface ExportedName {
  readonly name: string;
  readonly isType: boolean;
  readonly from: string;
}

/** What `export { … } from "…"` and `export type { … } from "…"` name, in the order of the file. */
export function exportedNames(source: string): ExportedName[] {
  const file = ts.createSourceFile("index.ts", source, ts.ScriptTarget.Latest);
  return file.statements.flatMap((statement) => {
    if (
      !ts.isExportDeclaration(statement) ||
      !statement.exportClause ||
      !ts.isNamedExports(statement.exportClause)
    )
      return [];
    const from =
      statement.moduleSpecifier && ts.isStringLiteral(statement.moduleSpecifier)
        ? statement.moduleSpecifier.text
        : "";
    return statement.exportClause.elements.map((element) => ({
      name: element.name.text,
      isType: statement.isTypeOnly || element.isTypeOnly,
      from,
    }));
  });
}
