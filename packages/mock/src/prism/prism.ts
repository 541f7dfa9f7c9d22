import type { IPrismDiagnostic } from "@stoplight/prism-core";
import type * as PrismHttp from "@stoplight/prism-http";
import type { IHttpConfig, IHttpRequest, IHttpResponse, PrismHttpComponents } from "@stoplight/prism-http";
import type { Contract, Operation } from "../contract/contract.ts";
import type { ResponseDraft } from "../http/response.ts";
import { checkValidation } from "./check-validation.ts";
import type { Prism, PrismInput } from "./types.ts";

type HttpOperation = Awaited<ReturnType<(typeof PrismHttp)["getHttpOperationsFromSpec"]>>[number];
type Instance = ReturnType<(typeof PrismHttp)["createInstance"]>;

const levels = ["trace", "debug", "info", "success", "warn", "error", "fatal"];
const methods = Object.fromEntries(levels.map((level) => [level, (): void => {}]));
// A cast, because Prism expects a logger of pino 6, which has no types.
const logger = { ...methods, child: () => logger } as unknown as PrismHttpComponents["logger"];

// The operation is already known. Prism's router would also compare servers.
const route: PrismHttpComponents["route"] = ({ resources }) => ({ _tag: "Right", right: resources[0]! });
const returnDiagnostics: PrismHttpComponents["mock"] = ({ input }) => {
  const right: IHttpResponse = { statusCode: 200, body: input.validations };
  return () => ({ _tag: "Right", right });
};

/**
 * Imports Prism (500 ms or more), loads the contract, and checks that validation works: Prism silently skips it if a
 * schema does not compile. Rejects with an Error that names the parameter in that case. Returns a function that creates
 * an instance for a seed.
 */
export async function loadPrism(contract: Contract): Promise<(seed: number) => Prism> {
  const { createInstance, getHttpOperationsFromSpec } = await import("@stoplight/prism-http");
  // Without a dialect Prism assumes draft-07 and ignores newer keywords.
  const dialect = { jsonSchemaDialect: "https://json-schema.org/draft/2020-12/schema" };
  const document = structuredClone({ ...dialect, ...contract.document });
  const resources = new Map<string, HttpOperation>();
  for (const operation of await getHttpOperationsFromSpec(document)) {
    resources.set(`${operation.method.toUpperCase()} ${operation.path}`, normalise(operation));
  }
  const find = ({ method, path }: Operation): HttpOperation => resources.get(`${method} ${path}`)!;
  const validator = createInstance(config({ dynamic: false }, true), {
    logger,
    route,
    mock: returnDiagnostics,
  });
  const mocker = createInstance(config({ dynamic: false }, false), { logger, route });

  const withSeed = (seed: number): Prism => ({
    validate: async (operation, input) => {
      const resource = find(operation);
      const request = requestFor(resource, input);
      const result = await send(validator, resource, request, config({ dynamic: false }, true));
      return (result.body as IPrismDiagnostic[])
        .filter(({ severity }: { severity: number }) => severity === 0)
        .map(({ path = [], code = "", message }) => ({ path, code: String(code), message }));
    },
    respond: async (operation, { status, example, mediaType, dynamic }) => {
      const resource = find(operation);
      // `code` is Prism's name for the HTTP status.
      const selection = {
        code: status,
        exampleKey: example,
        mediaTypes: mediaType === undefined ? undefined : [mediaType],
      };
      const defined = Object.fromEntries(
        Object.entries(selection).filter(([, value]) => value !== undefined),
      );
      const mock = { dynamic, ...defined, ...(dynamic ? { seed: String(seed) } : {}) };
      const request: IHttpRequest = {
        method: resource.method as IHttpRequest["method"],
        url: { path: resource.path },
      };
      const result = await send(mocker, resource, request, config(mock, false));
      const { statusCode } = result;
      if (status !== undefined && statusCode !== status)
        throw new Error(`Prism returned ${statusCode} instead of ${status}`);
      return draftFrom(result);
    },
  });
  for (const operation of contract.operations) await checkValidation(withSeed(0), operation);
  return withSeed;
}

/** Creates a new object per request, because Prism modifies it. */
function config(mock: IHttpConfig["mock"], validateRequest: boolean): IHttpConfig {
  const disabled = { checkSecurity: false, validateResponse: false, errors: false, upstreamProxy: undefined };
  return { ...disabled, validateRequest, isProxy: false, mock };
}

async function send(
  instance: Instance,
  resource: HttpOperation,
  request: IHttpRequest,
  settings: IHttpConfig,
): Promise<IHttpResponse> {
  const result = await instance.request(request, [resource], settings)();
  if ("left" in result) throw result.left;
  return result.right.output;
}

function normalise(operation: HttpOperation): HttpOperation {
  // Prism would send the requests of callbacks.
  const { callbacks: _, ...rest } = operation;
  const query = operation.request?.query ?? [];
  // In OpenAPI `explode` defaults to true for forms, in Prism to false.
  for (const parameter of query) {
    const { style }: { style: string } = parameter;
    if (style === "form") parameter.explode ??= true;
  }
  return rest;
}

function requestFor(resource: HttpOperation, input: PrismInput): IHttpRequest {
  const { path, query, body, formContentType } = input;
  // Declared headers only: Prism throws on a malformed Content-Type.
  const names = (resource.request?.headers ?? []).map(({ name }) => name.toLowerCase());
  const headers: Record<string, string> =
    formContentType === undefined ? {} : { "content-type": formContentType };
  for (const name of names) {
    const value = input.headers[name];
    if (value !== undefined) headers[name] = value;
  }
  return { method: resource.method as IHttpRequest["method"], url: { path, query }, headers, body };
}

function draftFrom(response: IHttpResponse): ResponseDraft {
  const headers: Record<string, string> = {};
  let mediaType: string | undefined;
  for (const [name, value] of Object.entries(response.headers ?? {})) {
    if (name.toLowerCase() === "content-type") mediaType = value;
    else if (value !== null && value !== undefined) headers[name] = value;
  }
  const type = mediaType === undefined ? {} : { mediaType };
  return { status: response.statusCode, headers, ...type, body: response.body };
}
