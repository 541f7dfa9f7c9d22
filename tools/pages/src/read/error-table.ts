import { quote, type Refuse } from "../page/page-error.ts";
import { joined } from "../markdown/lines.ts";
import type { ErrorRow, ErrorTable } from "../page/page.ts";
import type { Section } from "../markdown/sections.ts";
import type { TableForm } from "../markdown/grid.ts";
import { readTable } from "../markdown/table.ts";

const ERRORS: TableForm = {
  columns: ["code", "description"],
  head: "HTTP状态码 | 错误码 | 描述 | 排查建议 (HTTP status code | Error code | Description | Troubleshooting suggestions)",
  beginsRow: (cells) =>
    /^\d{3,}$/.test(cells.get("status") ?? "") ||
    /^\d+$/.test(cells.get("code") ?? "") ||
    cells.has("remedy"),
};

/** Reads the error table. Refuses a code or a status that is not a number. */
export function readErrors(section: Section | undefined, refuse: Refuse): ErrorTable | undefined {
  if (!section) return undefined;
  const table = readTable(section, ERRORS, refuse);
  const rows = (table?.rows ?? []).map(({ cells, line }): ErrorRow => {
    const text = (column: "status" | "code" | "description"): string =>
      joined(cells.get(column)?.lines ?? []);
    const [status, code] = [text("status"), text("code")].map((one) =>
      one.normalize("NFKC").replaceAll(/[`*\s]/g, ""),
    );
    if (!/^-?\d+$/.test(code ?? ""))
      refuse(line, `expected an error code, such as 232001, found ${quote(text("code"))}`);
    if (status && !/^\d{3}$/.test(status))
      refuse(line, `expected an HTTP status, such as 400, found ${quote(text("status"))}`);
    return {
      code: Number(code),
      status: status ? Number(status) : undefined,
      text: text("description"),
      line,
    };
  });
  return { rows, blanks: table?.blanks ?? [], line: table?.line ?? section.line };
}
