import { isJsonObject, type Operation } from "../contract.ts";
import { violations } from "../validator.ts";
import { codeOf, describeAnswer, describeExpectation, type Aim, type Answer, type Case } from "./case.ts";
import { platform } from "./oracle.ts";
import { wordingOf } from "./wording.ts";

/** What a check may know beside the one answer. */
export interface CheckContext {
  /** The longest that an answer may take, in milliseconds. */
  readonly ceilingMs: number;
  /** The log ids of the answers before, which the check of log ids adds to. */
  readonly logIds: Set<string>;
}

/** What is wrong with an answer, one text each; undefined where the check has nothing to say about such a case. */
export type Check = (one: Case, answer: Answer, context: CheckContext) => string[] | undefined;

/** The checks of a single answer, by name. */
export const checks = {
  no_server_error: ({ expect }, { status, text }) => {
    const isWanted = expect.status === status || expect.refuse.some((pair) => pair.status === status);
    if (status === 0) return expect.transport && text === "ECONNRESET" ? [] : [`no answer: ${text}`];
    return status >= 500 && !isWanted ? [`server error ${status}`] : [];
  },
  documented_status: ({ operation, expect }, { status }) => {
    if (isUndocumented(expect, status)) return undefined;
    const known = [...operation.answers.map((answer) => answer.status), 404];
    return known.includes(status)
      ? []
      : [`status ${status} is not documented; documented: ${known.join(", ")}`];
  },
  content_type: (one, { status, headers }) => {
    const wanted = answerOf(one, status)?.contentType;
    if (wanted === undefined) return undefined;
    const [type = "", ...settings] = (headers["content-type"] ?? "").split(";");
    const charset = /charset="?([^"]*)/i.exec(settings.join(";"))?.[1]?.trim().toLowerCase();
    return [
      ...(type === wanted ? [] : [`content type "${type}" where ${wanted} is documented`]),
      ...(charset === undefined || charset === "utf-8" ? [] : [`charset "${charset}", which is not utf-8`]),
    ];
  },
  response_schema: (one, { status, headers, body, text }) => {
    const documented = answerOf(one, status);
    if (!documented) return undefined;
    const isJson = documented.contentType.endsWith("json");
    if (isJson && body === undefined) return [`no JSON: ${text.slice(0, 60)}`];
    if (one.request.method === "HEAD" || (!isJson && headers["content-type"] === undefined)) return undefined;
    return violations(documented.schemaPointer, isJson ? body : text);
  },
  response_headers: (one, { status, headers }) => {
    const documented = answerOf(one, status);
    return documented?.headers
      .filter((name) => (headers[name.toLowerCase()] ?? "") === "")
      .map((name) => `header ${name} is missing`);
  },
  log_id: (one, { status, headers, body }, { logIds }) => {
    if (!answerOf(one, status)?.headers.includes("X-Tt-Logid")) return undefined;
    const id = headers["x-tt-logid"] ?? "";
    const inBody = (body as { error?: { log_id?: unknown } } | undefined)?.error?.log_id;
    const isKnown = logIds.has(id);
    logIds.add(id);
    return [
      ...(/^\d{14}[0-9A-F]{20}$/.test(id) ? [] : [`log id "${id}" is not 14 digits and 20 hexadecimal ones`]),
      ...(isKnown ? [`log id ${id} was given to another request`] : []),
      ...(inBody !== undefined && inBody !== id
        ? [`error.log_id is ${JSON.stringify(inBody)}, the header says ${id}`]
        : []),
    ];
  },
  response_time: (_one, { ms, status }, { ceilingMs }) => {
    if (status === 0) return undefined;
    return ms > ceilingMs ? [`${Math.round(ms)} ms, more than ${ceilingMs}`] : [];
  },
  accepted: outcome(["positive"], ({ refuse }) => refuse.length === 0),
  refused_as_documented: outcome(["parameter", "body"]),
  authorization: outcome(["authorization"]),
  method: (one, answer, context) => {
    const isUnnamed = answer.status === 405 && answer.headers["allow"] === undefined;
    return outcome(["method"])(one, answer, context)?.concat(
      isUnnamed ? ["405 without an Allow header"] : [],
    );
  },
  path: outcome(["path"]),
  unknown_parameter: outcome(["unknown"]),
  duplicate_parameter: outcome(["doubled"]),
  paging_token: outcome(["token"]),
  business_code: outcome(["state"]),
  order_of_checks: outcome(["order"]),
  rate_limit: outcome(["rate"]),
  field_violations_name_the_field: ({ operation, request, expect: { fields } }, { body }) => {
    if (!fields || codeOf(body) !== platform.fieldViolation.code) return undefined;
    const found = violationsOf(body, "field_violations");
    const named = found.map(({ field = "" }) => field);
    const sent = new URLSearchParams(request.query);
    return [
      ...fields.filter((name) => !named.includes(name)).map((name) => `no violation names ${name}`),
      ...named.filter((name) => !fields.includes(name)).map((name) => `${name} is named and is right`),
      ...found.flatMap(({ field = "", value, description = "" }) => [
        ...misworded(operation, field, description, sent),
        ...(sent.has(field) && value !== sent.getAll(field).join(",")
          ? [
              `the violation of ${field} says ${JSON.stringify(value)}, sent was ${JSON.stringify(sent.get(field))}`,
            ]
          : []),
      ]),
    ];
  },
  permission_violations_name_the_scopes: ({ operation, expect: { scopes, refuse } }, { body }) => {
    const failure = operation.failures.find(({ code }) => code === codeOf(body));
    if (!scopes || !refuse.some(({ code }) => code === failure?.code)) return undefined;
    const found = violationsOf(body, "permission_violations");
    const [documented] = violationsOf(failure?.body, "permission_violations");
    const named = found.map(({ subject = "" }) => subject);
    const types = [...new Set(found.map(({ type }) => type))];
    return [
      ...scopes.filter((scope) => !named.includes(scope)).map((scope) => `no violation names ${scope}`),
      ...named
        .filter((scope) => !scopes.includes(scope))
        .map((scope) => `${scope} is named and not asked for`),
      ...types.filter((type) => type !== documented?.type).map((type) => `a violation is of type ${type}`),
    ];
  },
} as const satisfies Record<string, Check>;

