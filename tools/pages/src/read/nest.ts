import { isObject } from "@feishu-openapi/codegen/contract/json.ts";
import { isContainer, prefixInside, type Field, type Place } from "../page/field.ts";
import type { FieldRow, Page, PageField } from "../page/page.ts";
import type { Refuse } from "../page/page-error.ts";

/** The tables of a page, each row where it belongs. */
export type NestedTables = ReadonlyMap<Place, readonly PageField[]>;

/** Puts the rows of every table where they belong; `known` are the contract's fields, where there are some. */
export function nestTables(
  page: Page,
  known: ReadonlyMap<Place, readonly Field[]> | undefined,
  refuse: Refuse,
): NestedTables {
  return new Map(
    Array.from(page.tables, ([place, { rows }]) => {
      const example = { body: page.requestExample, answer: page.answerExample }[place as string];
      const paths = new Set(known?.get(place)?.map(({ path }) => path));
      return [place, nest(rows, { example: example?.value, known: paths }, refuse)];
    }),
  );
}

/** What tells where a row belongs when only the order of the rows does. */
interface Hints {
  /** The page's own example of the whole. */
  readonly example: unknown;
  /** The contract's paths, asked where the example lacks a field. */
  readonly known: ReadonlySet<string>;
}

/** A field that stands at the same place as an earlier one is kept; the caller tells them apart by their lines. */
function nest(rows: readonly FieldRow[], hints: Hints, refuse: Refuse): PageField[] {
  const least = Math.min(...rows.map(({ indent }) => indent));
  const isMarked = rows.some(({ indent, name }) => indent >= least + 2 || name.includes("."));
  return isMarked ? nestByMarks(rows, refuse) : nestByOrder(rows, hints, refuse);
}

/** Deeper than any page goes, and than a reader could follow. */
const DEEPEST = 30;

function refuseDepth(line: number, refuse: Refuse): never {
  return refuse(
    line,
    `expected fields at most ${DEEPEST} objects deep; correct the marks, or give an example`,
  );
}

function nestByMarks(rows: readonly FieldRow[], refuse: Refuse): PageField[] {
  const stack: { indent: number; field: PageField }[] = [];
  const fields: PageField[] = [];
  for (const { indent, name, ...row } of rows) {
    while ((stack.at(-1)?.indent ?? -2) > indent - 2) stack.pop();
    const around = stack.at(-1)?.field;
    if (around && !isContainer(around.type))
      refuse(
        row.line,
        `"${name}" is set in below "${around.path}", which is ${around.typeText} and holds no fields`,
      );
    const field = { ...row, path: `${around ? prefixInside(around) : ""}${name}` };
    fields.push(field);
    if (stack.push({ indent, field }) > DEEPEST) refuseDepth(row.line, refuse);
  }
  return fields;
}

function nestByOrder(rows: readonly FieldRow[], { example, known }: Hints, refuse: Refuse): PageField[] {
  const open = [""];
  const taken = new Set<string>();
  const [first] = rows;
  const isInside =
    first &&
    !rows.some(({ name }) => name === "data") &&
    !known.has(first.name) &&
    !hasKey(example, "", first.name);
  // Some pages leave the envelope out.
  if (isInside && (hasKey(example, "", "data") || known.has("data"))) open.push("data.");
  return rows.map((row) => {
    const { name } = row;
    const free = open.toReversed().filter((prefix) => !taken.has(prefix + name));
    const shown = free.filter((prefix) => hasKey(example, prefix, name));
    const candidates = shown.length > 0 ? shown : free;
    const described = candidates.find((prefix) => known.has(prefix + name));
    const prefix = (shown.length === 1 ? shown[0] : described) ?? candidates[0] ?? open.at(-1) ?? "";
    const isSure = shown.length === 1 || free.length < 2;
    open.length = open.indexOf(prefix) + 1;
    const path = prefix + name;
    taken.add(path);
    if (isContainer(row.type) && open.push(prefixInside({ path, type: row.type })) > DEEPEST)
      refuseDepth(row.line, refuse);
    const others = candidates.filter((other) => other !== prefix);
    return { ...row, path, ...(isSure ? {} : { elsewhere: others.map((other) => other + name) }) };
  });
}

/** Whether one of the example's values at a prefix such as `data.items[].` has the key. */
function hasKey(example: unknown, prefix: string, name: string): boolean {
  let values: unknown[] = [example];
  for (const step of prefix.split(".").slice(0, -1)) {
    const [key = "", ...lists] = step.split("[]");
    values = values.map((value) => (isObject(value) ? value[key] : undefined));
    for (const _ of lists) values = values.flatMap((value) => (Array.isArray(value) ? value : []));
  }
  return values.some((value) => isObject(value) && Object.hasOwn(value, name));
}
