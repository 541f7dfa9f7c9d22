import type { Mock } from "@feishu-openapi/mock";
import type { Operation } from "../contract.ts";
import type { Expectation } from "./case.ts";
import { stateCase, type StateCase } from "./cases-states.ts";
import { accepted } from "./oracle.ts";

const callers: readonly [
  who: string,
  code: number,
  prepare: (mock: Mock, list: readonly string[]) => string | undefined,
][] = [
  ["an app", 99991672, (mock, list) => void (mock.app.scopes = list)],
  ["a user who granted", 99991679, (mock, list) => mock.issueUserToken({ scopes: list })],
];

/** Each scope lets in by itself, the app and the user; none and any other do not, and the refusal names them all. */
export function scopeCases(operation: Operation): StateCase[] {
  const { scopes, secured } = operation;
  if (!secured || scopes.length === 0) return [];
  const others = [
    [],
    operation.fieldScopes.map(({ scope }) => scope),
    scopes.map((scope) => `${scope}x`),
    scopes.map((scope) => scope.toUpperCase()),
  ].filter((list, index) => index === 0 || list.length > 0);
  return callers.flatMap(([who, code, prepare]) => {
    const failure = operation.failures.find((one) => one.code === code);
    const make = (list: readonly string[], expect: Expectation): StateCase => ({
      case: { ...stateCase(operation, `${who} with [${list.join(", ")}]`, undefined), expect },
      prepare: (mock) => prepare(mock, list),
    });
    return [
      ...scopes.map((scope) => make([scope], accepted)),
      ...others.flatMap((list) =>
        failure ? [make(list, { accept: false, refuse: [failure], scopes })] : [],
      ),
    ];
  });
}
