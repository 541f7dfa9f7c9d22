import { createHash } from "node:crypto";
import { contract as document, contractSha256 } from "../generated/contract.ts";
import { readContract } from "./contract.ts";
import type { Contract, Operation } from "./contract.ts";
import type { Failure } from "./responses.ts";

/** The contract that this package was built with, shared by every mock of the process. */
export const builtInContract: Contract = readContract(
  document,
  `built in, sha256 ${contractSha256.slice(0, 12)}`,
);

// Computed before other code can modify the document.
const actualSha256 = createHash("sha256").update(JSON.stringify(document)).digest("hex");

/** The built-in contract. Throws an Error if the generated file was edited. */
export function verifiedContract(): Contract {
  if (actualSha256 === contractSha256) return builtInContract;
  throw new Error(
    `the built-in contract has sha256 ${actualSha256.slice(0, 12)}, but was generated with ${contractSha256.slice(0, 12)}: generate and build it again, or use --contract FILE`,
  );
}

/**
 * The documented failure for a code: that of the operation, otherwise that of another operation of the contract,
 * otherwise that of the built-in contract. Throws an Error if no operation documents the code.
 */
export function failureFor(contract: Contract, operation: Operation, code: number): Failure {
  const fallbacks = [...contract.operations, ...builtInContract.operations];
  for (const { failures } of [operation, ...fallbacks]) {
    const failure = failures.get(code);
    if (failure) return failure;
  }
  throw new Error(`no operation of the contract documents the code ${code}`);
}
