import MarkdownIt from "markdown-it";
import type { Line } from "./lines.ts";

// Its inline tokens are a flat list, made in linear time for any depth of nesting.
const markdown = new MarkdownIt("commonmark", { html: true });

/** A piece of inline Markdown: text, a line break or an HTML tag. */
export interface Piece {
  /** Unescaped text, code in back-quotes, strong text in `**`. */
  readonly text: string;
  /** Whether a line break precedes the piece. */
  readonly breaks: boolean;
  readonly tag: Tag | undefined;
  /** Number of line ends in the piece. */
  readonly lineEnds: number;
}

/** An HTML tag: `<td colspan="2">`. */
export interface Tag {
  /** In lower case. */
  readonly name: string;
  readonly closes: boolean;
  /** The source text of the attributes. */
  readonly attributes: string;
}

/** Splits inline Markdown into pieces. Links and emphasis become their text; images are dropped. */
export function readInline(text: string): Piece[] {
  const [inline] = markdown.parseInline(text, {});
  return (inline?.children ?? []).map(({ type, content }) => {
    const lineEnds = content.split("\n").length - 1;
    switch (type) {
      case "text":
        return { text: content, breaks: false, tag: undefined, lineEnds };
      case "code_inline":
        return { text: `\`${content}\``, breaks: false, tag: undefined, lineEnds };
      case "strong_open":
      case "strong_close":
        return { text: "**", breaks: false, tag: undefined, lineEnds };
      case "softbreak":
      case "hardbreak":
        return { text: "", breaks: true, tag: undefined, lineEnds: 1 };
      case "html_inline":
        return { ...readTag(content), lineEnds };
      default:
        return { text: "", breaks: false, tag: undefined, lineEnds };
    }
  });
}

const BREAKING = new Set(["br", "p", "div", "ul", "ol", "li", "table", "tr", "pre", "section"]);
const MARKS: Readonly<Record<string, string>> = { b: "**", strong: "**", code: "`" };

function readTag(html: string): Omit<Piece, "lineEnds"> {
  const [, slash, word, attributes = ""] = html.match(/^<(\/?)([a-z][a-z\d-]*)([^]*)>$/i) ?? [];
  if (word === undefined) return { text: "", breaks: false, tag: undefined };
  const tag: Tag = { name: word.toLowerCase(), closes: slash === "/", attributes };
  const text = tag.name === "li" && !tag.closes ? "- " : (MARKS[tag.name] ?? "");
  return { text, breaks: BREAKING.has(tag.name), tag };
}

/** Converts Markdown to plain lines without empty ones. */
export function plainLines(lines: readonly Line[]): Line[] {
  return lines.flatMap(({ text, line }) => {
    const writer = new LineWriter();
    // Keeps non-breaking spaces, which indent names.
    for (const piece of readInline(text.replace(/^[ \t]+/, "").trimEnd())) writer.write(piece, line);
    return writer.finish();
  });
}

/** Collects pieces into lines with their line numbers. */
export class LineWriter {
  readonly #lines: Line[] = [];
  #text = "";
  #line = 1;
  #isBlank = true;

  write({ text, breaks }: Piece, line: number): void {
    if (breaks) this.#endLine();
    if (this.#isBlank) this.#line = line;
    this.#isBlank &&= text.trim() === "";
    this.#text += text;
  }

  finish(): readonly Line[] {
    this.#endLine();
    return this.#lines;
  }

  #endLine(): void {
    const text = this.#text.replace(/^[ \t]+/, "").trimEnd();
    // Drops footnote marks.
    if (!this.#isBlank) this.#lines.push({ text: text.replaceAll(/\[\^[^[\]]*\]/g, ""), line: this.#line });
    this.#text = "";
    this.#isBlank = true;
  }
}
