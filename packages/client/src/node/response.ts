import type { IncomingMessage } from "node:http";
import { readBody, type SizeLimitedResponse } from "../call/read-body.ts";
import { readText, webStream } from "./body.ts";
import { NodeHeaders, rawHeader } from "./headers.ts";
import { delegateLazily } from "./delegate-lazily.ts";
import type { Transfer } from "./transfer.ts";

const withoutBody: ReadonlySet<number> = new Set([204, 205, 304]);

/**
 * A lightweight `Response`. Members that it lacks (`body`, `clone`, `arrayBuffer` and so on) are delegated to a real
 * `Response`, which is created on first use and then reads the body. `instanceof Response` holds.
 */
export class NodeResponse implements SizeLimitedResponse {
  readonly status: number;
  readonly headers: NodeHeaders;
  readonly #message: IncomingMessage;
  readonly #transfer: Transfer;
  readonly #url: URL;
  readonly #hasBody: boolean;
  #used = false;
  #real: Response | undefined;

  constructor(message: IncomingMessage, transfer: Transfer, url: URL, isHead: boolean) {
    this.status = message.statusCode ?? 0;
    this.headers = new NodeHeaders(message.rawHeaders);
    this.#message = message;
    this.#transfer = transfer;
    this.#url = url;
    this.#hasBody =
      !isHead && !withoutBody.has(this.status) && rawHeader(message.rawHeaders, "content-length") !== "0";
    // The connection is free only after the end of the message, even without a body.
    if (!this.#hasBody) message.resume();
  }

  get statusText(): string {
    return this.#message.statusMessage ?? "";
  }

  get ok(): boolean {
    return this.status >= 200 && this.status < 300;
  }

  get type(): "basic" {
    return "basic";
  }

  get redirected(): false {
    return false;
  }

  get url(): string {
    const { href, hash } = this.#url;
    return hash ? href.slice(0, -hash.length) : href;
  }

  get bodyUsed(): boolean {
    return this.#real ? this.#real.bodyUsed : this.#used && this.#hasBody;
  }

  textUpTo(maxBytes: number): Promise<string> {
    if (this.#real) return readBody(this.#real, maxBytes);
    if (!this.#hasBody) return Promise.resolve("");
    if (this.#used) return Promise.reject(new TypeError("the body has already been read"));
    this.#used = true;
    return readText(this.#message, this.#transfer, maxBytes);
  }

  text(): Promise<string> {
    return this.textUpTo(Infinity);
  }

  async json(): Promise<unknown> {
    return JSON.parse(await this.text());
  }

  /** Returns the platform's own object, which takes over the body. */
  static toReal(response: NodeResponse): Response {
    if (response.#real) return response.#real;
    const { status, statusText } = response;
    const headers = NodeHeaders.toReal(response.headers);
    const body = !response.#hasBody
      ? null
      : response.#used
        ? ""
        : webStream(response.#message, response.#transfer);
    const real = new Response(body, { status, statusText, headers });
    // Marks the body of the real response as used, too.
    if (response.#used && response.#hasBody) void real.text();
    return (response.#real = real);
  }
}

// `console.log` must not consume the body, as the platform's own inspection would.
Object.defineProperty(NodeResponse.prototype, Symbol.for("nodejs.util.inspect.custom"), {
  value(this: NodeResponse): object {
    const { status, statusText, url, bodyUsed } = this;
    return { status, statusText, url, bodyUsed };
  },
});
delegateLazily(
  NodeResponse.prototype,
  () => Response.prototype,
  (response) => NodeResponse.toReal(response),
);
