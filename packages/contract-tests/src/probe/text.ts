/** A value for a query or for people: a text as it is, anything else as JSON. */
export function textOf(value: unknown): string {
  if (value === undefined) return "nothing";
  return typeof value === "string" ? value : JSON.stringify(value);
}
