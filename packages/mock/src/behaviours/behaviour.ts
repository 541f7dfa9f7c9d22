import type { ResponseDraft } from "../http/response.ts";
import type { OperationRequest } from "../operation/operation-request.ts";

/** The code of an operation that depends on state. */
export interface Behaviour {
  /** True if the operation validates parameters itself. `respond` then gets them unchecked. */
  validatesParameters?: true;
  /** Runs after every check has passed. */
  respond(request: OperationRequest): ResponseDraft;
}
