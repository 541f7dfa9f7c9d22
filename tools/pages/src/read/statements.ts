import { quote, type Refuse } from "../page/page-error.ts";
import { LABEL_INSIDE_LINE, labelOf, isNone, type Label } from "../page/vocabulary.ts";
import { ENTRY, ENTRY_WITHOUT_MARK, enumValue, inlineValues } from "./enum-values.ts";
import { bare, type Line } from "../markdown/lines.ts";
import type { FieldRow } from "../page/page.ts";

type Mutable<Type> = { -readonly [Key in keyof Type]?: Type[Key] };

/** The statements of a description about its field. */
export type Statements = Mutable<
  Pick<
    FieldRow,
    "enum" | "default" | "minimum" | "maximum" | "minLength" | "maxLength" | "example" | "onlyWhile"
  >
> & { lines: Map<string, number>; repeated: FieldRow["repeated"][number][] };

/** The marker of a list entry. A minus before a number is none. */
const BULLET = /^(?:[-+*](?:\s+|$)|[•·]\s*)/;

/** Reads the labelled statements of a description. Refuses a bound that is not a number. */
export function readStatements(description: readonly Line[], type: string, refuse: Refuse): Statements {
  const found: Statements = { lines: new Map(), repeated: [] };
  const values: string[] = [];
  let label: Label | undefined;
  let isListed = false;
  let unread: Line | undefined;
  for (const { text, line } of description.flatMap(splitAtLabels)) {
    const [marker] = text.match(label === "enum" ? ENTRY : BULLET) ?? [];
    const bullet = marker && text.slice(marker.length);
    const plain = (bullet ?? text).replaceAll("**", "");
    const [, head = "", rest = ""] = plain.match(/^([^：:`]{1,30})[：:]\s*(.*)$/su) ?? [];
    const named = bullet === undefined || label === "rules" ? labelOf(head) : undefined;
    if (named) {
      if (named !== "rules" || rest === "") label = bullet === undefined ? named : "rules";
      read(named, rest, line);
    } else if (bullet !== undefined && label === "enum") {
      isListed = true;
      addValue(enumValue(bullet, line, refuse), line);
    } else if (bullet === undefined && label === "enum" && !isListed && ENTRY_WITHOUT_MARK.test(plain)) {
      addValue(enumValue(plain, line, refuse), line);
    } else if (bullet === undefined && label === "enum" && values.length === 0 && !isLabel(text)) {
      readValues(plain, line);
    } else if (bullet === undefined && label === "default" && found.default === undefined) {
      read("default", plain, line);
      label = undefined;
    } else if (bullet === undefined && isLabel(text)) {
      // An unknown label; its list is ignored.
      label = undefined;
    }
  }
  if (unread && values.length === 0)
    refuse(
      unread.line,
      `expected a list of values, such as "- open_id：…", found ${unread.text === "" ? "nothing" : quote(unread.text)}`,
    );
  const whole = description.map(({ text }) => text).join(" ");
  const onlyWhile = readCondition(whole);
  if (onlyWhile) found.onlyWhile = onlyWhile;
  return found;

  function addValue(value: string, line: number): void {
    values.push(value);
    found.enum = values;
    found.lines.set(`enum ${value}`, line);
    if (!found.lines.has("enum")) found.lines.set("enum", line);
  }

  /** A list may follow on the next lines. If none does, this text is reported. */
  function readValues(text: string, line: number): void {
    for (const value of inlineValues(text)) addValue(value, line);
    if (unread === undefined || unread.text === "") unread = { text, line };
  }

  function read(what: Label, rest: string, line: number): void {
    if (what === "enum") {
      readValues(rest, line);
      if (!found.lines.has("enum")) found.lines.set("enum", line);
    } else if (what === "example") {
      if (rest !== "") found.example = bare(rest);
    } else if (what === "default") {
      if (rest === "" || (isNone(rest) && !/["“]/.test(rest))) return;
      const value = plainValue(rest, type);
      if (found.default !== undefined) return repeat("default", found.default, value, line);
      found.default = value;
      found.lines.set("default", line);
    } else if (what !== "rules") readBound(what, rest, line);
  }

  function readBound(
    what: Exclude<Label, "enum" | "example" | "default" | "rules">,
    rest: string,
    line: number,
  ): void {
    const numbers = Array.from(
      rest
        .normalize("NFKC")
        .replaceAll(/(?<=\d),(?=\d{3})/g, "")
        .matchAll(/(?<![\d.])-?\d+(\.\d+)?/g),
      ([number]) => Number(number),
    );
    const [low, high] = numbers;
    const isScaled = /\d\s*(?:[百千万亿]|[kmg]b?(?![a-z]))/i.test(rest.normalize("NFKC"));
    if (low === undefined || isScaled || ((what === "range" || what === "length") && numbers.length > 2))
      return refuse(line, `expected a number after the label, such as 100 or 1 ~ 50, found ${quote(rest)}`);
    const measured = /string|\[\]/.test(type);
    const names =
      measured || what === "length"
        ? (["minLength", "maxLength"] as const)
        : (["minimum", "maximum"] as const);
    const set = (name: (typeof names)[number], value: number): void => {
      const first = found[name];
      if (first !== undefined) return repeat(name, String(first), String(value), line);
      found[name] = value;
      found.lines.set(name, line);
    };
    if (what === "minimum") set(measured ? "minLength" : "minimum", low);
    else if (what === "maximum") set(measured ? "maxLength" : "maximum", low);
    else if (what === "minLength" || what === "maxLength") set(what, low);
    else {
      if (high !== undefined) set(names[0], low);
      set(names[1], high === undefined ? low : Math.abs(high));
    }
  }

  function repeat(
    name: FieldRow["repeated"][number]["name"],
    first: string,
    value: string,
    line: number,
  ): void {
    if (value !== first) found.repeated.push({ name, value, line });
  }
}

/** Splits a line before its labels, except at the start of a list entry, which may be a value with a label's name. */
function splitAtLabels({ text, line }: Line): Line[] {
  const [marker = ""] = text.match(BULLET) ?? [];
  const [first = "", ...more] = text.slice(marker.length).split(LABEL_INSIDE_LINE);
  return [marker + first, ...more].map((part) => ({ text: part.trim(), line }));
}

/** Whether a line begins a new labelled statement. */
function isLabel(text: string): boolean {
  return /^\*\*|[：:]\s*$/.test(text);
}

/** The value of the given type within the text: the `20` of `20 (chats)`. */
function plainValue(text: string, type: string): string {
  const value = text.match(/^\**`([^`]*)`/)?.[1] ?? bare(text);
  if (type === "integer" || type === "number")
    return (
      value
        .normalize("NFKC")
        .match(/^-?[\d,]*\.?\d+/)?.[0]
        ?.replaceAll(",", "") ?? value
    );
  return type === "boolean" ? value.toLowerCase() : bare(value);
}

/** Reads "returned only when `has_more` is true", in both languages and orders; a "not" inverts it. */
function readCondition(text: string): { field: string; is: boolean } | undefined {
  const field = "[`*]*(?<field>[A-Za-z_]\\w*)[`*]*";
  const is = "[`*]*(?<is>true|false)[`*]*";
  const patterns = [
    `(?:当|在|仅当)\\s*${field}\\s*(?:的值)?(?:为|是|等于|=)\\s*${is}\\s*时[^。；;.]{0,80}?(?<not>不)?(?:会)?(?:同时)?返回`,
    `(?<not>not\\s+)?(?:returned|present|there)\\s+(?:only\\s+)?(?:when|if|while)\\s+${field}\\s+(?:is|=|equals)\\s+${is}`,
    `(?:when|if|while)\\s+${field}\\s+(?:is|=|equals)\\s+${is}[^.;]{0,80}?(?<not>not\\s+)?(?:returned|present)`,
  ];
  for (const pattern of patterns) {
    const groups = text.match(new RegExp(pattern, "iu"))?.groups;
    if (groups?.["field"])
      return { field: groups["field"], is: (groups["is"] === "true") === (groups["not"] === undefined) };
  }
  return undefined;
}
