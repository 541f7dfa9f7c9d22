import { lend } from "./lend.ts";

/** The headers of an answer: `get` and `has` read Node's own list, anything else a `Headers` that is made then. */
export class NodeHeaders {
  readonly #raw: readonly string[];
  #real: Headers | undefined;

  /** `raw` holds names and values in turn, as they came. */
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
    throw new TypeError("the headers of an answer cannot be changed");
  }

  set(): never {
    return this.append();
  }

  delete(): never {
    return this.append();
  }

  /** All of them as the platform's own object. */
  static whole(headers: NodeHeaders): Headers {
    if (headers.#real) return headers.#real;
    const real = new Headers();
    const raw = headers.#raw;
    for (let at = 0; at < raw.length; at += 2) real.append(raw[at]!, raw[at + 1]!);
    return (headers.#real = real);
  }
}

lend(
  NodeHeaders.prototype,
  () => Headers.prototype,
  (headers) => NodeHeaders.whole(headers),
);

/** One header out of names and values in turn, several joined by a comma; `name` in lower case. */
export function rawHeader(raw: readonly string[], name: string): string | null {
  let found: string | null = null;
  for (let at = 0; at < raw.length; at += 2) {
    const candidate = raw[at]!;
    // The length first: it rules out nearly all without a copy in lower case.
    if (candidate.length !== name.length || candidate.toLowerCase() !== name) continue;
    found = found === null ? raw[at + 1]! : `${found}, ${raw[at + 1]!}`;
  }
  return found;
}
