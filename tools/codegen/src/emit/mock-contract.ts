import type { Contract } from "../contract/load-contract.ts";

/** Emits the whole contract as code, so that the mock needs no file and no YAML parser. */
export function emitMockContract(contract: Contract): string {
  return [
    `/** Of the contract that this file was made from, hexadecimal. */\nexport const contractSha256 = ${JSON.stringify(contract.sha256)};\n`,
    `/** The OpenAPI document, its internal references kept. */\nexport const contract: Record<string, unknown> = ${JSON.stringify(contract.document, null, 2)};\n`,
  ].join("\n");
}
