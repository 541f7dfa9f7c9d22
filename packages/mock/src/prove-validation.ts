import { ContractError } from "./contract/contract-error.ts";
import type { Operation } from "./contract/contract.ts";
import { knownBad, knownBadBody } from "./known-bad.ts";
import type { Prism, PrismInput } from "./prism-types.ts";

/**
 * Proves that Prism refuses a known-bad value of each parameter, and of a JSON body, of an operation: it skips
 * validation in silence where a schema does not compile. Rejects with a ContractError that names the first that passes.
 */
export async function proveValidation(prism: Prism, operation: Operation): Promise<void> {
  for (const { name, in: place, schema, items } of operation.parameters) {
    const bad = knownBad(schema["type"] === "array" ? items : schema);
    if (bad === undefined) continue;
    const input = blank(operation);
    if (place === "query") input.query = { [name]: bad };
    else if (place === "header") input.headers = { [name.toLowerCase()]: bad };
    else input.path = operation.path.replace(`{${name}}`, encodeURIComponent(bad));
    await expectRefusal(prism, operation, input, [place, name.toLowerCase()], bad);
  }
  const bad = knownBadBody(operation.bodySchema);
  if (bad !== undefined)
    await expectRefusal(prism, operation, { ...blank(operation), body: bad }, ["body"], bad);
}

function blank(operation: Operation): PrismInput {
  return { path: operation.path, query: {}, headers: {}, body: undefined };
}

async function expectRefusal(
  prism: Prism,
  operation: Operation,
  input: PrismInput,
  place: readonly string[],
  bad: string,
): Promise<void> {
  const where = `${operation.method} ${operation.path}, ${place.join(" ")}`;
  const way = ["paths", operation.path, operation.method.toLowerCase()];
  const diagnostics = await prism.validate(operation, input).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ContractError(`${where}: ${reason}`, way, { cause: error });
  });
  if (diagnostics.some(({ path }) => place.every((step, index) => path[index] === step))) return;
  throw new ContractError(
    `${where}: the bad value ${JSON.stringify(bad)} passes, so a schema there does not compile; correct it`,
    way,
  );
}
