import { isAlias, isMap, isScalar, isSeq, type Document, type LineCounter } from "yaml";
import type { Pointer } from "./json.ts";

/** The line of a pointer's key or list entry; for a missing value, that of its closest parent. */
export function lineOf(source: Document, lines: LineCounter, pointer: Pointer): number {
  let node: unknown = source.contents;
  let offset = 0;
  for (const step of pointer) {
    if (isAlias(node)) node = node.resolve(source);
    let place: unknown;
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === step);
      place = pair?.key;
      node = pair?.value;
    } else if (isSeq(node)) {
      place = node.items[Number(step)];
      node = place;
    }
    const range = (place as { range?: [number, number, number] } | undefined)?.range;
    if (!range) break;
    offset = range[0];
  }
  return lines.linePos(offset).line;
}
