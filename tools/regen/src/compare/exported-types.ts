import { ContractError } from "@feishu-openapi/codegen/contract/contract-error.ts";
import { parametersName, resultName } from "@feishu-openapi/codegen/model/names.ts";
import type { JsonObject } from "@feishu-openapi/codegen/contract/json.ts";
import type { Contract } from "@feishu-openapi/codegen/contract/load-contract.ts";
import type { Operation } from "@feishu-openapi/codegen/model/model.ts";
import { readModel } from "@feishu-openapi/codegen/read/read-model.ts";
import { mapping, same } from "../normal/values.ts";
import { code, entries, type Comparison } from "./comparison.ts";

/** Compares the names of the types that the generated client exports. */
export function compareExportedTypes({ before, after, report }: Comparison): void {
  const [old, now] = [componentsOf(before), componentsOf(after)];
  const [oldOperations, operations] = [operationsOf(before), operationsOf(after)];
  const exported = new Set([...now.keys(), ...typesOf(operations)]);
  // A removed or renamed operation is its own verdict; its types are not reported again.
  const kept = oldOperations.filter(({ id }) => operations.some((operation) => operation.id === id));
  for (const name of new Set([...old.keys(), ...typesOf(kept)])) {
    if (exported.has(name)) continue;
    const [newName] =
      [...now].find(
        ([other, schema]) => !old.has(other) && same(withName(schema, other, name), old.get(name)),
      ) ?? [];
    if (newName === undefined)
      report(
        "exported type removed",
        `the client no longer exports the type ${code(name)}: do not import it`,
      );
    else
      report(
        "exported type renamed",
        `the client's type ${code(name)} is now called ${code(newName)}: import it by that name`,
      );
  }
}

/** The schema with references to itself by another name. */
function withName(schema: JsonObject, from: string, to: string): unknown {
  const [own, other] = [from, to].map((name) => JSON.stringify(`#/components/schemas/${name}`));
  return JSON.parse(JSON.stringify(schema).replaceAll(own ?? "", other ?? ""));
}

function componentsOf(contract: Contract): Map<string, JsonObject> {
  return entries(contract, mapping(contract, contract.document["components"])["schemas"]);
}

function typesOf(operations: readonly Operation[]): string[] {
  return operations.flatMap((operation) => [
    ...(operation.parameters.length > 0 ? [parametersName(operation)] : []),
    resultName(operation),
  ]);
}

/** None for an older contract that breaks a rule which the generator has gained since. */
function operationsOf(contract: Contract): readonly Operation[] {
  try {
    return readModel(contract, []).operations;
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    return [];
  }
}
