import { codes } from "../../contract/codes.ts";
import type { ResponseDraft } from "../../http/response.ts";
import { errorResponse } from "../../operation/operation-request.ts";
import type { OperationRequest } from "../../operation/operation-request.ts";

/**
 * 99991400 if the app has used up its quota for the operation, with Feishu's rate-limit headers. Rejected requests do
 * not count. Applies only with the option `rateLimit`.
 */
export function checkRateLimit(request: OperationRequest): ResponseDraft | undefined {
  const { operation, caller, context } = request;
  const { options, quotas, clock } = context;
  const limits = options.rateLimit === true ? operation.rateLimit : options.rateLimit || undefined;
  if (!limits) return undefined;
  const exceeded = quotas.countRequest(`${operation.id} ${caller?.app.appId ?? ""}`, limits, clock.now());
  if (!exceeded) return undefined;
  const headers = {
    "x-ogw-ratelimit-limit": String(exceeded.limit),
    "x-ogw-ratelimit-reset": String(Math.ceil(exceeded.waitMs / 1000)),
  };
  return { ...errorResponse(request, codes.rateLimited), headers };
}
