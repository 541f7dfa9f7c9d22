import MarkdownIt from "markdown-it";
import type { Refuse } from "../page/page-error.ts";
import { sectionOf, type SectionName } from "../page/vocabulary.ts";
import { plainLines } from "./inline.ts";
import { joined, type Line } from "./lines.ts";

/** A fenced block. */
export interface Fence {
  readonly language: string;
  readonly text: string;
  /** The line of the block's first line, below the fence. */
  readonly line: number;
}

/** The content between a heading and the next one. */
export interface Section {
  /** The heading as written on the page. */
  readonly title: string;
  /** The heading's line. */
  readonly line: number;
  /** The lines outside fenced blocks. */
  readonly lines: readonly Line[];
  readonly fences: readonly Fence[];
}

/** A page split at its headings. */
export interface PageParts {
  /** The page's URL, from its front matter. */
  readonly source: string | undefined;
  readonly sections: ReadonlyMap<SectionName, Section>;
  /** The page as one section, whatever its headings. */
  readonly whole: Section;
}

// Other kinds of block are off, since a cell may continue on lines that look like them.
const blocks = new MarkdownIt("commonmark");
blocks.block.ruler.enableOnly(["heading", "fence", "paragraph"]);
blocks.core.ruler.enableOnly(["block"]);

/** Splits a page at its headings. Refuses a repeated section and an unclosed fence. */
export function readParts(text: string, refuse: Refuse): PageParts {
  const all = text.split(/\r\n|\r|\n/);
  const tokens = blocks.parse(all.join("\n"), {});
  const fences = tokens.flatMap(({ type, map, info, content, markup }) => {
    if (type !== "fence" || !map) return [];
    const [start, end] = map;
    if (end - start < 2 || !all[end - 1]?.trim().startsWith(markup))
      refuse(start + 1, `expected ${markup} after the block that begins here, found the end of the page`);
    return [{ language: info.trim(), text: content, line: start + 2, end }];
  });
  const fenced = new Set(fences.flatMap(({ line, end }) => range(line - 1, end + 1)));
  const partOf = (title: string, from: number, to: number): Section => ({
    title,
    line: from,
    lines: range(from + 1, to).flatMap((line) =>
      fenced.has(line) ? [] : [{ text: all[line - 1] ?? "", line }],
    ),
    fences: fences.filter(({ line }) => line > from && line < to),
  });

  const headings = tokens.flatMap(({ type, map }, index) =>
    type === "heading_open" && map ? [{ title: tokens[index + 1]?.content ?? "", line: map[0] + 1 }] : [],
  );
  const sections = new Map<SectionName, Section>();
  for (const [index, heading] of headings.entries()) {
    const { line } = heading;
    const title = joined(plainLines([{ text: heading.title, line }]));
    const name = sectionOf(title);
    if (!name) continue;
    const other = sections.get(name);
    if (other)
      refuse(line, `a second section "${title}", after line ${other.line}; a page describes one operation`);
    sections.set(name, partOf(title, line, headings[index + 1]?.line ?? all.length + 1));
  }
  return { source: sourceIn(all), sections, whole: partOf("page", 0, all.length + 1) };
}

/** The integers from `from` to `to`, exclusive. */
function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}

/** The page's URL in its front matter. */
function sourceIn([first, ...lines]: readonly string[]): string | undefined {
  if (first?.trim() !== "---") return undefined;
  const end = lines.findIndex((line) => line.trim() === "---");
  const entry = lines.slice(0, Math.max(0, end)).find((line) => line.startsWith("source_url:"));
  return entry
    ?.slice("source_url:".length)
    .trim()
    .replaceAll(/^["']|["']$/g, "");
}
