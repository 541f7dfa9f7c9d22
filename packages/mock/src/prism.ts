import type { IPrismDiagnostic } from "@stoplight/prism-core";
import type * as PrismHttp from "@stoplight/prism-http";
import type { IHttpConfig, IHttpRequest, IHttpResponse, PrismHttpComponents } from "@stoplight/prism-http";
import type { Answer } from "./answer.ts";
import type { Contract, Operation } from "./contract/contract.ts";
import type { Prism, PrismInput } from "./prism-types.ts";
import { proveValidation } from "./prove-validation.ts";

type HttpOperation = Awaited<ReturnType<(typeof PrismHttp)["getHttpOperationsFromSpec"]>>[number];
type Instance = ReturnType<(typeof PrismHttp)["createInstance"]>;

const quiet = (): void => {};
const levels = {
  trace: quiet,
  debug: quiet,
  info: quiet,
  success: quiet,
  warn: quiet,
  error: quiet,
  fatal: quiet,
};
// The one cast: Prism asks for a logger of pino 6, which has no types.
const logger = { ...levels, child: () => logger } as unknown as PrismHttpComponents["logger"];

// Prism's own routing would look at servers; the operation is known already.
const route: PrismHttpComponents["route"] = ({ resources }) => ({ _tag: "Right", right: resources[0]! });
const collect: PrismHttpComponents["mock"] = ({ input }) => {
  const right: IHttpResponse = { statusCode: 200, body: input.validations };
  return () => ({ _tag: "Right", right });
};

/**
 * Imports Prism (half a second and more), gives it the contract, and proves that its validation works: Prism skips
 * it in silence where a schema does not compile. Rejects with an Error that names the parameter in that case.
 */
export async function loadPrism(contract: Contract, seed: number): Promise<Prism> {
  const { createInstance, getHttpOperationsFromSpec } = await import("@stoplight/prism-http");
  // Without a dialect Prism takes draft-07 and skips newer keywords in silence.
  const dialect = { jsonSchemaDialect: "https://json-schema.org/draft/2020-12/schema" };
  const document = structuredClone({ ...dialect, ...contract.document });
  const known = new Map<string, HttpOperation>();
  for (const operation of await getHttpOperationsFromSpec(document)) {
    known.set(`${operation.method.toUpperCase()} ${operation.path}`, tidy(operation));
  }
  const find = (operation: Operation): HttpOperation => known.get(`${operation.method} ${operation.path}`)!;
  const validator = createInstance(config({ dynamic: false }, true), { logger, route, mock: collect });
  const mocker = createInstance(config({ dynamic: false }, false), { logger, route });

  const prism: Prism = {
    validate: async (operation, input) => {
      const resource = find(operation);
      const result = await ask(
        validator,
        resource,
        requestFor(resource, input),
        config({ dynamic: false }, true),
      );
      return (result.body as IPrismDiagnostic[])
        .filter(({ severity }: { severity: number }) => severity === 0)
        .map(({ path = [], code = "", message }) => ({ path, code: String(code), message }));
    },
    answer: async (operation, { code, example, mediaType, dynamic }) => {
      const resource = find(operation);
      const wanted = {
        code,
        exampleKey: example,
        mediaTypes: mediaType === undefined ? undefined : [mediaType],
      };
      const given = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
      const mock = { dynamic, ...given, ...(dynamic ? { seed: String(seed) } : {}) };
      const request: IHttpRequest = {
        method: resource.method as IHttpRequest["method"],
        url: { path: resource.path },
      };
      const result = await ask(mocker, resource, request, config(mock, false));
      const { statusCode } = result;
      if (code !== undefined && statusCode !== code) throw new Error(`Prism gave ${statusCode} for ${code}`);
      return answerFrom(result);
    },
  };
  for (const operation of contract.operations) await proveValidation(prism, operation);
  return prism;
}

/** Fresh for every request: Prism writes into it, and one request's wishes would become the next one's. */
function config(mock: IHttpConfig["mock"], validateRequest: boolean): IHttpConfig {
  const off = { checkSecurity: false, validateResponse: false, errors: false, upstreamProxy: undefined };
  return { ...off, validateRequest, isProxy: false, mock };
}

async function ask(
  instance: Instance,
  resource: HttpOperation,
  request: IHttpRequest,
  settings: IHttpConfig,
): Promise<IHttpResponse> {
  const result = await instance.request(request, [resource], settings)();
  if ("left" in result) throw result.left;
  return result.right.output;
}

function tidy(operation: HttpOperation): HttpOperation {
  // A callback would have Prism send requests of its own.
  const { callbacks: _, ...rest } = operation;
  const query = operation.request?.query ?? [];
  // OpenAPI's default for forms, which Prism takes to be false.
  for (const parameter of query) {
    const { style }: { style: string } = parameter;
    if (style === "form") parameter.explode ??= true;
  }
  return rest;
}

function requestFor(resource: HttpOperation, input: PrismInput): IHttpRequest {
  const { path, query, body, formType } = input;
  // No others: Prism throws on a Content-Type that is none.
  const names = (resource.request?.headers ?? []).map(({ name }) => name.toLowerCase());
  const headers: Record<string, string> = formType === undefined ? {} : { "content-type": formType };
  for (const name of names) {
    const value = input.headers[name];
    if (value !== undefined) headers[name] = value;
  }
  return { method: resource.method as IHttpRequest["method"], url: { path, query }, headers, body };
}

function answerFrom(response: IHttpResponse): Answer {
  const headers: Record<string, string> = {};
  let mediaType: string | undefined;
  for (const [name, value] of Object.entries(response.headers ?? {})) {
    if (name.toLowerCase() === "content-type") mediaType = value;
    else if (value !== null && value !== undefined) headers[name] = value;
  }
  const type = mediaType === undefined ? {} : { mediaType };
  return { status: response.statusCode, headers, ...type, body: response.body };
}
