import { isObject } from "@feishu-openapi/codegen/contract/json.ts";
import type { Contract } from "@feishu-openapi/codegen/contract/load-contract.ts";
import type { ErrorRow } from "../page/page.ts";
import { todo } from "./draft-schema.ts";

/** What a status usually means, for whoever corrects it. */
const KINDS: Readonly<Record<string, string>> = {
  "401": "auth",
  "403": "permission",
  "404": "not_found",
  "429": "rate_limit",
  "500": "internal",
};

/** What every operation may answer, described once in the contract. */
const SHARED: Readonly<Record<string, string>> = {
  "401": "TokenExpired",
  "404": "PageNotFound",
  "429": "RateLimited",
  "500": "InternalError",
  "504": "GatewayTimeout",
};

/** The refusals that a page lists, by their statuses, and those that every operation shares. */
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
    // One code has one meaning: what the contract knows is referred to.
    if (has(contract, ["examples", String(code)])) return [code, { $ref: `#/components/examples/${code}` }];
    const example = {
      summary: todo("TODO", "what happened, in a few words"),
      "x-error": {
        kind: todo(KINDS[status] ?? "validation", "guessed from the status"),
        evidence: "documented",
        remedy: todo("TODO", "what the reader of the error should do"),
      },
      value: { code, msg: text },
    };
    return [code, example];
  });
  return {
    description: todo("TODO", "when it is answered"),
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
