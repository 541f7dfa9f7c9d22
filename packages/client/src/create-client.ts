import { createCall, waitForToken, type Call } from "./call/call.ts";
import { isDescriptor, listDescriptors, type Descriptor, type DescriptorTree } from "./descriptor.ts";
import { responseError } from "./call/envelope.ts";
import type { FeishuOperations, TenantAccessToken } from "./generated/client.ts";
import { operations } from "./generated/operations.ts";
import { createHttp, createSerializer, type Http } from "./call/http.ts";
import { createList } from "./list/create-list.ts";
import { openScope } from "./resilience/scope.ts";
import type { Params } from "./call/params.ts";
import { resolveOptions, type ClientOptions, type ResolvedOptions } from "./options.ts";
import { appToken, callerToken, isToken, type TokenSource } from "./auth/token.ts";
import type { CallOptions } from "./types.ts";

/** A client: every operation of the contract at the vendor's own name for it, and openapi-fetch beside them. */
export interface FeishuClient extends FeishuOperations {
  /**
   * openapi-fetch itself, with the same base URL, transport and token: `{ data, error, response }`. Nothing is judged,
   * retried or limited, and no time-out applies but the caller's own signal.
   */
  readonly http: Http;
}

/**
 * Makes a client. Nothing is sent before the first call; there is nothing to close.
 *
 * @throws {TypeError} for options that cannot work, naming the option.
 */
export function createClient(options: ClientOptions): FeishuClient {
  const resolved = resolveOptions(options);
  const serialize = createSerializer(resolved.baseUrl);
  // The token is itself fetched by an operation, one that needs none.
  const call: Call = createCall(resolved, serialize, () => tokens);
  const tokens = tokenSource(resolved, call);
  let http: Http | undefined;
  return {
    // The one place where data becomes the generated type; a type test holds the two together.
    ...(methods(operations, call) as unknown as FeishuOperations),
    // Made when first used: in Node the first `Request` or `Headers` loads the whole of `fetch`.
    get http() {
      return (http ??= createHttp(resolved.baseUrl, resolved.fetch, async (path, signal) =>
        isOpen(path)
          ? undefined
          : (tokens.held() ?? waitForToken(tokens, openScope(path, signal), resolved.timeoutMs)),
      ));
    },
  };
}

/** Whether the contract asks for no token there. */
function isOpen(path: string): boolean {
  return listDescriptors(operations).some((known) => known.path === path && !known.secured);
}

type Method = (params?: Params, options?: CallOptions) => unknown;
interface MethodTree {
  [step: string]: Method | MethodTree;
}

function methods(tree: DescriptorTree, call: Call): MethodTree {
  return Object.fromEntries(
    Object.entries(tree).map(([step, node]) => [
      step,
      isDescriptor(node) ? method(node, call) : methods(node, call),
    ]),
  );
}

function method(descriptor: Descriptor, call: Call): Method {
  const { pagination } = descriptor;
  if (pagination)
    return (params, options) => createList(call, descriptor, pagination, params ?? {}, options ?? {});
  return async (params, options) => (await call(descriptor, params ?? {}, options ?? {})).result;
}

function tokenSource({ credential, clock }: ResolvedOptions, call: Call): TokenSource {
  if (credential.token !== undefined) return callerToken(credential.token, clock);
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
  call: Call,
  descriptor: Descriptor,
  app: Params,
  signal: AbortSignal,
): Promise<TenantAccessToken> {
  const { result, answer, secrets } = await call(descriptor, app, { signal });
  const { tenant_access_token: token, expire } = result;
  if (isToken(token) && typeof expire === "number" && expire >= 0)
    return result as unknown as TenantAccessToken;
  throw responseError(
    descriptor,
    answer,
    "no_envelope",
    "the answer says code 0, but has no usable token and expire",
    secrets,
  );
}
