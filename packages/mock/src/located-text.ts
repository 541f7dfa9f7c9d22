import { isMap, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import type { Document, Node } from "yaml";

/** A way into a document: names of members and indexes of elements. */
export type Way = readonly (string | number)[];

/** A YAML or JSON text that knows the lines of its parts. */
export interface LocatedText {
  readonly document: Document;
  /** What is wrong with the text itself, in one line, and its place; undefined for a good one. */
  readonly problem: { readonly message: string; readonly place: string } | undefined;
  /** `FILE:LINE:COLUMN` of a part, of a member its name; of the closest part around it where there is none. */
  readonly at: (way: Way) => string;
}

/** Parses a text. Throws nothing: what is wrong with it stands in `problem`. */
export function locate(text: string, source: string, schema: "core" | "json"): LocatedText {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, schema, prettyErrors: false });
  const place = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${source}:${line}:${col}`;
  };
  const [error] = document.errors;
  return {
    document,
    problem: error && { message: error.message.split("\n")[0]!, place: place(error.pos[0]) },
    at: (way) => place(closest(document.contents, way)?.range?.[0] ?? 0),
  };
}

function closest(root: unknown, way: Way): Node | undefined {
  let found = root as Node | undefined;
  let node = root;
  for (const step of way) {
    let next: unknown;
    if (isSeq(node)) next = found = node.items[Number(step)] as Node | undefined;
    else if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === step);
      next = pair?.value;
      if (pair) found = pair.key as Node;
    }
    node = next;
  }
  return found;
}
