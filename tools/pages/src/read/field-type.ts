const WORDS: Readonly<Record<string, string>> = {
  string: "string|str|text|字符串|date|datetime",
  integer: "int|int32|int64|uint|uint32|uint64|integer|long|整数|timestamp",
  number: "float|float64|double|number|decimal|浮点数",
  boolean: "bool|boolean|布尔",
  file: "file|binary|文件",
  unknown: "any|json|mixed",
  "object[]": "array|list|数组",
};
const TYPES = new Map(
  Object.entries(WORDS).flatMap(([type, words]) => words.split("|").map((word) => [word, type] as const)),
);

/** Whether a word is a known type, not the name of a structure: `int`, `string[]`, `-`. */
export function isTypeWord(text: string): boolean {
  const word = text
    .normalize("NFKC")
    .replaceAll(/[`*\s[\]]/g, "")
    .toLowerCase();
  return TYPES.has(word) || ["-", "–", "—"].includes(word);
}

/**
 * The contract's type for a page's word: `int` is an integer; `-` and the name of a structure are an object.
 * `undefined` for text that is not a type.
 */
export function readType(text: string): string | undefined {
  if (text.length > 100) return undefined;
  const word = text
    .normalize("NFKC")
    .replaceAll(/[`*\s]/g, "")
    .toLowerCase();
  const list =
    word.match(/^(.+)\[\]$/) ??
    word.match(/^(?:array|list)(?:of|<|\()(.+?)[>)]?$/) ??
    word.match(/^\[\](.+)$/);
  if (list?.[1]) {
    const entry = readType(list[1]);
    return entry && `${entry}[]`;
  }
  if (/^(map|dict)(<.*>|\(.*\)|\[.*\].*)?$/.test(word) || ["-", "–", "—", "/"].includes(word))
    return "object";
  return TYPES.get(word) ?? (/^[a-z_][\w.-]*$/.test(word) ? "object" : undefined);
}
