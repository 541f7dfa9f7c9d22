import { textOf } from "../contract/text.ts";
import type { Operation, Parameter } from "../contract/types.ts";
import type { Case } from "./case.ts";
import { expectQuery, isValid } from "./expected.ts";
import type { MakeRequest } from "./request.ts";
import { encode, valuesOf } from "./values.ts";

/** A case of a query, with the response that the contract expects. */
export function queryCase(
  operation: Operation,
  query: Readonly<Record<string, string | undefined>>,
  fields: Pick<Case, "name" | "parameters"> & Partial<Case>,
  request: MakeRequest,
): Case {
  const sent = request(operation, { query });
  const expect = expectQuery(operation, sent.query);
  const category = expect.accept ? "positive" : expect.fields ? "parameter" : "cursor";
  return { operation, category, request: sent, expect, ...fields };
}

/** A few valid and invalid values of a parameter, percent-encoded. */
export function representatives(parameter: Parameter): { valid: string[]; invalid: string[] } {
  const sendable = valuesOf(parameter).filter(({ transport }) => !transport);
  const [valid, invalid] = [true, false].map((validity) =>
    sendable
      .filter(({ raw }) => isValid(parameter, [decode(raw)]) === validity)
      .toSorted((left, right) => left.raw.length - right.raw.length)
      .map(({ raw }) => raw),
  );
  const { enum: options, minimum, maximum } = parameter.schema;
  const optionsOrBounds = (Array.isArray(options) ? (options as unknown[]) : [minimum, maximum]).filter(
    (value) => value !== undefined,
  );
  return {
    valid: optionsOrBounds.length > 0 ? optionsOrBounds.map((value) => encode(textOf(value))) : spread(valid),
    invalid: spread(invalid),
  };
}

/** Three values spread over the list. */
function spread(values: readonly string[] = []): string[] {
  const picked = [0, 0.35, 0.7].map((share) => values[Math.floor(values.length * share)]);
  return [...new Set(picked)].filter((raw) => raw !== undefined);
}

function decode(raw: string): string {
  return new URLSearchParams(`v=${raw}`).get("v") ?? "";
}
