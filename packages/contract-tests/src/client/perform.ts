import type { FeishuClient } from "@feishu-openapi/client";
import { preview } from "../contract/text.ts";
import type { JsonObject, Operation } from "../contract/types.ts";
import type { Results } from "../report/results.ts";
import type { CreateClient } from "../under-test/client.ts";

/** What each part of the client's probe needs. */
export interface ClientProbe {
  readonly createClient: CreateClient;
  readonly seed: number;
  readonly results: Results;
}

/** A request as the client passed it to `fetch`. */
export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: string | undefined;
  readonly redirect: string | undefined;
}

/** Where {@link perform} sends requests to. */
export interface Server {
  readonly url: string;
  readonly fetch: typeof globalThis.fetch;
}

/** The result of a call, and what was sent for it. */
export interface Performed {
  readonly isSuccess: boolean;
  /** What the call returned, or the error that it threw. */
  readonly result: unknown;
  readonly sent: readonly SentRequest[];
  /** Copies of the responses, in order. */
  readonly responses: readonly Response[];
}

/** Makes a client that sends to the server, and calls it. Never rejects. */
export async function perform(
  createClient: CreateClient,
  server: Server,
  token: string,
  call: (client: FeishuClient) => PromiseLike<unknown>,
): Promise<Performed> {
  const sent: SentRequest[] = [];
  const responses: Response[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    sent.push({
      method: init?.method ?? "GET",
      url: input instanceof Request ? input.url : String(input),
      headers: new Headers(init?.headers),
      body: typeof init?.body === "string" ? init.body : undefined,
      redirect: init?.redirect,
    });
    const response = await server.fetch(input, init);
    responses.push(response.clone());
    return response;
  };
  try {
    const client = createClient({ token, baseUrl: server.url, fetch, retry: false, rateLimit: false });
    return { isSuccess: true, result: await call(client), sent, responses };
  } catch (error) {
    return { isSuccess: false, result: error, sent, responses };
  }
}

/** How a call ended, in words. */
export function describeResult({ isSuccess, result }: Performed): string {
  if (isSuccess) return "it succeeded";
  const { name, message } = result as Partial<Error>;
  return `it failed with ${name ?? typeof result}: ${preview(message)}`;
}

/** A call as source code. */
export function describeCall({ id }: Operation, params: JsonObject): string {
  const fields = Object.entries(params).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  return `${id}({ ${fields.join(", ")} })`;
}
