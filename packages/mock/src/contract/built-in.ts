import { createHash } from "node:crypto";
import { contract as document, contractSha256 } from "../generated/contract.ts";
import { readContract } from "./contract.ts";
import type { Contract, Operation } from "./contract.ts";
import type { Failure } from "./responses.ts";

/** The contract that this package was built with. Read once, shared by every mock of a process. */
export const builtInContract: Contract = readContract(
  document,
  `built in, sha256 ${contractSha256.slice(0, 12)}`,
);

// Before anything is made of the document, which others may write into.
const actualSha256 = createHash("sha256").update(JSON.stringify(document)).digest("hex");

/**
 * The built-in contract, for a mock to serve. Throws when it is not the one that it says it was generated from: when
 * somebody edited the generated file.
 */
export function provenContract(): Contract {
  if (actualSha256 === contractSha256) return builtInContract;
  throw new Error(
    `the built-in contract has sha256 ${actualSha256.slice(0, 12)}, but was generated as ${contractSha256.slice(0, 12)}: generate and build anew, or name a contract with --contract FILE`,
  );
}

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
