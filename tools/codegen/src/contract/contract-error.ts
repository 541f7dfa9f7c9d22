import { UserError } from "@feishu-openapi/cli/errors.ts";

/** A contract that cannot be generated from. The message is `file:line pointer: what is wrong; what to do`. */
export class ContractError extends UserError {
  override readonly name = "ContractError";
}
