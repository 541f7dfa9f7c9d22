/** A deterministic stream of numbers. Not for secrets. */
export interface Random {
  /** An integer from 0 up to, but not including, the limit. */
  below(limit: number): number;
  /** Lower-case hexadecimal digits: a multiple of 8, at most 64. No two results start with the same 8 digits. */
  hex(digits: number): string;
  /** One element of a list. */
  pick<Element>(list: readonly Element[]): Element;
}

/**
 * Splitmix32. Its state does not repeat within 2^32 calls and its mixing is a bijection, so ids made of it are unique.
 */
export function randomFrom(seed: number): Random {
  const bytes = Buffer.alloc(32);
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
  const below = (limit: number): number => Math.floor((next() / 2 ** 32) * limit);
  const hex = (digits: number): string => {
    for (let offset = 0; offset < digits / 2; offset += 4) bytes.writeUInt32BE(next(), offset);
    return bytes.toString("hex", 0, digits / 2);
  };
  return { below, hex, pick: (list) => list[below(list.length)]! };
}
