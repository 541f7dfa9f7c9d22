import { BOUNDS, parentOf, type Field, type Place } from "../page/field.ts";
import type { PageField } from "../page/page.ts";
import { ABSENT, type Difference, type Findings, type Note } from "./difference.ts";

/** Compares a table of the page with the contract's fields. `line`: the line of the table. */
export function compareFields(
  place: Place,
  page: readonly PageField[],
  contract: readonly Field[],
  line: number,
): Findings {
  const ours = new Map(contract.map((field) => [field.path, field]));
  const theirs = new Map(page.map((field) => [field.path, field]));
  const differences: Difference[] = [];
  const notes = noteOnPlaces(place, page, ours);
  for (const field of theirs.values()) {
    const own = ours.get(field.path);
    if (own) {
      const found = compareField(place, field, own);
      differences.push(...found.differences);
      notes.push(...found.notes);
    } else if (isOutermost(field.path, ours, theirs)) {
      const alternatives = field.alternatives?.length
        ? `; or ${field.alternatives.join(" or ")}, since the example does not show it`
        : "";
      differences.push({
        kind: "field",
        what: `${place} ${field.path}`,
        page: describe(field) + alternatives,
        contract: ABSENT,
        line: field.line,
      });
    }
  }
  for (const field of ours.values())
    if (!theirs.has(field.path) && isOutermost(field.path, theirs, ours))
      differences.push({
        kind: "field",
        what: `${place} ${field.path}`,
        page: ABSENT,
        contract: describe(field),
        line: theirs.get(parentOf(field.path))?.line ?? line,
      });
  return { differences, notes };
}

function noteOnPlaces(place: Place, page: readonly PageField[], ours: ReadonlyMap<string, Field>): Note[] {
  const unsure = page.filter(({ path, alternatives }) => alternatives?.length && ours.has(path));
  const [first] = unsure;
  if (!first) return [];
  const names = unsure.map(({ path }) => path).join(", ");
  const message = `the example does not show ${names}; the contract decides where they belong`;
  return [{ what: place, message, line: first.line }];
}

/** Whether the parent object exists on the other side too. Fields of a missing object are not listed. */
function isOutermost(
  path: string,
  others: ReadonlyMap<string, Field>,
  own: ReadonlyMap<string, Field>,
): boolean {
  const parent = parentOf(path);
  return parent === "" || others.has(parent) || !own.has(parent);
}

function describe({ type, required }: Field): string {
  return required ? `${type}, required` : type;
}

function compareField(place: Place, page: PageField, contract: Field): Findings {
  const differences: Difference[] = [];
  const notes: Note[] = [];
  const what = `${place} ${page.path}`;
  const lineOf = (keyword: string): number => page.lines.get(keyword) ?? page.line;
  const add = (kind: Difference["kind"], about: string, ours: string, own: string, line: number): void => {
    differences.push({ kind, what: `${what} ${about}`, page: ours, contract: own, line });
  };
  if (!fits(page.type, contract.type)) add("type", "type", shownType(page), contract.type, page.line);
  if (page.required !== undefined && contract.required !== undefined && page.required !== contract.required)
    add("required", "required", yesNo(page.required), yesNo(contract.required), page.line);
  compareEnums(page, contract, add, lineOf);
  if (!sameValue(page.default, contract.default))
    add("default", "default", page.default ?? ABSENT, contract.default ?? ABSENT, lineOf("default"));
  for (const bound of BOUNDS) {
    const [stated, own] = [page[bound], contract[bound]];
    if (stated === own) continue;
    // Feishu's pages mostly omit lower bounds, so this is no difference.
    if (stated === undefined && (bound === "minimum" || bound === "minLength"))
      notes.push({
        what: `${what} ${bound}`,
        message: `the page states none, the contract ${own}`,
        line: page.line,
      });
    else add("bound", bound, String(stated ?? ABSENT), String(own ?? ABSENT), lineOf(bound));
  }
  return { differences, notes };
}

function compareEnums(
  page: PageField,
  contract: Field,
  add: (kind: "enum", about: string, ours: string, own: string, line: number) => void,
  lineOf: (keyword: string) => number,
): void {
  if (!page.enum || !contract.enum) {
    if (page.enum || contract.enum)
      add(
        "enum",
        "values",
        page.enum?.join(", ") ?? "any",
        contract.enum?.join(", ") ?? "any",
        lineOf("enum"),
      );
    return;
  }
  for (const value of page.enum)
    if (!contract.enum.includes(value))
      add("enum", `value ${value}`, "listed", "not listed", lineOf(`enum ${value}`));
  for (const value of contract.enum)
    if (!page.enum.includes(value)) add("enum", `value ${value}`, "not listed", "listed", lineOf("enum"));
}

function fits(page: string, contract: string): boolean {
  return page === contract || page.startsWith("unknown") || contract.startsWith("unknown");
}

function shownType({ type, typeText }: PageField): string {
  return type === typeText ? type : `${type} (${typeText})`;
}

function sameValue(page: string | undefined, contract: string | undefined): boolean {
  if (page === undefined || contract === undefined) return page === contract;
  return (
    page === contract || (page.trim() !== "" && contract.trim() !== "" && Number(page) === Number(contract))
  );
}

function yesNo(value: boolean): string {
  return value ? "yes" : "no";
}
