const WORDING = new Set(["title", "summary", "description", "externalDocs", "tags", "bearerFormat"]);
/** Keywords without an effect on the wire. `readOnly` and `writeOnly` decide on which side a field exists. */
const SILENT = new Set(["readOnly", "writeOnly", "contentMediaType", "$comment"]);

/** Whether a keyword describes its place in words. */
export function isWording(keyword: string): boolean {
  return WORDING.has(keyword) || /^x-.*-zh$/.test(keyword);
}

/** Whether a keyword gives examples. */
export function isExample(keyword: string): boolean {
  return keyword === "example" || keyword === "examples";
}

/** Whether a keyword is documentation: descriptions and examples. */
export function isDocumentation(keyword: string): boolean {
  return isWording(keyword) || isExample(keyword);
}

/** Whether a keyword has no effect on the wire. */
export function isSilent(keyword: string): boolean {
  return SILENT.has(keyword);
}

/** Whether a keyword is an annotation: it describes a value without restricting it. */
function isAnnotation(keyword: string): boolean {
  return keyword === "default" || keyword === "deprecated" || isSilent(keyword);
}

/** Whether a schema's keyword restricts the values that it accepts. */
export function restricts(keyword: string): boolean {
  return !isDocumentation(keyword) && !isAnnotation(keyword);
}
