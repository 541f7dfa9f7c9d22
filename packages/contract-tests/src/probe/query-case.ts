import type { Operation } from "../contract.ts";
import type { Case } from "./case.ts";
import { expectQuery } from "./oracle.ts";
import type { MakeRequest } from "./request.ts";

/** A case of a query, whose outcome the oracle tells. */
export function queryCase(
  operation: Operation,
  query: Readonly<Record<string, string | undefined>>,
  about: Pick<Case, "name" | "parameters"> & Partial<Case>,
  request: MakeRequest,
): Case {
  const made = request(operation, { query });
  const expect = expectQuery(operation, made.query);
  const aim = expect.accept ? "positive" : expect.fields ? "parameter" : "token";
  return { operation, aim, request: made, expect, ...about };
}
