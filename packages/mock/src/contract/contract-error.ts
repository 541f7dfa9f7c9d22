import type { Way } from "../located-text.ts";

/** What is wrong with a contract, and where in it. */
export class ContractError extends Error {
  override readonly name = "ContractError";
  readonly way: Way;

  constructor(message: string, way: Way, options?: ErrorOptions) {
    super(message, options);
    this.way = way;
  }
}
