import type { Answer } from "../answer.ts";
import { behaviourOf } from "../behaviours/index.ts";
import { refuse } from "../call.ts";
import type { Call } from "../call.ts";
import { schemaViolations } from "./schema-violations.ts";
import { strictViolations } from "./strict-parameters.ts";

/**
 * 99992402 with every parameter that breaks the contract. Unknown parameters pass, as Feishu lets them; so does
 * everything where a behaviour decides about its parameters itself.
 */
export async function parametersValid(call: Call): Promise<Answer | undefined> {
  if (behaviourOf(call.operation)?.decidesParameters) return undefined;
  if (call.setup.surelyValid(call)) return undefined;
  const strict = strictViolations(call);
  const known = new Set(strict.map(({ field }) => field));
  const others = (await schemaViolations(call)).filter(({ field }) => !known.has(field));
  const violations = [...strict, ...others];
  if (violations.length === 0) return undefined;
  const { badParameter } = call.setup.options.quirks;
  if (badParameter === 232001 && call.operation.failures.has(232001)) return refuse(call, 232001);
  return refuse(call, 99992402, { field_violations: violations });
}
