import { quote, type Refuse } from "../page/page-error.ts";
import { withoutDenials, requiredOf, isNone, type Column } from "../page/vocabulary.ts";
import { isTypeWord, readType } from "./field-type.ts";
import { bare, joined } from "../markdown/lines.ts";
import type { FieldRow, FieldTable } from "../page/page.ts";
import type { Section } from "../markdown/sections.ts";
import { readStatements } from "./statements.ts";
import type { Cell, TableForm } from "../markdown/grid.ts";
import { readTable, type Row } from "../markdown/table.ts";

const NAME = /^[A-Za-z_$][\w.$[\]-]*$/;
const MARKS = /^[\s\u00A0\u3000└├│─╰╭┗┣∟↳>+•·-]*/u;

const LIST_ENTRY = /^\s*(?:[-*•]|\d+[.、)）])\s*/;

/** A continuation may be a list, or a sentence with a pipe. A line with all cells is a row, even an invalid one. */
function beginsRowOf(columns: readonly Column[]): TableForm["beginsRow"] {
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

/** Parameter tables. */
export const PARAMETERS: TableForm = {
  columns: ["name", "type", "required", "description"],
  head: "名称 | 类型 | 必填 | 描述 (Name | Type | Required | Description)",
  beginsRow: beginsRowOf(["name", "type", "required", "description"]),
};

/** Tables without a required column: fields of a response, parameters of the path. */
export const FIELDS: TableForm = {
  columns: ["name", "type", "description"],
  head: "名称 | 类型 | 描述 (Name | Type | Description)",
  beginsRow: beginsRowOf(["name", "type", "description"]),
};

function looksTyped(type: string): boolean {
  return type === "" || readType(type) !== undefined;
}

/** Reads the rows of a field table, not nested yet; empty for a section that states "none". */
export function readFieldTable(section: Section, form: TableForm, refuse: Refuse): FieldTable {
  const table = readTable(section, form, refuse);
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
  const example = bare(text("example"));
  const tokens = ["tenant_access_token", "user_access_token"].filter((token) =>
    withoutDenials(text("description")).includes(token),
  );
  return {
    name,
    line,
    type,
    typeText,
    indent: indentOf(nameCell, raw),
    ...(required === "sometimes" ? {} : { required: required === "yes" }),
    ...(ownDefault && !isNone(ownDefault) ? { default: ownDefault } : {}),
    ...(example ? { example } : {}),
    ...(tokens.length > 0 ? { tokens } : {}),
    ...statements,
  };
}

/** Marks and non-breaking spaces count twice; a single space beside a pipe has no meaning. */
function indentOf(cell: Cell | undefined, raw: string): number {
  const [marks = ""] = raw.match(MARKS) ?? [];
  return (cell?.indent ?? 0) + marks.replaceAll(" ", "").length * 2;
}
