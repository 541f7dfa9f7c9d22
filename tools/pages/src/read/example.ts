import { LineCounter, parseDocument } from "yaml";
import { lineOf } from "@feishu-openapi/codegen/contract/line-of.ts";
import type { Refuse } from "../page/page-error.ts";
import type { Example } from "../page/page.ts";
import type { Section } from "../markdown/sections.ts";

/** Reads the JSON block of an example's section. Refuses invalid JSON; ignores blocks in other languages. */
export function readExample(section: Section | undefined, refuse: Refuse): Example | undefined {
  const fence = section?.fences.find(
    ({ language, text }) => /^json/i.test(language) || /^\s*[{[]/.test(text),
  );
  if (!fence) return undefined;
  if (depthOf(fence.text) > MAX_DEPTH)
    refuse(fence.line, `expected an example at most ${MAX_DEPTH} levels deep, found more`);
  let value: unknown;
  try {
    value = JSON.parse(fence.text);
  } catch (error) {
    const message = (error as Error).message;
    const offset = Number(message.match(/position (\d+)/)?.[1] ?? fence.text.length);
    const line = fence.line + fence.text.slice(0, offset).split("\n").length - 1;
    refuse(line, `expected JSON in the example; ${message.replace(/ in JSON at position.*| \(line.*/, "")}`);
  }
  // The YAML parser reads JSON and gives the position of each value.
  const lines = new LineCounter();
  const source = parseDocument(fence.text, { lineCounter: lines, uniqueKeys: false });
  return {
    value,
    line: fence.line,
    lineOf: (pointer) => fence.line + lineOf(source, lines, pointer) - 1,
  };
}

const MAX_DEPTH = 100;

function depthOf(json: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [token] of json.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/g)) {
    if (token === "[" || token === "{") deepest = Math.max(deepest, (depth += 1));
    else if (token === "]" || token === "}") depth -= 1;
  }
  return deepest;
}
