import { verifiedContract } from "../contract/built-in.ts";
import { readContract } from "../contract/contract.ts";
import type { Contract } from "../contract/contract.ts";
import { loadContract } from "../contract/load-contract.ts";
import { loadPrism } from "./prism.ts";
import type { Prism } from "./types.ts";

/** A contract with its Prism instance. */
export interface OpenContract {
  readonly contract: Contract;
  /** Loads Prism on the first call. Further calls return the same instance. */
  readonly prism: () => Promise<Prism>;
}

/**
 * Opens the contract in a file, or the built-in one. Rejects with a one-line Error that names file, line and remedy if
 * the contract cannot be served.
 */
export async function openContract(path: string | undefined, seed: number): Promise<OpenContract> {
  // Tests verify the built-in contract. A file must fail at start, not at its first request.
  if (path === undefined) {
    const contract = verifiedContract();
    return { contract, prism: lazyPrism(contract, seed) };
  }
  const { document, locateError } = await loadContract(path);
  try {
    const contract = readContract(document, path);
    const prism = lazyPrism(contract, seed);
    await prism();
    return { contract, prism };
  } catch (error) {
    throw locateError(error);
  }
}

function lazyPrism(contract: Contract, seed: number): () => Promise<Prism> {
  let loading: Promise<Prism> | undefined;
  return () => (loading ??= loadPrism(contract, seed));
}
