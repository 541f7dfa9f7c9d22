import { LineCounter, parseDocument } from "yaml";
import { lineOf } from "@feishu-openapi/codegen/contract/line-of.ts";
import type { Refuse } from "../page/page-error.ts";
import type { Example } from "../page/page.ts";
import type { Section } from "../markdown/sections.ts";

/** The JSON block of an example's section; refuses one that is no JSON. A block of something else is none. */
export function readExample(section: Section | undefined, refuse: Refuse): Example | undefined {
  const fence = section?.fences.find(
    ({ language, text }) => /^json/i.test(language) || /^\s*[{[]/.test(text),
  );
  if (!fence) return undefined;
  if (depthOf(fence.text) > DEEPEST)
    refuse(fence.line, `expected an example at most ${DEEPEST} levels deep, found more`);
  let value: unknown;
  try {
    value = JSON.parse(fence.text);
  } catch (error) {
    const message = (error as Error).message;
    const offset = Number(message.match(/position (\d+)/)?.[1] ?? fence.text.length);
    const line = fence.line + fence.text.slice(0, offset).split("\n").length - 1;
    refuse(line, `expected JSON in the example; ${message.replace(/ in JSON at position.*| \(line.*/, "")}`);
  }
  // JSON is YAML, whose parser knows where each value stands.
  const lines = new LineCounter();
  const source = parseDocument(fence.text, { lineCounter: lines, uniqueKeys: false });
  return {
    value,
    line: fence.line,
    lineOf: (pointer) => fence.line + lineOf(source, lines, pointer) - 1,
  };
}

const DEEPEST = 100;

function depthOf(json: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [token] of json.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/g)) {
    if (token === "[" || token === "{") deepest = Math.max(deepest, (depth += 1));
    else if (token === "]" || token === "}") depth -= 1;
  }
  return deepest;
}
