/** A contract that cannot be generated from. Its message is one line: `file:line pointer: what is wrong and what to do`. */
export class ContractError extends Error {
  override readonly name = "ContractError";

  constructor(message: string) {
    // It may quote the contract, where a text may run over several lines.
    super(message.replaceAll(/\s*\n\s*/g, " "));
  }
}
