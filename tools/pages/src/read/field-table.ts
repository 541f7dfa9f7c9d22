import { quote, type Refuse } from "../page/page-error.ts";
import { affirmed, requiredOf, saysNothing, type Column } from "../page/vocabulary.ts";
import { isTypeWord, readType } from "./field-type.ts";
import { bare, joined } from "../markdown/lines.ts";
import type { FieldRow, FieldTable } from "../page/page.ts";
import type { Section } from "../markdown/sections.ts";
import { readStatements } from "./statements.ts";
import type { Cell, Shape } from "../markdown/grid.ts";
import { readTable, type Row } from "../markdown/table.ts";

const NAME = /^[A-Za-z_$][\w.$[\]-]*$/;
const MARKS = /^[\s\u00A0\u3000└├│─╰╭┗┣∟↳>+•·-]*/u;

const LIST_ENTRY = /^\s*(?:[-*•]|\d+[.、)）])\s*/;

/** What goes on in a cell may be a list or a sentence with a `|` in it; a line with all cells is a row, be it a bad one. */
function beginsRowOf(columns: readonly Column[]): Shape["begins"] {
  return (cells, line) => {
    const name = bare((cells.get("name") ?? "").replace(MARKS, ""));
    const type = cells.get("type") ?? "";
    const isWhole = columns.every((column) => cells.has(column));
    const isTyped = isTypeWord(type) || requiredOf(cells.get("required") ?? "") !== undefined;
    if (LIST_ENTRY.test(line)) return isWhole && isTyped && NAME.test(name);
    if (!NAME.test(name)) return isWhole && isTyped;
    return isWhole || isTyped || looksTyped(type);
  };
}

/** The tables of parameters. */
export const PARAMETERS: Shape = {
  columns: ["name", "type", "required", "description"],
  shown: "名称 | 类型 | 必填 | 描述 (Name | Type | Required | Description)",
  begins: beginsRowOf(["name", "type", "required", "description"]),
};

/** The tables that need not say what is required: of an answer's fields, of the path's parameters. */
export const FIELDS: Shape = {
  columns: ["name", "type", "description"],
  shown: "名称 | 类型 | 描述 (Name | Type | Description)",
  begins: beginsRowOf(["name", "type", "description"]),
};

function looksTyped(type: string): boolean {
  return type === "" || readType(type) !== undefined;
}

/** The rows of a table of fields, not yet nested; empty for a section that says that there are none. */
export function readFieldTable(section: Section, shape: Shape, refuse: Refuse): FieldTable {
  const table = readTable(section, shape, refuse);
  return {
    rows: table?.rows.map((row) => readRow(row, refuse)) ?? [],
    blanks: table?.blanks ?? [],
    line: table?.line ?? section.line,
    hasRequired: table?.columns.includes("required") ?? false,
  };
}

function readRow({ cells, line }: Row, refuse: Refuse): FieldRow {
  const text = (column: Parameters<typeof cells.get>[0]): string => joined(cells.get(column)?.lines ?? []);
  const nameCell = cells.get("name");
  const raw = nameCell?.lines.map((one) => one.text).join("") ?? "";
  const name = bare(raw.replace(MARKS, ""));
  if (!NAME.test(name)) refuse(line, `expected the name of a field, found ${quote(raw)}`);
  const typeText = text("type").replaceAll("`", "");
  const type = readType(typeText);
  if (!type)
    refuse(line, `expected the type of "${name}", such as string, int or string[], found ${quote(typeText)}`);
  const required = cells.has("required") ? requiredOf(text("required")) : "sometimes";
  if (!required)
    refuse(
      line,
      `expected 是 or 否 (Yes or No) for whether "${name}" is required, found ${quote(text("required"))}`,
    );
  const statements = readStatements(cells.get("description")?.lines ?? [], type, refuse);
  const ownDefault = bare(text("default"));
  const shown = bare(text("example"));
  const tokens = ["tenant_access_token", "user_access_token"].filter((token) =>
    affirmed(text("description")).includes(token),
  );
  return {
    name,
    line,
    type,
    typeText,
    indent: indentOf(nameCell, raw),
    ...(required === "sometimes" ? {} : { required: required === "yes" }),
    ...(ownDefault && !saysNothing(ownDefault) ? { default: ownDefault } : {}),
    ...(shown ? { shown } : {}),
    ...(tokens.length > 0 ? { tokens } : {}),
    ...statements,
  };
}

/** Marks and spaces that do not break count twice: single blanks beside a `|` mean nothing. */
function indentOf(cell: Cell | undefined, raw: string): number {
  const [marks = ""] = raw.match(MARKS) ?? [];
  return (cell?.indent ?? 0) + marks.replaceAll(" ", "").length * 2;
}
