import type { IncomingMessage } from "node:http";
import { readBody, type BoundedResponse } from "../call/read-body.ts";
import { readText, webStream } from "./body.ts";
import { NodeHeaders, rawHeader } from "./headers.ts";
import { lend } from "./lend.ts";
import type { Transfer } from "./transfer.ts";

const withoutBody: ReadonlySet<number> = new Set([204, 205, 304]);

/**
 * An answer that reads like a `Response` and costs a fraction of one. What it does not have itself (`body`, `clone`,
 * `arrayBuffer` and the like) is lent by a real `Response` that is made when first asked for, and reads the body from
 * then on. `instanceof Response` holds: it is one look at the prototype for callers that ask, and nothing per answer.
 */
export class NodeResponse implements BoundedResponse {
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
    // Nobody reads a body that is not there, yet the connection is free only after its end.
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

  boundedText(maxBytes: number): Promise<string> {
    if (this.#real) return readBody(this.#real, maxBytes);
    if (!this.#hasBody) return Promise.resolve("");
    if (this.#used) return Promise.reject(new TypeError("the body was read already"));
    this.#used = true;
    return readText(this.#message, this.#transfer, maxBytes);
  }

  text(): Promise<string> {
    return this.boundedText(Infinity);
  }

  async json(): Promise<unknown> {
    return JSON.parse(await this.text());
  }

  /** The platform's own object, which takes the body over. */
  static whole(response: NodeResponse): Response {
    if (response.#real) return response.#real;
    const { status, statusText } = response;
    const headers = NodeHeaders.whole(response.headers);
    const body = !response.#hasBody
      ? null
      : response.#used
        ? ""
        : webStream(response.#message, response.#transfer);
    const real = new Response(body, { status, statusText, headers });
    // Read already, so the real one is to say so too.
    if (response.#used && response.#hasBody) void real.text();
    return (response.#real = real);
  }
}

// `console.log` of an answer must not take its body, as the platform's own way of showing one would.
Object.defineProperty(NodeResponse.prototype, Symbol.for("nodejs.util.inspect.custom"), {
  value(this: NodeResponse): object {
    const { status, statusText, url, bodyUsed } = this;
    return { status, statusText, url, bodyUsed };
  },
});
lend(
  NodeResponse.prototype,
  () => Response.prototype,
  (response) => NodeResponse.whole(response),
);
