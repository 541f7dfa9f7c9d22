import type { Mock } from "@feishu-openapi/mock";
import type { Case, Expectation, StatusAndCode } from "../cases/case.ts";
import { accepted, commonErrors } from "../cases/expected.ts";
import { requestsWith } from "../cases/request.ts";
import { operations } from "../contract/read.ts";
import type { Operation } from "../contract/types.ts";
import type { Send } from "../wire/types.ts";

/** A case that needs a state of the mock, and how to set it. */
export interface StateCase {
  readonly case: Case;
  /** Sets the state; a returned token replaces the default one. */
  readonly prepare: (mock: Mock) => Promise<string | undefined> | string | undefined;
}

type State = readonly [name: string, code: number, prepare: StateCase["prepare"]];

/** A token that the mock accepts unless it is strict. */
export const defaultToken = "t-7f1bcd13fc57d46bac21793a18e560";

/** The operation that issues tenant tokens; the contract describes their lifetime only in prose. */
export const tokenOperation = "auth.v3.tenantAccessToken.internal";

/** Longer than the lifetime of any token, in milliseconds. */
const expiryMs = 3 * 3_600_000;

/** States of the app or the user, and the code that each leads to. */
export const states: readonly State[] = [
  ["mock.app.scopes = []", 99991672, (mock) => void (mock.app.scopes = [])],
  ["a user token without scopes", 99991679, (mock) => mock.issueUserToken({ scopes: [] })],
  ["mock.app.exists = false", 232004, (mock) => void (mock.app.exists = false)],
  ["mock.app.installed = false", 232034, (mock) => void (mock.app.installed = false)],
  ["mock.app.botAbility = false", 232025, (mock) => void (mock.app.botAbility = false)],
];

/** Each state whose failure the operation documents. */
export function appStateCases(operation: Operation): StateCase[] {
  return states.flatMap(([state, code, prepare]) => {
    const failure = operation.failures.find((documented) => documented.code === code);
    if (!failure || !operation.secured) return [];
    return [{ case: stateCase(operation, state, failure), prepare }];
  });
}

/** Every documented failure, forced with `mock.fail`, and every non-JSON response, forced with `Prefer`. */
export function forcedFailureCases(operation: Operation): StateCase[] {
  const withoutEnvelope = operation.responses.filter(
    ({ contentType, status }) => !contentType.endsWith("json") && status !== 404,
  );
  return [
    ...operation.failures.map((failure): StateCase => {
      const { code } = failure;
      const state = `mock.fail("${operation.id}", { code: ${code}, times: 1 })`;
      return {
        case: stateCase(operation, state, failure),
        prepare: (mock) => void mock.fail(operation.id, { code, times: 1 }),
      };
    }),
    ...withoutEnvelope.map(({ status }): StateCase => {
      const minimal = stateCase(operation, `Prefer: code=${status}`, undefined);
      const headers = { ...minimal.request.headers, prefer: `code=${status}` };
      const expect = { accept: false, allowedErrors: [], status };
      return {
        case: { ...minimal, request: { ...minimal.request, headers }, expect },
        prepare: () => undefined,
      };
    }),
  ];
}

/** Tokens that are issued, revoked, expired or made up, for a mock with `strictAuth`. */
export function tokenStateCases(operation: Operation, send: Send): StateCase[] {
  if (!operation.secured) return [];
  const { tenantToken, userToken, expiredUserToken } = commonErrors;
  const rows: [state: string, error: StatusAndCode | undefined, prepare: StateCase["prepare"]][] = [
    ["an issued user token", undefined, issueUserToken],
    ["a revoked user token", userToken, (mock) => revoked(mock, issueUserToken(mock))],
    ["an expired user token", expiredUserToken, (mock) => expired(mock, issueUserToken(mock))],
    ["a user token that expires now", expiredUserToken, (mock) => mock.issueUserToken({ expiresIn: 0 })],
    ["a made-up user token", userToken, () => "u-7f1bcd13fc57d46bac21793a18e560"],
    ["a made-up JWT", userToken, () => `eyJhbGciOiJFUzI1NiJ9.${"x".repeat(3900)}.sig`],
    ["a made-up tenant token", tenantToken, () => "t-7f1bcd13fc57d46bac21793a18e560"],
  ];
  if (operations.some(({ id }) => id === tokenOperation)) {
    const tenant = (): Promise<string | undefined> => issueTenantToken(send);
    rows.push(
      ["an issued tenant token", undefined, tenant],
      ["a revoked tenant token", tenantToken, async (mock) => revoked(mock, await tenant())],
      ["an expired tenant token", tenantToken, async (mock) => expired(mock, await tenant())],
    );
  }
  return rows
    .filter(([, error]) => !error || operation.responses.some(({ status }) => status === error.status))
    .map(([state, error, prepare]) => ({
      case: { ...stateCase(operation, state, error), category: "authorization" },
      prepare,
    }));
}

const callers: readonly [
  name: string,
  code: number,
  prepare: (mock: Mock, scopes: readonly string[]) => string | undefined,
][] = [
  ["an app", 99991672, (mock, scopes) => void (mock.app.scopes = scopes)],
  ["a user who granted", 99991679, (mock, scopes) => mock.issueUserToken({ scopes })],
];

/** For apps and users: each scope is enough by itself, no other scope is, and the failure names all of them. */
export function scopeCases(operation: Operation): StateCase[] {
  const { scopes, secured, fieldScopes } = operation;
  if (!secured || scopes.length === 0) return [];
  const insufficient = [
    [],
    fieldScopes.map(({ scope }) => scope),
    scopes.map((scope) => `${scope}x`),
    scopes.map((scope) => scope.toUpperCase()),
  ].filter((granted, index) => index === 0 || granted.length > 0);
  return callers.flatMap(([caller, code, prepare]) => {
    const failure = operation.failures.find((documented) => documented.code === code);
    const caseWith = (granted: readonly string[], expect: Expectation): StateCase => ({
      case: { ...stateCase(operation, `${caller} with [${granted.join(", ")}]`, undefined), expect },
      prepare: (mock) => prepare(mock, granted),
    });
    return [
      ...scopes.map((scope) => caseWith([scope], accepted)),
      ...(failure
        ? insufficient.map((granted) =>
            caseWith(granted, { accept: false, allowedErrors: [failure], scopes }),
          )
        : []),
    ];
  });
}

/** A case of a minimal request in a state. Expects the error, or success if it is undefined. */
export function stateCase(operation: Operation, state: string, error: StatusAndCode | undefined): Case {
  return {
    name: state,
    operation,
    category: "state",
    request: requestsWith(defaultToken)(operation),
    expect: error ? { accept: false, allowedErrors: [{ status: error.status, code: error.code }] } : accepted,
    parameters: [],
    state,
  };
}

function issueUserToken(mock: Mock): string {
  return mock.issueUserToken();
}

async function issueTenantToken(send: Send): Promise<string | undefined> {
  const operation = operations.find(({ id }) => id === tokenOperation)!;
  const { body } = await send(requestsWith("")(operation));
  return (body as { tenant_access_token?: string } | undefined)?.tenant_access_token;
}

function expired(mock: Mock, token: string | undefined): string | undefined {
  mock.advance(expiryMs);
  return token;
}

function revoked(mock: Mock, token: string | undefined): string | undefined {
  if (token !== undefined) mock.revokeToken(token);
  return token;
}
