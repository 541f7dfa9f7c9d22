import type { ContractFacts } from "../contract/contract-facts.ts";
import { PLACES, type Place } from "../page/field.ts";
import { nestTables } from "../read/nest.ts";
import type { Refuse } from "../page/page-error.ts";
import type { Page, PageField } from "../page/page.ts";
import { compareErrors } from "./compare-errors.ts";
import { compareFields } from "./compare-fields.ts";
import { compareRequest } from "./compare-request.ts";
import { findContradictions } from "./contradictions.ts";
import type { Difference, Findings } from "./difference.ts";
import { noteBlanks } from "./note-blanks.ts";

/** Compares a page with an operation of the contract and finds contradictions in it, in the order of its lines. */
export function compare(page: Page, facts: ContractFacts, refuse: Refuse): Findings {
  const tables = nestTables(page, facts.fields, refuse);
  const inTables = PLACES.map((place) => compareTable(page, place, tables.get(place), facts));
  const request = compareRequest(page, facts);
  const differences = [
    ...request.differences,
    ...inTables.flatMap((found) => found.differences),
    ...compareErrors(page, facts),
    ...findContradictions(page, tables, facts),
  ];
  return {
    differences: differences.toSorted((left, right) => left.line - right.line),
    notes: [...[request, ...inTables].flatMap(({ notes }) => notes), ...noteBlanks(page)],
  };
}

const TITLES: Readonly<Record<Place, string>> = {
  header: "请求头 (Request header)",
  path: "路径参数 (Path parameters)",
  query: "查询参数 (Query parameters)",
  body: "请求体 (Request body)",
  response: "响应体 (Response body)",
};

function compareTable(
  page: Page,
  place: Place,
  fields: readonly PageField[] | undefined,
  facts: ContractFacts,
): Findings {
  const own = facts.fields.get(place) ?? [];
  const table = page.tables.get(place);
  if (!fields || !table) {
    const missing: Difference = {
      kind: "section",
      what: `section ${TITLES[place]}`,
      page: "no such section",
      contract: own
        .filter(({ path }) => !path.includes("."))
        .map(({ path }) => path)
        .join(", "),
      line: page.requestLine,
    };
    return { differences: own.length > 0 ? [missing] : [], notes: [] };
  }
  if (place !== "response")
    return compareFields(
      place,
      fields.filter(({ path }) => place !== "header" || !/^content-type$/i.test(path)),
      own,
      table.line,
    );
  // A page may or may not repeat the envelope.
  const envelope = fields.some(({ path }) => path === "code" || path === "msg")
    ? []
    : ["code", "msg", "data"];
  const isInside = fields.some(({ path }) => path.startsWith("data."));
  const expected = own.filter(({ path }) => !(isInside && envelope.includes(path)));
  const stated = fields.filter(({ path }) => !(isInside && envelope.includes(path)));
  const withoutRequired = stated.map((field) => ({ ...field, required: undefined }));
  return compareFields(place, table.hasRequired ? stated : withoutRequired, expected, table.line);
}
