import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ContractError } from "@feishu-openapi/codegen/contract/contract-error.ts";
import { formatPointer } from "@feishu-openapi/codegen/contract/json.ts";
import { contractOf, type Contract } from "@feishu-openapi/codegen/contract/load-contract.ts";
import { parse } from "yaml";
import { repository } from "@feishu-openapi/cli/command.ts";

const realText = readFileSync(join(repository, "spec/openapi.yaml"), "utf8");
// A JSON copy has no aliases, so an edit changes one place only.
const real = JSON.stringify(parse(realText));

type Container = { [step: string]: unknown };
/** A path and its new value; `undefined` removes the value, and a function computes it from the old one. */
export type Edit = readonly [place: string, value: unknown];

/** Abbreviations for the beginning of a path. */
const SHORT: { readonly [name: string]: readonly string[] } = {
  list: ["paths", "/im/v1/chats", "get"],
  token: ["paths", "/auth/v3/tenant_access_token/internal", "post"],
  body: "paths,/auth/v3/tenant_access_token/internal,post,requestBody,content,application/json,schema".split(
    ",",
  ),
  chat: ["components", "schemas", "Chat"],
  page: ["components", "schemas", "ChatPage"],
};

/** The value at a path of the real contract. */
export function valueAt(place: string): unknown {
  return stepsOf(place).reduce<unknown>((value, step) => (value as Container)[step], JSON.parse(real));
}

function stepsOf(place: string): string[] {
  const [first = "", ...rest] = place.split(" ");
  return [...(SHORT[first] ?? [first]), ...rest];
}

/** The real contract with edits. */
export function edited(...edits: readonly Edit[]): Contract {
  const document = JSON.parse(real) as Container;
  for (const [place, value] of edits) {
    const steps = stepsOf(place);
    const last = steps.pop() ?? "";
    const parent = steps.reduce((container, step) => (container[step] ??= {}) as Container, document);
    const next: unknown =
      typeof value === "function" ? (value as (old: unknown) => unknown)(parent[last]) : value;
    if (next === undefined && Array.isArray(parent)) parent.splice(Number(last), 1);
    else if (next === undefined) delete parent[last];
    else parent[last] = next;
  }
  return contractOf(document, (pointer, message) => {
    throw new ContractError(`${formatPointer(pointer)}: ${message}`);
  });
}
