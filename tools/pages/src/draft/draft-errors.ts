import { isObject } from "@feishu-openapi/codegen/contract/json.ts";
import type { Contract } from "@feishu-openapi/codegen/contract/load-contract.ts";
import type { ErrorRow } from "../page/page.ts";
import { todo } from "./draft-schema.ts";

/** The usual kind for a status; the reader corrects it. */
const KINDS: Readonly<Record<string, string>> = {
  "401": "auth",
  "403": "permission",
  "404": "not_found",
  "429": "rate_limit",
  "500": "internal",
};

/** The shared responses of all operations, described once in the contract. */
const SHARED: Readonly<Record<string, string>> = {
  "401": "TokenExpired",
  "404": "PageNotFound",
  "429": "RateLimited",
  "500": "InternalError",
  "504": "GatewayTimeout",
};

/** Drafts the page's failures by status, and the responses that all operations share. */
export function draftErrors(rows: readonly ErrorRow[], contract: Contract): Record<string, unknown> {
  const byStatus = Map.groupBy(rows, ({ status }) => String(status ?? 400));
  const own = Array.from(
    byStatus,
    ([status, listed]) => [status, response(status, listed, contract)] as const,
  );
  const shared = Object.entries(SHARED)
    .filter(([status, name]) => !byStatus.has(status) && has(contract, ["responses", name]))
    .map(([status, name]) => [status, { $ref: `#/components/responses/${name}` }] as const);
  return Object.fromEntries([...own, ...shared].toSorted(([left], [right]) => Number(left) - Number(right)));
}

function response(status: string, rows: readonly ErrorRow[], contract: Contract): unknown {
  const examples = rows.map(({ code, text }) => {
    // A code has one meaning, so a known code becomes a reference.
    if (has(contract, ["examples", String(code)])) return [code, { $ref: `#/components/examples/${code}` }];
    const example = {
      summary: todo("TODO", "what happened, in a few words"),
      "x-error": {
        kind: todo(KINDS[status] ?? "validation", "guessed from the status"),
        evidence: "documented",
        remedy: todo("TODO", "what the user should do"),
      },
      value: { code, msg: text },
    };
    return [code, example];
  });
  return {
    description: todo("TODO", "when it is returned"),
    headers: { "X-Tt-Logid": { $ref: "#/components/headers/LogId" } },
    content: {
      "application/json": {
        schema: { $ref: "#/components/schemas/Failure" },
        examples: Object.fromEntries(examples) as unknown,
      },
    },
  };
}

function has(contract: Contract, pointer: readonly string[]): boolean {
  return isObject(contract.resolve(["components", ...pointer]).value);
}
