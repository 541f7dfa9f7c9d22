import { isObject } from "@feishu-openapi/codegen/contract/json.ts";
import { isContainer, prefixInside, type Field, type Place } from "../page/field.ts";
import type { FieldRow, Page, PageField } from "../page/page.ts";
import type { Refuse } from "../page/page-error.ts";

/** The tables of a page with nested rows. */
export type NestedTables = ReadonlyMap<Place, readonly PageField[]>;

/** Nests the rows of every table. `known`: the contract's fields, if there are any. */
export function nestTables(
  page: Page,
  known: ReadonlyMap<Place, readonly Field[]> | undefined,
  refuse: Refuse,
): NestedTables {
  return new Map(
    Array.from(page.tables, ([place, { rows }]) => {
      const example = { body: page.requestExample, response: page.responseExample }[place as string];
      const paths = new Set(known?.get(place)?.map(({ path }) => path));
      return [place, nest(rows, { example: example?.value, known: paths }, refuse)];
    }),
  );
}

/** Hints for tables whose rows have no indentation. */
interface Hints {
  /** The page's example. */
  readonly example: unknown;
  /** The contract's paths, used for fields that the example lacks. */
  readonly known: ReadonlySet<string>;
}

/** Keeps a field with the path of an earlier one; their lines differ. */
function nest(rows: readonly FieldRow[], hints: Hints, refuse: Refuse): PageField[] {
  const outermost = Math.min(...rows.map(({ indent }) => indent));
  const isIndented = rows.some(({ indent, name }) => indent >= outermost + 2 || name.includes("."));
  return isIndented ? nestByIndentation(rows, refuse) : nestByOrder(rows, hints, refuse);
}

/** No page has deeper fields. */
const MAX_DEPTH = 30;

function refuseDepth(line: number, refuse: Refuse): never {
  return refuse(
    line,
    `expected fields at most ${MAX_DEPTH} objects deep; correct the indentation, or add an example`,
  );
}

function nestByIndentation(rows: readonly FieldRow[], refuse: Refuse): PageField[] {
  const stack: { indent: number; field: PageField }[] = [];
  const fields: PageField[] = [];
  for (const { indent, name, ...row } of rows) {
    while ((stack.at(-1)?.indent ?? -2) > indent - 2) stack.pop();
    const around = stack.at(-1)?.field;
    if (around && !isContainer(around.type))
      refuse(
        row.line,
        `"${name}" is indented below "${around.path}", which is ${around.typeText} and has no fields`,
      );
    const field = { ...row, path: `${around ? prefixInside(around) : ""}${name}` };
    fields.push(field);
    if (stack.push({ indent, field }) > MAX_DEPTH) refuseDepth(row.line, refuse);
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
  // Some pages omit the envelope.
  if (isInside && (hasKey(example, "", "data") || known.has("data"))) open.push("data.");
  return rows.map((row) => {
    const { name } = row;
    const free = open.toReversed().filter((prefix) => !taken.has(prefix + name));
    const inExample = free.filter((prefix) => hasKey(example, prefix, name));
    const candidates = inExample.length > 0 ? inExample : free;
    const described = candidates.find((prefix) => known.has(prefix + name));
    const prefix = (inExample.length === 1 ? inExample[0] : described) ?? candidates[0] ?? open.at(-1) ?? "";
    const isSure = inExample.length === 1 || free.length < 2;
    open.length = open.indexOf(prefix) + 1;
    const path = prefix + name;
    taken.add(path);
    if (isContainer(row.type) && open.push(prefixInside({ path, type: row.type })) > MAX_DEPTH)
      refuseDepth(row.line, refuse);
    const others = candidates.filter((other) => other !== prefix);
    return { ...row, path, ...(isSure ? {} : { alternatives: others.map((other) => other + name) }) };
  });
}

/** Whether a value of the example at a prefix such as `data.items[].` has the key. */
function hasKey(example: unknown, prefix: string, name: string): boolean {
  let values: unknown[] = [example];
  for (const step of prefix.split(".").slice(0, -1)) {
    const [key = "", ...lists] = step.split("[]");
    values = values.map((value) => (isObject(value) ? value[key] : undefined));
    for (const _ of lists) values = values.flatMap((value) => (Array.isArray(value) ? value : []));
  }
  return values.some((value) => isObject(value) && Object.hasOwn(value, name));
}
