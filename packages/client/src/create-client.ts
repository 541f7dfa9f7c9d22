import { createCall, waitForToken, type PerformCall } from "./call/call.ts";
import { isDescriptor, listDescriptors, type Descriptor, type DescriptorTree } from "./descriptor.ts";
import { responseError } from "./call/envelope.ts";
import type { FeishuOperations, TenantAccessToken } from "./generated/client.ts";
import { operations } from "./generated/operations.ts";
import { createHttp, createSerializer, type Http } from "./call/http.ts";
import { createList } from "./list/create-list.ts";
import { startLifetime } from "./resilience/lifetime.ts";
import type { Params } from "./call/params.ts";
import { resolveOptions, type ClientOptions, type ResolvedOptions } from "./options.ts";
import { appToken, configuredToken, isVisibleAscii, type TokenSource } from "./auth/token.ts";
import type { CallOptions } from "./types.ts";

/** A client with a method for every operation of the contract, under Feishu's own name for it. */
export interface FeishuClient extends FeishuOperations {
  /**
   * The openapi-fetch client, with the same base URL, transport and token. Its methods return `{ data, error, response }`.
   * Errors, retries, rate limits and timeouts of the other methods do not apply; pass a `signal` for a timeout.
   */
  readonly http: Http;
}

/**
 * Creates a client. It sends nothing before the first call and needs no closing.
 *
 * @throws {TypeError} for an invalid option; the message names it.
 */
export function createClient(options: ClientOptions): FeishuClient {
  const resolved = resolveOptions(options);
  const serialize = createSerializer(resolved.baseUrl);
  // The token is fetched by an operation of the same client, one that needs no token.
  const call: PerformCall = createCall(resolved, serialize, () => tokens);
  const tokens = tokenSource(resolved, call);
  let http: Http | undefined;
  return {
    // A type test proves that the generated type agrees with the operations.
    ...(methods(operations, call) as unknown as FeishuOperations),
    // Created on first use: in Node the first `Request` or `Headers` loads the whole of `fetch`.
    get http() {
      return (http ??= createHttp(resolved.baseUrl, resolved.fetch, async (path, signal) =>
        needsNoToken(path)
          ? undefined
          : (tokens.takeCached() ?? waitForToken(tokens, startLifetime(path, signal), resolved.timeoutMs)),
      ));
    },
  };
}

/** Whether an operation with this path takes no token. */
function needsNoToken(path: string): boolean {
  return listDescriptors(operations).some((known) => known.path === path && !known.secured);
}

type Method = (params?: Params, options?: CallOptions) => unknown;
interface MethodTree {
  [step: string]: Method | MethodTree;
}

function methods(tree: DescriptorTree, call: PerformCall): MethodTree {
  return Object.fromEntries(
    Object.entries(tree).map(([step, node]) => [
      step,
      isDescriptor(node) ? method(node, call) : methods(node, call),
    ]),
  );
}

function method(descriptor: Descriptor, call: PerformCall): Method {
  const { pagination } = descriptor;
  if (pagination)
    return (params, options) => createList(call, descriptor, pagination, params ?? {}, options ?? {});
  return async (params, options) => (await call(descriptor, params ?? {}, options ?? {})).result;
}

function tokenSource({ credential, clock }: ResolvedOptions, call: PerformCall): TokenSource {
  if (credential.token !== undefined) return configuredToken(credential.token, clock);
  const { appId: app_id, appSecret: app_secret } = credential;
  const descriptor = listDescriptors(operations).find(
    ({ id }) => id === "auth.v3.tenantAccessToken.internal",
  );
  if (!descriptor)
    throw new TypeError(
      "createClient: the contract has no operation that issues a token; give a token instead",
    );
  return appToken((signal) => issueToken(call, descriptor, { app_id, app_secret }, signal), clock);
}

async function issueToken(
  call: PerformCall,
  descriptor: Descriptor,
  app: Params,
  signal: AbortSignal,
): Promise<TenantAccessToken> {
  const { result, response, secrets } = await call(descriptor, app, { signal });
  const { tenant_access_token: token, expire } = result;
  if (isVisibleAscii(token) && typeof expire === "number" && expire >= 0)
    return result as unknown as TenantAccessToken;
  throw responseError(
    descriptor,
    response,
    "invalid_envelope",
    "the response has code 0, but no usable tenant_access_token and expire",
    secrets,
  );
}
