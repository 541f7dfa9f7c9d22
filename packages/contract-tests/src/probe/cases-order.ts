import type { Mock } from "@feishu-openapi/mock";
import type { Operation } from "../contract.ts";
import type { Send } from "./case.ts";
import { wrongQuery } from "./cases-authorization.ts";
import { states, stateCase, usualToken, type StateCase } from "./cases-states.ts";
import { requestsWith, type Change } from "./request.ts";

/** One thing that is wrong, and how it comes about. */
interface Wrong {
  readonly given: string;
  readonly code: number;
  readonly change?: Change;
  readonly prepare?: (mock: Mock, send: Send) => ReturnType<StateCase["prepare"]>;
  /** It decides the token, of which a request has one. */
  readonly isToken?: boolean;
}

/** The limit of the mock that {@link orderCases} are for: the second request is one too many. */
export const orderLimit = { perSecond: 1 } as const;

/** Whatever an operation may refuse, in the order of checks of `spec/evidence.md`. */
function wrongsOf(operation: Operation): Wrong[] {
  const query = wrongQuery(operation);
  const all: Wrong[] = [
    { given: "no token", code: 99991661, change: header(undefined), isToken: true },
    { given: "a malformed token", code: 99991663, change: header("Bearer t-"), isToken: true },
    ...fromState(99991672, 99991679),
    { given: "a quota that is used up", code: 99991400, prepare: (_mock, send) => useUp(operation, send) },
    ...(query ? [{ given: "a wrong parameter", code: 99992402, change: { query } }] : []),
    ...fromState(232004, 232034, 232025),
  ];
  return all.filter(({ code }) => operation.failures.some((failure) => failure.code === code));
}

function fromState(...codes: readonly number[]): Wrong[] {
  return states
    .filter(([, code]) => codes.includes(code))
    .map(([given, code, prepare]) => ({ given, code, prepare, isToken: code === 99991679 }));
}

function header(authorization: string | undefined): Change {
  return { headers: { authorization } };
}

/** Two things that are wrong at once, each with each: the one that is looked at first is told. */
export function orderCases(operation: Operation, send: Send): StateCase[] {
  if (!operation.secured) return [];
  const wrongs = wrongsOf(operation);
  return wrongs.flatMap((first, index) =>
    wrongs
      .slice(index + 1)
      .filter((second) => !(first.isToken && second.isToken))
      .map((second): StateCase => {
        const failure = operation.failures.find(({ code }) => code === first.code);
        const change = { ...first.change, ...second.change };
        return {
          case: {
            ...stateCase(operation, `${first.given}, and ${second.given}`, failure),
            aim: "order",
            request: requestsWith(usualToken)(operation, change),
          },
          prepare: async (mock) => {
            // A quota is used up before the rest can refuse.
            const steps = [first, second].toSorted((one, other) => rank(one) - rank(other));
            let token: string | undefined;
            for (const { prepare } of steps) token = (await prepare?.(mock, send)) ?? token;
            return token;
          },
        };
      }),
  );
}

function rank({ code }: Wrong): number {
  return code === 99991400 ? 0 : 1;
}

async function useUp(operation: Operation, send: Send): Promise<undefined> {
  for (let turn = 1; turn <= orderLimit.perSecond; turn += 1) await send(requestsWith(usualToken)(operation));
}
