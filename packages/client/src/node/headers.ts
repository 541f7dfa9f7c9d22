import { delegateLazily } from "./delegate-lazily.ts";

/** The headers of a response. `get` and `has` read Node's raw list; all else is delegated to a `Headers` object. */
export class NodeHeaders {
  readonly #raw: readonly string[];
  #real: Headers | undefined;

  /** `raw` holds alternating names and values, as received. */
  constructor(raw: readonly string[]) {
    this.#raw = raw;
  }

  get(name: string): string | null {
    return rawHeader(this.#raw, name.toLowerCase());
  }

  has(name: string): boolean {
    return this.get(name) !== null;
  }

  append(): never {
    throw new TypeError("the headers of a response cannot be changed");
  }

  set(): never {
    return this.append();
  }

  delete(): never {
    return this.append();
  }

  /** Returns the platform's own object with all headers. */
  static toReal(headers: NodeHeaders): Headers {
    if (headers.#real) return headers.#real;
    const real = new Headers();
    const raw = headers.#raw;
    for (let index = 0; index < raw.length; index += 2) real.append(raw[index]!, raw[index + 1]!);
    return (headers.#real = real);
  }
}

delegateLazily(
  NodeHeaders.prototype,
  () => Headers.prototype,
  (headers) => NodeHeaders.toReal(headers),
);

/** Returns a header from alternating names and values; joins repeated ones by commas. `name` is in lower case. */
export function rawHeader(raw: readonly string[], name: string): string | null {
  let found: string | null = null;
  for (let index = 0; index < raw.length; index += 2) {
    const candidate = raw[index]!;
    // Comparing lengths first avoids nearly all lower-case copies.
    if (candidate.length !== name.length || candidate.toLowerCase() !== name) continue;
    found = found === null ? raw[index + 1]! : `${found}, ${raw[index + 1]!}`;
  }
  return found;
}
