import {
  describeExpectation,
  describeResponse,
  isExpected,
  type Case,
  type Category,
} from "../cases/case.ts";
import { commonErrors } from "../cases/expected.ts";
import { isJsonObject, type DocumentedResponse } from "../contract/types.ts";
import { violations } from "../contract/validator.ts";
import { codeOf, type WireResponse } from "../wire/types.ts";
import { expectedDescription } from "./wording.ts";

/** What an assertion on a response uses besides the response. */
export interface AssertionContext {
  /** The longest time that a response may take, in milliseconds. */
  readonly maxResponseMs: number;
  /** The log ids of earlier responses; the assertion `log_id` adds to them. */
  readonly logIds: Set<string>;
}

/** Returns what is wrong with a response, one message each; undefined if it does not apply to the case. */
export type Assertion = (
  testCase: Case,
  response: WireResponse,
  context: AssertionContext,
) => string[] | undefined;

/** The assertions on a single response, by name. */
export const responseAssertions = {
  no_server_error: ({ expect }, { status, text }) => {
    const isAllowed = expect.status === status || expect.allowedErrors.some((pair) => pair.status === status);
    if (status === 0) return expect.transport && text === "ECONNRESET" ? [] : [`no response: ${text}`];
    return status >= 500 && !isAllowed ? [`server error ${status}`] : [];
  },
  documented_status: ({ operation, expect }, { status }) => {
    if (isBeforeRouting(expect, status)) return undefined;
    const documented = [...operation.responses.map((response) => response.status), 404];
    return documented.includes(status)
      ? []
      : [`status ${status} is not documented; documented: ${documented.join(", ")}`];
  },
  content_type: (testCase, { status, headers }) => {
    const documented = documentedResponse(testCase, status)?.contentType;
    if (documented === undefined) return undefined;
    const [type = "", ...attributes] = (headers["content-type"] ?? "").split(";");
    const charset = /charset="?([^"]*)/i.exec(attributes.join(";"))?.[1]?.trim().toLowerCase();
    return [
      ...(type === documented ? [] : [`content type is "${type}", documented is ${documented}`]),
      ...(charset === undefined || charset === "utf-8" ? [] : [`charset is "${charset}", not utf-8`]),
    ];
  },
  response_schema: (testCase, { status, headers, body, text }) => {
    const documented = documentedResponse(testCase, status);
    if (!documented) return undefined;
    const isJson = documented.contentType.endsWith("json");
    if (isJson && body === undefined) return [`the body is not JSON: ${text.slice(0, 60)}`];
    if (testCase.request.method === "HEAD" || (!isJson && headers["content-type"] === undefined))
      return undefined;
    return violations(documented.schemaPointer, isJson ? body : text);
  },
  response_headers: (testCase, { status, headers }) => {
    const documented = documentedResponse(testCase, status);
    return documented?.headers
      .filter((name) => (headers[name.toLowerCase()] ?? "") === "")
      .map((name) => `header ${name} is missing`);
  },
  log_id: (testCase, { status, headers, body }, { logIds }) => {
    if (!documentedResponse(testCase, status)?.headers.includes("X-Tt-Logid")) return undefined;
    const id = headers["x-tt-logid"] ?? "";
    const inBody = (body as { error?: { log_id?: unknown } } | undefined)?.error?.log_id;
    const isRepeated = logIds.has(id);
    logIds.add(id);
    return [
      ...(/^\d{14}[0-9A-F]{20}$/.test(id)
        ? []
        : [`log id "${id}" is not 14 digits and 20 hexadecimal digits`]),
      ...(isRepeated ? [`log id ${id} belongs to an earlier response`] : []),
      ...(inBody !== undefined && inBody !== id
        ? [`error.log_id is ${JSON.stringify(inBody)}, the header has ${id}`]
        : []),
    ];
  },
  response_time: (_case, { ms, status }, { maxResponseMs }) => {
    if (status === 0) return undefined;
    return ms > maxResponseMs ? [`took ${Math.round(ms)} ms, more than ${maxResponseMs}`] : [];
  },
  accepted: statusAndCode(["positive"], ({ allowedErrors }) => allowedErrors.length === 0),
  rejected_as_documented: statusAndCode(["parameter", "body"]),
  authorization: statusAndCode(["authorization"]),
  method: (testCase, response, context) => {
    const lacksAllow = response.status === 405 && response.headers["allow"] === undefined;
    return statusAndCode(["method"])(testCase, response, context)?.concat(
      lacksAllow ? ["405 without an Allow header"] : [],
    );
  },
  path: statusAndCode(["path"]),
  unknown_parameter: statusAndCode(["unknown"]),
  duplicate_parameter: statusAndCode(["duplicate"]),
  paging_token: statusAndCode(["cursor"]),
  error_code: statusAndCode(["state"]),
  order_of_checks: statusAndCode(["order"]),
  rate_limit: statusAndCode(["rate"]),
  field_violations_name_the_field: ({ operation, request, expect: { fields } }, { body }) => {
    if (!fields || codeOf(body) !== commonErrors.fieldViolation.code) return undefined;
    const found = violationsIn(body, "field_violations");
    const named = found.map(({ field = "" }) => field);
    const sent = new URLSearchParams(request.query);
    return [
      ...fields.filter((name) => !named.includes(name)).map((name) => `no violation names ${name}`),
      ...named
        .filter((name) => !fields.includes(name))
        .map((name) => `a violation names ${name}, which is valid`),
      ...found.flatMap((violation) => violationMessages(violation, operation, sent)),
    ];
  },
  permission_violations_name_the_scopes: ({ operation, expect: { scopes, allowedErrors } }, { body }) => {
    const failure = operation.failures.find(({ code }) => code === codeOf(body));
    if (!scopes || !allowedErrors.some(({ code }) => code === failure?.code)) return undefined;
    const found = violationsIn(body, "permission_violations");
    const [documented] = violationsIn(failure?.body, "permission_violations");
    const named = found.map(({ subject = "" }) => subject);
    const types = [...new Set(found.map(({ type }) => type))];
    return [
      ...scopes.filter((scope) => !named.includes(scope)).map((scope) => `no violation names ${scope}`),
      ...named
        .filter((scope) => !scopes.includes(scope))
        .map((scope) => `a violation names ${scope}, which the operation does not need`),
      ...types.filter((type) => type !== documented?.type).map((type) => `a violation has the type ${type}`),
    ];
  },
} as const satisfies Record<string, Assertion>;

