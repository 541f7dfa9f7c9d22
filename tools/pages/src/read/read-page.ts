import type { Place } from "../page/field.ts";
import type { Refuse } from "../page/page-error.ts";
import { readErrors } from "./error-table.ts";
import { readExample } from "./example.ts";
import { FIELDS, PARAMETERS, readFieldTable } from "./field-table.ts";
import type { FieldTable, Page } from "../page/page.ts";
import { readRequest } from "./request-table.ts";
import { readParts } from "../markdown/sections.ts";

/**
 * Parses a Chinese or English page of Feishu's documentation.
 *
 * @throws {PageError} for text that is not understood.
 */
export function readPage(text: string, refuse: Refuse): Page {
  if (text.trim() === "") refuse(1, "expected a page of Feishu's documentation as Markdown, found nothing");
  const parts = readParts(text.replace(/^\uFEFF/, ""), refuse);
  const { sections, source } = parts;
  if (sections.size === 0)
    refuse(
      1,
      'expected headings such as "## 请求" (Request) and "### 响应体" (Response body), found none of them',
    );
  const request = readRequest(parts, refuse);
  const tables = new Map<Place, FieldTable>();
  for (const place of ["header", "path", "query", "body", "response"] as const) {
    const section = sections.get(place);
    // Path parameters are always required, so some pages have no column for it.
    const form = place === "response" || place === "path" ? FIELDS : PARAMETERS;
    if (section) tables.set(place, readFieldTable(section, form, refuse));
  }
  return {
    source,
    ...request,
    tables,
    requestExample: readExample(sections.get("request example"), refuse),
    responseExample: readExample(sections.get("response example"), refuse),
    errors: readErrors(sections.get("errors"), refuse),
  };
}
