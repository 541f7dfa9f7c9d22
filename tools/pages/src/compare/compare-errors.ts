import type { ContractFacts } from "../contract/contract-facts.ts";
import type { Page } from "../page/page.ts";
import type { Difference } from "./difference.ts";

/** Compares the error codes and their statuses. A page need not list the codes of the whole platform. */
export function compareErrors({ errors, requestLine }: Page, facts: ContractFacts): Difference[] {
  const own = facts.errors.filter(({ isOwn }) => isOwn);
  const listed = own.map(({ code }) => code).join(", ");
  if (!errors)
    return own.length === 0
      ? []
      : [
          {
            kind: "section",
            what: "section 错误码 (Error codes)",
            page: "no such section",
            contract: listed,
            line: requestLine,
          },
        ];
  const ours = new Map(facts.errors.map((error) => [error.code, error]));
  const listedCodes = new Set(errors.rows.map(({ code }) => code));
  return [
    ...errors.rows.flatMap(({ code, status, line }): Difference[] => {
      const error = ours.get(code);
      if (!error)
        return [{ kind: "error code", what: `error ${code}`, page: "listed", contract: "not listed", line }];
      if (status === undefined || error.statuses.includes(status)) return [];
      const contract = error.statuses.join(", ");
      return [{ kind: "error status", what: `error ${code} status`, page: String(status), contract, line }];
    }),
    ...own
      .filter(({ code }) => !listedCodes.has(code))
      .map(({ code }): Difference => ({
        kind: "error code",
        what: `error ${code}`,
        page: "not listed",
        contract: "listed",
        line: errors.line,
      })),
  ];
}