interface Violation {
  readonly field?: string;
  readonly value?: unknown;
  readonly description?: string;
  readonly type?: string;
  readonly subject?: string;
}

function misworded(
  { parameters }: Operation,
  field: string,
  description: string,
  sent: URLSearchParams,
): string[] {
  if (description === "") return [`the violation of ${field} has no description`];
  const parameter = parameters.find((one) => one.in === "query" && one.name === field);
  const wording = parameter && wordingOf(parameter, sent.getAll(field));
  return wording === undefined || wording === description
    ? []
    : [`the violation of ${field} says "${description}", not "${wording}"`];
}

/** What an answer lists, as far as it is a list of objects; the schema's check tells the rest. */
function violationsOf(body: unknown, list: "field_violations" | "permission_violations"): Violation[] {
  const found = (body as { error?: { [name: string]: unknown } } | null)?.error?.[list];
  return Array.isArray(found) ? found.filter(isJsonObject) : [];
}

/** Judges whether the outcome is what the contract says, for cases with one of the aims. */
function outcome(aims: readonly Aim[], applies: (expect: Case["expect"]) => boolean = () => true): Check {
  return ({ aim, expect }, answer) => {
    if (!aims.includes(aim) || !applies(expect)) return undefined;
    return isExpected(expect, answer)
      ? []
      : [`expected ${describeExpectation(expect)}, got ${describeAnswer(answer)}`];
  };
}

/** Whether an answer is one of those that a case expects. */
export function isExpected(
  { accept, refuse, notFound, transport, status }: Case["expect"],
  answer: Answer,
): boolean {
  const code = codeOf(answer.body);
  if (transport) return answer.status < 500;
  if (accept && answer.status === 200 && code === 0) return true;
  if (notFound && isPageNotFound(answer)) return true;
  return (
    status === answer.status || refuse.some((pair) => pair.status === answer.status && pair.code === code)
  );
}

function isPageNotFound({ status, headers, text }: Answer): boolean {
  const isPlain = (headers["content-type"] ?? "text/plain").startsWith("text/plain");
  return status === 404 && isPlain && (text === "404 page not found" || text === "");
}

/** Answers of HTTP itself, before any operation. */
function isUndocumented({ transport }: Case["expect"], status: number): boolean {
  return status === 0 || (transport === true && [400, 414, 415, 431].includes(status));
}

/** How the operation documents a status; undefined for what is answered before there is an operation. */
function answerOf({ operation, expect }: Case, status: number): Operation["answers"][number] | undefined {
  if (isUndocumented(expect, status) || status === 404) return undefined;
  return operation.answers.find((answer) => answer.status === status);
}
