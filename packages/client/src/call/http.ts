// The only file that knows openapi-fetch.
import createFetchClient, {
  createFinalURL,
  createQuerySerializer,
  defaultBodySerializer,
  defaultPathSerializer,
  type Client,
} from "openapi-fetch";
import type { Descriptor } from "../descriptor.ts";
import type { WireRequest } from "./wire.ts";
import type { paths } from "../generated/schema.ts";
import { locate, type Params } from "./params.ts";

/** openapi-fetch's own client over the contract's paths. */
export type Http = Client<paths>;

/**
 * openapi-fetch for the caller. `tokenFor` is asked with the path template of each request and answers nothing where
 * the contract asks for no token; a request to another place than `baseUrl` gets none. Redirects are not followed,
 * since the token would go with them.
 */
export function createHttp(
  baseUrl: string,
  fetch: typeof globalThis.fetch,
  tokenFor: (schemaPath: string, signal: AbortSignal) => Promise<string | undefined>,
): Http {
  const http = createFetchClient<paths>({
    baseUrl,
    fetch: (request) =>
      fetch(request.redirect === "manual" ? request : new Request(request, { redirect: "manual" })),
    redirect: "manual",
  });
  http.use({
    async onRequest({ request, schemaPath }) {
      if (request.headers.has("Authorization") || !request.url.startsWith(`${baseUrl}/`)) return;
      const token = await tokenFor(schemaPath, request.signal);
      if (token !== undefined) request.headers.set("Authorization", `Bearer ${token}`);
    },
  });
  return http;
}

/**
 * Puts parameters where the contract says.
 *
 * @throws {TypeError} for an unknown parameter, and for one that cannot be written, naming it.
 */
export type Serialize = (descriptor: Descriptor, params: Params) => WireRequest;

/** openapi-fetch's own serialisers, so that both ways to call write a request alike. */
export function createSerializer(baseUrl: string): Serialize {
  const writing = {
    baseUrl,
    querySerializer: createQuerySerializer(),
    pathSerializer: defaultPathSerializer,
  };
  return (descriptor, params) => {
    const { path = {}, query = {}, body } = locate(descriptor, params);
    return {
      url: createFinalURL(descriptor.path, { ...writing, params: { path, query } }),
      method: descriptor.method,
      headers: body ? { "Content-Type": "application/json" } : {},
      body: body && defaultBodySerializer(body),
    };
  };
}
