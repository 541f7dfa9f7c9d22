import { ContractError } from "../contract/contract-error.ts";
import type { Operation } from "../contract/contract.ts";
import { invalidBodySample, invalidSample } from "./invalid-sample.ts";
import type { Prism, PrismInput } from "./types.ts";

/**
 * Checks that Prism rejects an invalid value of each parameter and of the JSON body: Prism silently skips validation if
 * a schema does not compile. Rejects with a ContractError that names the first invalid value that passes.
 */
export async function checkValidation(prism: Prism, operation: Operation): Promise<void> {
  for (const { name, in: location, schema, items } of operation.parameters) {
    const sample = invalidSample(schema["type"] === "array" ? items : schema);
    if (sample === undefined) continue;
    const input = emptyInput(operation);
    if (location === "query") input.query = { [name]: sample };
    else if (location === "header") input.headers = { [name.toLowerCase()]: sample };
    else input.path = operation.path.replace(`{${name}}`, encodeURIComponent(sample));
    await expectDiagnostic(prism, operation, input, [location, name.toLowerCase()], sample);
  }
  const sample = invalidBodySample(operation.bodySchema);
  if (sample !== undefined)
    await expectDiagnostic(prism, operation, { ...emptyInput(operation), body: sample }, ["body"], sample);
}

function emptyInput(operation: Operation): PrismInput {
  return { path: operation.path, query: {}, headers: {}, body: undefined };
}

async function expectDiagnostic(
  prism: Prism,
  operation: Operation,
  input: PrismInput,
  expected: readonly string[],
  sample: string,
): Promise<void> {
  const where = `${operation.method} ${operation.path}, ${expected.join(" ")}`;
  const operationPath = ["paths", operation.path, operation.method.toLowerCase()];
  const diagnostics = await prism.validate(operation, input).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ContractError(`${where}: ${reason}`, operationPath, { cause: error });
  });
  if (diagnostics.some(({ path }) => expected.every((segment, index) => path[index] === segment))) return;
  throw new ContractError(
    `${where}: the invalid value ${JSON.stringify(sample)} passes, so its schema does not compile; correct the schema`,
    operationPath,
  );
}
