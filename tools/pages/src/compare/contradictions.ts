import { isObject, type JsonObject } from "@feishu-openapi/codegen/contract/json.ts";
import type { ContractFacts } from "../contract/contract-facts.ts";
import { isContainer, parentOf, prefixInside, type Field } from "../page/field.ts";
import type { NestedTables } from "../read/nest.ts";
import type { Example, Page, PageField } from "../page/page.ts";
import { ABSENT, type Difference } from "./difference.ts";
import { mismatch, mismatchOfText } from "./mismatch.ts";

/** Finds contradictions within a page, and required fields of the contract that its examples lack. */
export function findContradictions(page: Page, tables: NestedTables, facts: ContractFacts): Difference[] {
  return [
    ...Array.from(tables, ([place, fields]) => {
      const firsts = firstOf(fields, ({ path }) => path);
      return fields.flatMap((field) => contradictionsOf(place, field, firsts.get(field.path) ?? field));
    }).flat(),
    ...pathContradictions(page, tables),
    ...exampleContradictions(
      "response",
      page.responseExample,
      tables.get("response"),
      facts.fields.get("response") ?? [],
    ),
    ...exampleContradictions("body", page.requestExample, tables.get("body"), facts.fields.get("body") ?? []),
    ...repeatedCodes(page),
  ];
}

function contradiction(what: string, page: string, line: number, contract = ABSENT): Difference {
  return { kind: "contradiction", what, page, contract, line };
}

/** The first entry of each key. */
function firstOf<Entry, Key>(entries: readonly Entry[], keyOf: (entry: Entry) => Key): Map<Key, Entry> {
  return new Map(entries.toReversed().map((entry) => [keyOf(entry), entry]));
}

function contradictionsOf(place: string, field: PageField, first: PageField): Difference[] {
  const what = `${place} ${field.path}`;
  const found: Difference[] = [];
  if (first !== field) found.push(contradiction(what, `listed again, after line ${first.line}`, field.line));
  for (const [name, text] of [
    ["default", field.default],
    ["example", field.example],
  ] as const) {
    const problem = text === undefined || isContainer(field.type) ? undefined : mismatchOfText(field, text);
    if (problem)
      found.push(contradiction(`${what} ${name}`, `${text} ${problem}`, field.lines.get(name) ?? field.line));
  }
  for (const [low, high] of [
    ["minimum", "maximum"],
    ["minLength", "maxLength"],
  ] as const)
    if (Number(field[low]) > Number(field[high]))
      found.push(
        contradiction(
          `${what} ${low}`,
          `${field[low]} is above the ${high} ${field[high]}`,
          field.lines.get(low) ?? field.line,
        ),
      );
  for (const { name, value, line } of field.repeated)
    found.push(
      contradiction(
        `${what} ${name}`,
        `${value}, but ${field[name]} in line ${field.lines.get(name) ?? field.line}`,
        line,
      ),
    );
  const seen = new Set<string>();
  for (const value of field.enum ?? []) {
    const line = field.lines.get(`enum ${value}`) ?? field.line;
    if (seen.has(value)) found.push(contradiction(`${what} value ${value}`, "listed twice", line));
    seen.add(value);
  }
  return found;
}

function pathContradictions({ path, tables: own }: Page, tables: NestedTables): Difference[] {
  const table = own.get("path");
  if (!path || !table) return [];
  const named = Array.from(path.value.matchAll(/\{(\w+)\}/g), (match) => match[1] ?? "");
  const rows = tables.get("path") ?? [];
  return [
    ...named
      .filter((name) => !rows.some((row) => row.path === name))
      .map((name) => contradiction(`path ${name}`, "in the URL, but not in the table", path.line)),
    ...rows
      .filter((row) => !named.includes(row.path))
      .map((row) => contradiction(`path ${row.path}`, "in the table, but not in the URL", row.line)),
  ];
}

