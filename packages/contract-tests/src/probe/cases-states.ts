import type { Mock } from "@feishu-openapi/mock";
import { operations, type Operation } from "../contract.ts";
import type { Case, Pair, Send } from "./case.ts";
import { accepted, platform } from "./oracle.ts";
import { requestsWith } from "./request.ts";

/** A case that the mock must be put into a state for, and how. */
export interface StateCase {
  readonly case: Case;
  /** Puts the mock there; a token that it gives back takes the usual one's place. */
  readonly prepare: (mock: Mock) => Promise<string | undefined> | string | undefined;
}

type State = readonly [given: string, code: number, prepare: StateCase["prepare"]];

/** Long enough for every token to end, in milliseconds. */
const longMs = 3 * 3_600_000;

/** What an app or a user may be, and the code to which it leads. */
export const states: readonly State[] = [
  ["mock.app.scopes = []", 99991672, (mock) => void (mock.app.scopes = [])],
  ["a user token without scopes", 99991679, (mock) => mock.issueUserToken({ scopes: [] })],
  ["mock.app.exists = false", 232004, (mock) => void (mock.app.exists = false)],
  ["mock.app.installed = false", 232034, (mock) => void (mock.app.installed = false)],
  ["mock.app.botAbility = false", 232025, (mock) => void (mock.app.botAbility = false)],
];

/** The failures to which the app's and the user's state leads, where the operation documents them. */
export function appStateCases(operation: Operation): StateCase[] {
  return states.flatMap(([given, code, prepare]) => {
    const failure = operation.failures.find((one) => one.code === code);
    if (!failure || !operation.secured) return [];
    return [{ case: stateCase(operation, given, failure), prepare }];
  });
}

/** Every documented failure on demand, and every answer that is no envelope. */
export function demandedCases(operation: Operation): StateCase[] {
  const bare = operation.answers.filter(
    ({ contentType, status }) => !contentType.endsWith("json") && status !== 404,
  );
  return [
    ...operation.failures.map(({ status, code }): StateCase => ({
      case: stateCase(operation, `mock.fail("${operation.id}", { code: ${code}, times: 1 })`, {
        status,
        code,
      }),
      prepare: (mock) => void mock.fail(operation.id, { code, times: 1 }),
    })),
    ...bare.map(({ status }): StateCase => {
      const made = stateCase(operation, `Prefer: code=${status}`, { status, code: 0 });
      const headers = { ...made.request.headers, prefer: `code=${status}` };
      const one = {
        ...made,
        request: { ...made.request, headers },
        expect: { accept: false, refuse: [], status },
      };
      return { case: one, prepare: () => undefined };
    }),
  ];
}

/** Tokens that were issued, revoked, that ended, or that somebody made up: for a mock with `strictAuth`. */
export function tokenStateCases(operation: Operation, send: Send): StateCase[] {
  if (!operation.secured) return [];
  const { tenantToken, userToken, expiredUserToken } = platform;
  const rows: [given: string, refuse: Pair | undefined, prepare: StateCase["prepare"]][] = [
    ["a user token that was issued", undefined, issueUserToken],
    ["a user token that was revoked", userToken, (mock) => revoked(mock, issueUserToken(mock))],
    ["a user token that has ended", expiredUserToken, (mock) => ended(mock, issueUserToken(mock))],
    ["a user token that ends now", expiredUserToken, (mock) => mock.issueUserToken({ expiresIn: 0 })],
    ["a user token that nobody issued", userToken, () => "u-7f1bcd13fc57d46bac21793a18e560"],
    ["a JWT that nobody issued", userToken, () => `eyJhbGciOiJFUzI1NiJ9.${"x".repeat(3900)}.sig`],
    ["a tenant token that nobody issued", tenantToken, () => "t-7f1bcd13fc57d46bac21793a18e560"],
  ];
  if (operations.some(({ id }) => id === tokenOperation)) {
    const tenant = (): Promise<string | undefined> => issueTenantToken(send);
    rows.push(
      ["a tenant token that was issued", undefined, tenant],
      ["a tenant token that was revoked", tenantToken, async (mock) => revoked(mock, await tenant())],
      ["a tenant token that has ended", tenantToken, async (mock) => ended(mock, await tenant())],
    );
  }
  return rows
    .filter(([, refuse]) => !refuse || operation.answers.some(({ status }) => status === refuse.status))
    .map(([given, refuse, prepare]) => ({
      case: { ...stateCase(operation, given, refuse), aim: "authorization" },
      prepare,
    }));
}

function issueUserToken(mock: Mock): string {
  return mock.issueUserToken();
}

function ended(mock: Mock, token: string | undefined): string | undefined {
  mock.advance(longMs);
  return token;
}

function revoked(mock: Mock, token: string | undefined): string | undefined {
  if (token !== undefined) mock.revokeToken(token);
  return token;
}

/** The operation that issues tenant tokens; what it means the contract has only in words. */
export const tokenOperation = "auth.v3.tenantAccessToken.internal";

async function issueTenantToken(send: Send): Promise<string | undefined> {
  const operation = operations.find(({ id }) => id === tokenOperation)!;
  const { body } = await send(requestsWith("")(operation));
  return (body as { tenant_access_token?: string } | undefined)?.tenant_access_token;
}

/** The least that is required, of a server in some state. */
export function stateCase(operation: Operation, given: string, refuse: Pair | undefined): Case {
  return {
    name: given,
    operation,
    aim: "state",
    request: requestsWith(usualToken)(operation),
    expect: refuse ? { accept: false, refuse: [{ status: refuse.status, code: refuse.code }] } : accepted,
    parameters: [],
    given,
  };
}

/** A token that the mock takes unless it is strict. */
export const usualToken = "t-7f1bcd13fc57d46bac21793a18e560";
