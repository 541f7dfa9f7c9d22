import { readFileSync } from "node:fs";
import { join } from "node:path";
import { emitAgreement } from "./emit/agreement.ts";
import { emitApi } from "./emit/api.ts";
import { emitChecks } from "./emit/checks/emit-checks.ts";
import { emitClientTypes } from "./emit/client-types.ts";
import { emitErrors } from "./emit/errors.ts";
import { exportedNames } from "./emit/exported-names.ts";
import { header } from "./emit/header.ts";
import { emitLock, LOCK_FILE } from "./emit/lock.ts";
import { emitMockContract } from "./emit/mock-contract.ts";
import { emitOperations } from "./emit/operations.ts";
import { loadContract } from "./contract/load-contract.ts";
import { readModel } from "./read/read-model.ts";

/** A generated file. The path is relative to the repository's root. */
export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}

/**
 * Generates all files of a contract in memory. The same contract gives the same bytes.
 *
 * @throws {ContractError} for a contract that cannot be generated from.
 */
export async function generate(contractFile: string, root: string): Promise<GeneratedFile[]> {
  const contract = loadContract(contractFile);
  const client = "packages/client";
  const exports = exportedNames(readFileSync(join(root, client, "src/index.ts"), "utf8"));
  const model = readModel(
    contract,
    exports.map(({ name }) => name),
  );
  // Loads the TypeScript compiler, so only for a valid contract.
  const { emitSchema } = await import("./emit/schema.ts");
  const code: Record<string, string> = {
    [`${client}/src/generated/schema.ts`]: await emitSchema(model),
    [`${client}/src/generated/client.ts`]: emitClientTypes(model),
    [`${client}/src/generated/operations.ts`]: emitOperations(model),
    [`${client}/src/generated/errors.ts`]: emitErrors(model),
    [`${client}/src/generated/checks.ts`]: emitChecks(model),
    [`${client}/test/generated/agreement.test-d.ts`]: emitAgreement(model),
    "packages/mock/src/generated/contract.ts": emitMockContract(contract),
  };
  const files = [
    ...Object.entries(code).map(([path, text]) => ({ path, text: header(contract.sha256) + text })),
    { path: `${client}/api.md`, text: emitApi(model, exports, contract.sha256) },
  ];
  return [...files, { path: LOCK_FILE, text: emitLock(contract.sha256, files) }];
}