/** Compares an example with the page's table, and with the required fields of the contract. */
export function exampleContradictions(
  place: "body" | "response",
  example: Example | undefined,
  rows: readonly PageField[] | undefined,
  own: readonly Field[],
): Difference[] {
  if (!example || !rows) return [];
  const fields = new Map(rows.map((field) => [field.path, field]));
  const described = new Set(rows.map(({ path }) => parentOf(path)));
  // A table without the envelope does not forbid it.
  const envelope = place === "response" && !fields.has("code") ? ["code", "msg", "data"] : [];
  const required = own.filter((field) => field.required);
  const found = new Map<string, Difference>();
  const add = (path: string, pointer: readonly string[], text: string, contract = ABSENT): void => {
    const what = `${place} example ${path}`.trimEnd();
    // Reports each contradiction once for a list of items.
    if (!found.has(what + text))
      found.set(what + text, contradiction(what, text, example.lineOf(pointer), contract));
  };
  const { value: whole } = example;
  if (!isObject(whole)) add("", [], `${shownValue(whole)} is not an object`);
  if (place === "response" && isObject(whole) && typeof whole["code"] === "number" && whole["code"] !== 0)
    add("code", ["code"], `${whole["code"]} is the code of a failure; success is 0`);
  visit(whole, "", []);
  return [...found.values()];

  function visit(value: unknown, prefix: string, pointer: readonly string[]): void {
    if (Array.isArray(value)) {
      for (const [index, entry] of value.entries()) visit(entry, prefix, [...pointer, String(index)]);
      return;
    }
    if (!isObject(value)) return;
    for (const [key, inner] of Object.entries(value))
      visitField(value, inner, prefix + key, [...pointer, key]);
    for (const path of requiredAt(prefix)) {
      const name = path.slice(prefix.length);
      const row = fields.get(path);
      if (Object.hasOwn(value, name) || (place === "response" && !row)) continue;
      const page = row?.required ? "missing, but required by the table" : "missing";
      const ours = required.some((field) => field.path === path) ? "required" : ABSENT;
      add(path, pointer, page, ours);
    }
  }

  function requiredAt(prefix: string): string[] {
    const inTable = place === "body" ? rows?.filter((field) => field.required) : [];
    const paths = [...required, ...(inTable ?? [])].map(({ path }) => path);
    return [...new Set(paths)].filter(
      (path) => path.startsWith(prefix) && !path.slice(prefix.length).includes("."),
    );
  }

  function visitField(around: JsonObject, value: unknown, path: string, pointer: readonly string[]): void {
    const field = fields.get(path);
    if (!field) {
      if (envelope.includes(path)) visit(value, `${path}.`, pointer);
      else if (described.has(parentOf(path)) || parentOf(path) === "") add(path, pointer, "not in the table");
      return;
    }
    const problem = mismatch(field, value);
    if (problem) add(path, pointer, `${shownValue(value)} ${problem}`);
    const { onlyWhile } = field;
    const neighbour = onlyWhile && around[onlyWhile.field];
    if (
      onlyWhile &&
      typeof neighbour === "boolean" &&
      neighbour !== onlyWhile.is &&
      value !== "" &&
      value !== null
    )
      add(path, pointer, `present, but the table has it only while ${onlyWhile.field} is ${onlyWhile.is}`);
    if (isContainer(field.type)) visit(value, prefixInside(field), pointer);
  }
}

function shownValue(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

function repeatedCodes({ errors }: Page): Difference[] {
  const firsts = firstOf(errors?.rows ?? [], ({ code }) => code);
  return (errors?.rows ?? []).flatMap(({ code, status, line }) => {
    const first = firsts.get(code);
    if (!first || first.status === status) return [];
    const page = `status ${status ?? ABSENT}, but ${first.status ?? ABSENT} in line ${first.line}`;
    return [contradiction(`error ${code}`, page, line)];
  });
}
