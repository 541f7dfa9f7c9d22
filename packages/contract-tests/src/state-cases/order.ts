import type { Mock } from "@feishu-openapi/mock";
import { invalidQuery } from "../cases/authorization.ts";
import { requestsWith, type RequestChange } from "../cases/request.ts";
import type { Operation } from "../contract/types.ts";
import type { Send } from "../wire/types.ts";
import { defaultToken, stateCase, states, type StateCase } from "./states.ts";

/** One reason to reject a request, and how to cause it. */
interface Reason {
  readonly name: string;
  readonly code: number;
  readonly change?: RequestChange;
  readonly prepare?: (mock: Mock, send: Send) => ReturnType<StateCase["prepare"]>;
  /** It sets the token; a request has only one. */
  readonly isToken?: boolean;
}

/** The rate limit of the mock that {@link orderCases} need: the second request exceeds it. */
export const orderLimit = { perSecond: 1 } as const;

/** Every pair of reasons to reject a request, both at once: the one that is checked first decides the failure. */
export function orderCases(operation: Operation, send: Send): StateCase[] {
  if (!operation.secured) return [];
  const reasons = reasonsOf(operation);
  return reasons.flatMap((first, index) =>
    reasons
      .slice(index + 1)
      .filter((second) => !(first.isToken && second.isToken))
      .map((second): StateCase => {
        const failure = operation.failures.find(({ code }) => code === first.code);
        const change = { ...first.change, ...second.change };
        return {
          case: {
            ...stateCase(operation, `${first.name}, and ${second.name}`, failure),
            category: "order",
            request: requestsWith(defaultToken)(operation, change),
          },
          prepare: async (mock) => {
            // The quota goes first: once the other reason is set, its failure would come instead.
            const steps = [first, second].toSorted((left, right) => rank(left) - rank(right));
            let token: string | undefined;
            for (const { prepare } of steps) token = (await prepare?.(mock, send)) ?? token;
            return token;
          },
        };
      }),
  );
}

/** The reasons that an operation documents, in the order of checks of `spec/evidence.md`. */
function reasonsOf(operation: Operation): Reason[] {
  const query = invalidQuery(operation);
  const reasons: Reason[] = [
    { name: "no token", code: 99991661, change: withAuthorization(undefined), isToken: true },
    { name: "a malformed token", code: 99991663, change: withAuthorization("Bearer t-"), isToken: true },
    ...stateReasons(99991672, 99991679),
    { name: "an exhausted quota", code: 99991400, prepare: (_mock, send) => exhaust(operation, send) },
    ...(query ? [{ name: "an invalid parameter", code: 99992402, change: { query } }] : []),
    ...stateReasons(232004, 232034, 232025),
  ];
  return reasons.filter(({ code }) => operation.failures.some((failure) => failure.code === code));
}

function stateReasons(...codes: readonly number[]): Reason[] {
  return states
    .filter(([, code]) => codes.includes(code))
    .map(([name, code, prepare]) => ({ name, code, prepare, isToken: code === 99991679 }));
}

function withAuthorization(authorization: string | undefined): RequestChange {
  return { headers: { authorization } };
}

function rank({ code }: Reason): number {
  return code === 99991400 ? 0 : 1;
}

async function exhaust(operation: Operation, send: Send): Promise<undefined> {
  for (let count = 1; count <= orderLimit.perSecond; count += 1)
    await send(requestsWith(defaultToken)(operation));
}
