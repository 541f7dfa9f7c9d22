import { quote, type Refuse } from "../page/page-error.ts";
import { bare } from "../markdown/lines.ts";

/** The marker of a list entry, a bullet or a number. */
export const ENTRY: RegExp =
  /^(?:[-+*–—](?:\s+|$)|[•·●]\s*|[(（]?\d{1,3}[)）、](?!\d)\s*|\d{1,3}[.．](?!\d)\s*|[①-⑳]\s*)/;

/** A value without a marker. Within a list such a line is a remark. */
export const ENTRY_WITHOUT_MARK: RegExp = /^(?:`[^`]+`|[\w.-]+)\s*[：:]\s*[^\s]/;

/** Reads the value of an entry: `open_id：text`, `` `open_id`: text ``, `open_id - text`, `open_id，text`, `open_id`. */
export function enumValue(entry: string, line: number, refuse: Refuse): string {
  const text = entry.replaceAll("**", "").trim();
  const [, code] = text.match(/^`([^`]*)`/) ?? [];
  if (code !== undefined) return code.trim();
  const [, word] =
    text.match(/^([\w.-]+)\s*(?:[：:，,、；;。(（【[=→]|—|\s[-–]\s|\s\p{Script=Han}|$)/u) ?? [];
  const value = word ?? bare(text.split(/：|:\s|:$/)[0] ?? text);
  if (value === "" || /[\s，、；。]/.test(value))
    refuse(line, `expected a value and its meaning, such as "open_id：…", found ${quote(text)}`);
  return value;
}

const VALUE = /^[\w.:-]*[A-Za-z\d][\w.:-]*$/;

/** Reads values in one line: in back-quotes, separated by commas, or a list without its line breaks. */
export function inlineValues(text: string): string[] {
  const entries = text.split(/(?:^|\s+)[-*•]\s+/).slice(1);
  const words = entries.map((entry) => entry.match(/^`?([\w.-]+)`?\s*(?:[：:]|$)/)?.[1]);
  if (words.length > 0 && words.every((word) => word !== undefined)) return words;
  const coded = Array.from(text.matchAll(/`([^`]+)`/g), (match) => match[1] ?? "");
  if (coded.length > 0) return coded;
  const values = text.split(/[、,，/|;；]|\s(?:or|and)\s|[或和]/).map(bare);
  return values.every((value) => VALUE.test(value)) ? values : [];
}
