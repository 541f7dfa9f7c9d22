import { contract as document, contractSha256 } from "../generated/contract.ts";
import { readContract } from "./contract.ts";
import type { Contract, Operation } from "./contract.ts";
import type { Failure } from "./responses.ts";

/** The contract that this package was built with. Read once, shared by every mock of a process. */
export const builtInContract: Contract = readContract(
  document,
  `built in, sha256 ${contractSha256.slice(0, 12)}`,
);

/**
 * The failure that an operation documents under a code; else one that another operation of its contract does; else
 * the built-in contract's. So the wording of a code stands in one place. Throws where none knows the code.
 */
export function failureOf(contract: Contract, operation: Operation, code: number): Failure {
  const others = [...contract.operations, ...builtInContract.operations];
  for (const { failures } of [operation, ...others]) {
    const failure = failures.get(code);
    if (failure) return failure;
  }
  throw new Error(`no operation of the contract documents the code ${code}`);
}
