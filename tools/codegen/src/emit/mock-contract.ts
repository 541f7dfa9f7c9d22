import type { Contract } from "../contract/load-contract.ts";

/** The contract for the mock, whole, so that it needs neither a file nor a YAML parser to start. */
export function emitMockContract(contract: Contract): string {
  return [
    `/** Of the contract that this file was made from, hexadecimal. */\nexport const contractSha256 = ${JSON.stringify(contract.sha256)};\n`,
    `/** The OpenAPI document, its internal references kept. */\nexport const contract: Record<string, unknown> = ${JSON.stringify(contract.document, null, 2)};\n`,
  ].join("\n");
}
