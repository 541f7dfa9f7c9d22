import type { Place } from "../page/field.ts";
import type { Refuse } from "../page/page-error.ts";
import { readErrors } from "./error-table.ts";
import { readExample } from "./example.ts";
import { FIELDS, PARAMETERS, readFieldTable } from "./field-table.ts";
import type { FieldTable, Page } from "../page/page.ts";
import { readRequest } from "./request-table.ts";
import { readParts } from "../markdown/sections.ts";

/**
 * Reads a page of Feishu's documentation, Chinese or English.
 *
 * @throws {PageError} for what is not understood, naming the line.
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
  for (const place of ["header", "path", "query", "body", "answer"] as const) {
    const section = sections.get(place);
    // What is a part of the path is always required, so that some pages do not say it.
    const shape = place === "answer" || place === "path" ? FIELDS : PARAMETERS;
    if (section) tables.set(place, readFieldTable(section, shape, refuse));
  }
  return {
    source,
    ...request,
    tables,
    requestExample: readExample(sections.get("request example"), refuse),
    answerExample: readExample(sections.get("answer example"), refuse),
    errors: readErrors(sections.get("errors"), refuse),
  };
}
