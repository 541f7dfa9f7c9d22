import { behaviourOf } from "../../behaviours/index.ts";
import { refuse } from "../../call/call.ts";
import type { Call } from "../../call/call.ts";
import type { ResponseDraft } from "../../http/response.ts";
import { fastPathValidate } from "./fast-path.ts";
import { schemaViolations } from "./schema-violations.ts";
import { strictViolations } from "./strict-parameters.ts";

/**
 * 99992402 with all parameters that violate the contract. As in Feishu, unknown parameters pass. Skipped if the
 * behaviour validates parameters itself.
 */
export async function parametersValid(call: Call): Promise<ResponseDraft | undefined> {
  if (behaviourOf(call.operation)?.validatesParameters) return undefined;
  if (call.setup.usesFastPath && fastPathValidate(call)) return undefined;
  const strict = strictViolations(call);
  const found = new Set(strict.map(({ field }) => field));
  const others = (await schemaViolations(call)).filter(({ field }) => !found.has(field));
  const violations = [...strict, ...others];
  if (violations.length === 0) return undefined;
  const { badParameter } = call.setup.options.quirks;
  if (badParameter === 232001 && call.operation.failures.has(232001)) return refuse(call, 232001);
  return refuse(call, 99992402, { field_violations: violations });
}