interface Violation {
  readonly field?: string;
  readonly value?: unknown;
  readonly description?: string;
  readonly type?: string;
  readonly subject?: string;
}

function violationMessages(
  { field = "", value, description = "" }: Violation,
  { parameters }: Case["operation"],
  sent: URLSearchParams,
): string[] {
  const parameter = parameters.find(({ name, in: location }) => location === "query" && name === field);
  const expected = parameter && expectedDescription(parameter, sent.getAll(field));
  const sentValue = sent.has(field) ? sent.getAll(field).join(",") : undefined;
  return [
    ...(description === "" ? [`the violation of ${field} has no description`] : []),
    ...(description !== "" && expected !== undefined && description !== expected
      ? [`the violation of ${field} reads "${description}", not "${expected}"`]
      : []),
    ...(sentValue !== undefined && value !== sentValue
      ? [
          `the violation of ${field} has the value ${JSON.stringify(value)}, not the sent ${JSON.stringify(sentValue)}`,
        ]
      : []),
  ];
}

/** The objects in a list of violations; `response_schema` reports entries of another type. */
function violationsIn(body: unknown, list: "field_violations" | "permission_violations"): Violation[] {
  const found = (body as { error?: { [name: string]: unknown } } | null)?.error?.[list];
  return Array.isArray(found) ? found.filter(isJsonObject) : [];
}

/** An assertion that status and code are as expected, for cases of the given categories. */
function statusAndCode(
  categories: readonly Category[],
  applies: (expect: Case["expect"]) => boolean = () => true,
): Assertion {
  return ({ category, expect }, response) => {
    if (!categories.includes(category) || !applies(expect)) return undefined;
    return isExpected(expect, response)
      ? []
      : [`expected ${describeExpectation(expect)}, got ${describeResponse(response)}`];
  };
}

/** Whether HTTP itself gave the response, before routing. */
function isBeforeRouting({ transport }: Case["expect"], status: number): boolean {
  return status === 0 || (transport === true && [400, 414, 415, 431].includes(status));
}

/** The documented response with this status; undefined for responses from before routing, and for 404. */
function documentedResponse({ operation, expect }: Case, status: number): DocumentedResponse | undefined {
  if (isBeforeRouting(expect, status) || status === 404) return undefined;
  return operation.responses.find((response) => response.status === status);
}
