/** A contract that cannot be generated from. Its message is one line: `file:line pointer: what is wrong and what to do`. */
export class ContractError extends Error {
  override readonly name = "ContractError";
}
