import { behaviourOf } from "../../behaviours/index.ts";
import { codes } from "../../contract/codes.ts";
import type { ResponseDraft } from "../../http/response.ts";
import { errorResponse } from "../../operation/operation-request.ts";
import type { OperationRequest } from "../../operation/operation-request.ts";
import { isCertainlyValid } from "./fast-path.ts";
import { schemaViolations } from "./schema-violations.ts";
import { strictViolations } from "./strict-parameters.ts";

/**
 * 99992402 with all parameters that violate the contract, or 232001 with the quirk `badParameter`. As in Feishu, unknown
 * parameters pass. Skipped if the behaviour validates parameters itself.
 */
export async function checkParameters(request: OperationRequest): Promise<ResponseDraft | undefined> {
  const { operation, context } = request;
  if (behaviourOf(operation)?.validatesParameters) return undefined;
  if (context.usesFastPath && isCertainlyValid(request)) return undefined;
  const strict = strictViolations(request);
  const strictFields = new Set(strict.map(({ field }) => field));
  const found = (await schemaViolations(request)).filter(({ field }) => !strictFields.has(field));
  const violations = [...strict, ...found];
  if (violations.length === 0) return undefined;
  const { badParameter } = context.options.quirks;
  if (badParameter === codes.invalidParameter && operation.failures.has(codes.invalidParameter))
    return errorResponse(request, codes.invalidParameter);
  return errorResponse(request, codes.fieldValidation, { field_violations: violations });
}
