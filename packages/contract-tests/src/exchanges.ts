/** A request and its answer, as they went over the wire. */
export interface Exchange {
  readonly method: string;
  readonly url: URL;
  readonly requestHeaders: Headers;
  readonly requestBody: unknown;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** A `fetch` that keeps what it carries. */
export function recorder(inner: typeof fetch = fetch): { fetch: typeof fetch; exchanges: Exchange[] } {
  const exchanges: Exchange[] = [];
  return {
    exchanges,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      const sent = await request.clone().text();
      const response = await inner(request);
      exchanges.push({
        method: request.method,
        url: new URL(request.url),
        requestHeaders: request.headers,
        requestBody: sent === "" ? undefined : JSON.parse(sent),
        status: response.status,
        headers: response.headers,
        text: await response.clone().text(),
      });
      return response;
    },
  };
}
