import { isMap, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import type { Document, Node } from "yaml";

/** A path into a document: field names and array indexes. */
export type DocumentPath = readonly (string | number)[];

/** A parsed YAML or JSON document with source positions. */
export interface LocatedDocument {
  readonly document: Document;
  /** The first syntax error, in one line, and its position. Undefined for a valid document. */
  readonly problem: { readonly message: string; readonly place: string } | undefined;
  /** `FILE:LINE:COLUMN` of the node at a path (of the key, for a field), or of its closest existing ancestor. */
  readonly at: (path: DocumentPath) => string;
}

/** Parses a document. Never throws: syntax errors are in `problem`. `source` is the file name in positions. */
export function parseLocated(text: string, source: string, schema: "core" | "json"): LocatedDocument {
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
    at: (path) => place(closestNode(document.contents, path)?.range?.[0] ?? 0),
  };
}

function closestNode(root: unknown, path: DocumentPath): Node | undefined {
  let closest = root as Node | undefined;
  let node = root;
  for (const segment of path) {
    let next: unknown;
    if (isSeq(node)) next = closest = node.items[Number(segment)] as Node | undefined;
    else if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === segment);
      next = pair?.value;
      if (pair) closest = pair.key as Node;
    }
    node = next;
  }
  return closest;
}
