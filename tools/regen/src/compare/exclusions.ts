import { isObject } from "@feishu-openapi/codegen/contract/json.ts";
import { restricts } from "../normal/keywords.ts";
import { normalSchema } from "../normal/schema.ts";
import { list, same } from "../normal/values.ts";
import type { Below } from "./alternatives.ts";
import { code, verdictsOf, type Comparison } from "./comparison.ts";
import type { SchemaPosition } from "./schema-position.ts";

/** Compares what `not` excludes: a wider exclusion is a narrower schema. */
export function compareExclusions(
  comparison: Comparison,
  before: unknown,
  after: unknown,
  { direction, label, field }: SchemaPosition,
  below: Below,
): void {
  if (before === undefined && after === undefined) return;
  const { report } = comparison;
  const what = label(field);
  const isRequest = direction === "request";
  const [from, to] = [valuesOf(comparison.before, before), valuesOf(comparison.after, after)];
  if (from && to) {
    for (const value of to.filter((one) => !from.some((other) => same(one, other))))
      report(
        `${direction} value removed`,
        isRequest
          ? `${what} may no longer be ${code(value)}: send another value`
          : `${what} is no longer ${code(value)}`,
      );
    for (const value of from.filter((one) => !to.some((other) => same(one, other))))
      if (isRequest) report("request value added", `${what} may now be ${code(value)}`);
      else report("response widened", `${what} may be ${code(value)}: handle it`);
    return;
  }
  // As a request, since there each verdict is either wider or narrower.
  const inner = verdictsOf(comparison, (inside) =>
    below(before ?? {}, after ?? {}, field, { to: inside, direction: "request" }),
  ).map(({ bump }) => bump.client);
  if (before !== undefined && after !== undefined && !inner.some((bump) => /major|minor/.test(bump))) return;
  const narrowed = before === undefined || (after !== undefined && inner.includes("minor"));
  const kind = `${direction} ${narrowed ? "narrowed" : "widened"}` as const;
  if (isRequest)
    report(
      kind,
      narrowed
        ? `${what} excludes more values (\`not\`): send others`
        : `${what} excludes fewer values (\`not\`)`,
    );
  else
    report(
      kind,
      narrowed
        ? `${what} excludes more values (\`not\`)`
        : `${what} excludes fewer values (\`not\`): handle them`,
    );
}

/** The values that a schema lists; none for no schema, `undefined` for a schema that does more. */
function valuesOf(contract: Comparison["before"], schema: unknown): readonly unknown[] | undefined {
  if (!isObject(schema)) return [];
  const normal = normalSchema(contract, schema, "request").schema;
  const further = Object.keys(normal).filter((key) => restricts(key) && key !== "type" && key !== "enum");
  return further.length === 0 && Array.isArray(normal["enum"]) ? list(normal["enum"]) : undefined;
}
