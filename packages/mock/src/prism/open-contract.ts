import { verifiedContract } from "../contract/built-in.ts";
import { readContract } from "../contract/contract.ts";
import type { Contract } from "../contract/contract.ts";
import { loadContract } from "../contract/load-contract.ts";
import { loadPrism } from "./prism.ts";
import type { Prism } from "./types.ts";

/** Shared by all mocks of the process. */
let builtIn: ReturnType<typeof loadPrism> | undefined;

/** A contract with its Prism instance. */
export interface OpenContract {
  readonly contract: Contract;
  /** Loads Prism on the first call. */
  readonly prism: () => Promise<Prism>;
}

/**
 * Opens the contract in a file, or the built-in one. Rejects with a one-line Error that names file, line and remedy if
 * the contract cannot be served.
 */
export async function openContract(path: string | undefined, seed: number): Promise<OpenContract> {
  if (path === undefined) {
    const contract = verifiedContract();
    return { contract, prism: async () => (await (builtIn ??= loadPrism(contract)))(seed) };
  }
  const { document, locateError } = await loadContract(path);
  try {
    const contract = readContract(document, path);
    // A file must fail at start, not at its first request. Tests verify the built-in contract.
    const prism = (await loadPrism(contract))(seed);
    return { contract, prism: () => Promise.resolve(prism) };
  } catch (error) {
    throw locateError(error);
  }
}
