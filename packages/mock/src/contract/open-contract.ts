import { loadPrism } from "../prism.ts";
import type { Prism } from "../prism-types.ts";
import { provenContract } from "./built-in.ts";
import { readContract } from "./contract.ts";
import type { Contract } from "./contract.ts";
import { loadContract } from "./load-contract.ts";

/** A contract, and the Prism that holds it. The two are replaced together. */
export interface OpenContract {
  readonly contract: Contract;
  /** Loads Prism when first called; the same one ever after. */
  readonly prism: () => Promise<Prism>;
}

/**
 * Makes ready the contract of a file, or the built-in one. Rejects with a one-line Error that names file, line and
 * remedy for one that cannot be served.
 */
export async function openContract(path: string | undefined, seed: number): Promise<OpenContract> {
  // The built-in contract is proved by this package's tests; a foreign one must not fail only when first asked.
  if (path === undefined) {
    const contract = provenContract();
    return { contract, prism: lazyPrism(contract, seed) };
  }
  const { document, refusal } = await loadContract(path);
  try {
    const contract = readContract(document, path);
    const prism = lazyPrism(contract, seed);
    await prism();
    return { contract, prism };
  } catch (error) {
    throw refusal(error);
  }
}

function lazyPrism(contract: Contract, seed: number): () => Promise<Prism> {
  let loading: Promise<Prism> | undefined;
  return () => (loading ??= loadPrism(contract, seed));
}
