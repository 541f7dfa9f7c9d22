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
import { groupByLocation, type Params } from "./params.ts";

/** An openapi-fetch client typed by the contract's paths. */
export type Http = Client<paths>;

/**
 * Creates the openapi-fetch client behind `client.http`. `tokenFor` receives the path template of each request and
 * returns its token, or `undefined` if the operation takes none. A request outside of `baseUrl` gets no token. Redirects
 * are not followed, because the token would be sent there.
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
 * Builds the request of an operation from its parameters.
 *
 * @throws {TypeError} for an unknown parameter, or a value that cannot be serialized; the message names the parameter.
 */
export type Serialize = (descriptor: Descriptor, params: Params) => WireRequest;

/** Creates a serializer from openapi-fetch's own, so that methods and `client.http` build the same requests. */
export function createSerializer(baseUrl: string): Serialize {
  const urlOptions = {
    baseUrl,
    querySerializer: createQuerySerializer(),
    pathSerializer: defaultPathSerializer,
  };
  return (descriptor, params) => {
    const { path = {}, query = {}, body } = groupByLocation(descriptor, params);
    return {
      url: createFinalURL(descriptor.path, { ...urlOptions, params: { path, query } }),
      method: descriptor.method,
      headers: body ? { "Content-Type": "application/json" } : {},
      body: body && defaultBodySerializer(body),
    };
  };
}
