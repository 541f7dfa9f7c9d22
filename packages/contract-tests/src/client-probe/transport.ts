import type { Clock } from "@feishu-openapi/client";

/** A request as the client hands it to `fetch`. */
export interface Sent {
  readonly method: string;
  /** To the letter. */
  readonly url: string;
  readonly headers: Headers;
  readonly body: string | undefined;
  readonly redirect: string | undefined;
  /** What gives it up; undefined where nobody knows. */
  readonly signal: AbortSignal | undefined;
  /** When, by the client's clock, in milliseconds. */
  readonly atMs: number;
}

/** An answer; an error in its place is thrown as `fetch` would, and `silence` never comes. */
export type Reply = WholeReply | { readonly error: Error } | "silence";

/** An answer that arrives. */
export interface WholeReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Answers the requests of one client, counted from 0. */
export type Server = (sent: Sent, index: number) => Reply | Promise<Reply>;

/** A `fetch` that keeps what it was given. */
export interface Transport {
  readonly fetch: typeof globalThis.fetch;
  readonly sent: readonly Sent[];
  /** The answers that arrived. */
  readonly replies: readonly WholeReply[];
  /** Settles when there were so many requests that there will be no end. */
  readonly runaway: Promise<void>;
}

/** A transport in memory, in front of a server, for `mostRequests` at most. */
export function transportTo(server: Server, clock: Clock, mostRequests: number): Transport {
  const sent: Sent[] = [];
  const replies: WholeReply[] = [];
  const { promise: runaway, resolve: runAway } = Promise.withResolvers<void>();
  return {
    sent,
    replies,
    runaway,
    async fetch(input, init) {
      const { signal } = init ?? {};
      signal?.throwIfAborted();
      const one: Sent = {
        method: init?.method ?? "GET",
        url: input instanceof Request ? input.url : String(input),
        headers: new Headers(init?.headers),
        body: typeof init?.body === "string" ? init.body : undefined,
        redirect: init?.redirect,
        signal: signal ?? undefined,
        atMs: clock.now(),
      };
      sent.push(one);
      if (sent.length > mostRequests) {
        runAway();
        return forever(undefined);
      }
      const reply = await server(one, sent.length - 1);
      if (reply === "silence") return forever(signal);
      if ("error" in reply) throw reply.error;
      signal?.throwIfAborted();
      replies.push(reply);
      const { status, headers, text } = reply;
      return new Response(text, { status, headers });
    },
  };
}

function forever(signal: AbortSignal | null | undefined): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal?.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
  });
}
