import type { Contract } from "../contract/load-contract.ts";

/** Emits the whole contract as code, so that the mock needs no file and no YAML parser. */
export function emitMockContract(contract: Contract): string {
  return [
    `/** SHA-256 of the contract, in hexadecimal. */\nexport const contractSha256 = ${JSON.stringify(contract.sha256)};\n`,
    `/** The OpenAPI document, with its references. */\nexport const contract: Record<string, unknown> = ${JSON.stringify(contract.document, null, 2)};\n`,
  ].join("\n");
}
