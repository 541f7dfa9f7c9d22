import type { DocumentPath } from "../util/located-document.ts";

/** An error in a contract, with its place in the document. */
export class ContractError extends Error {
  override readonly name = "ContractError";
  readonly path: DocumentPath;

  constructor(message: string, path: DocumentPath, options?: ErrorOptions) {
    super(message, options);
    this.path = path;
  }
}
