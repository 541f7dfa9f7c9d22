import type { AssertionName, ClientAssertion, ServerAssertion } from "../assertions/names.ts";
import { responseAssertions, type Assertion } from "../assertions/response.ts";
import { describeExpectation, describeResponse, type Case, type Exchange } from "../cases/case.ts";
import { StoppedError } from "../wire/pacing.ts";
import type { WireResponse } from "../wire/types.ts";
import { curlOf } from "./curl.ts";
import { redactorFor } from "./redact.ts";

/** An assertion that failed, with a command that repeats it. */
export interface Finding {
  readonly assertion: AssertionName;
  readonly operation: string;
  /** The name of the case, or the call. */
  readonly case: string;
  readonly expected: string;
  readonly got: string;
  readonly message: string;
  readonly seed: number;
  /** The server state that the case needs; undefined if it needs none. */
  readonly state: string | undefined;
  /** A shell command. */
  readonly repeat: string;
}

/** A call of the client: the operation's id, and the call in words. */
export interface ClientCall {
  readonly operation: string;
  readonly name: string;
}

/** Collects the exchanges, calls and findings of a run. */
export interface Results {
  readonly findings: Finding[];
  readonly exchanges: Exchange[];
  readonly calls: ClientCall[];
  /** Number of cases that were not run through the client or the SDK, by reason. */
  readonly skipped: Map<string, number>;
  /** How often each assertion applied. */
  readonly evaluated: Map<AssertionName, number>;
  /** Keeps an exchange and runs every response assertion on it. */
  evaluate(testCase: Case, response: WireResponse): void;
  /** Adds the messages of an assertion: empty if it holds, undefined if it does not apply. */
  add(
    assertion: ServerAssertion,
    testCase: Case,
    messages: readonly string[] | undefined,
    response?: WireResponse,
  ): void;
  /** Adds a call of the client, with the messages of each assertion that applies. */
  addCall(call: ClientCall, messages: { readonly [Name in ClientAssertion]?: readonly string[] }): void;
  /** Counts a case that was skipped. `reason` continues "1 case …". */
  skip(reason: string): void;
}

/** Settings of {@link createResults}. */
export interface ResultsSettings {
  /** For the curl commands of the findings. */
  readonly baseUrl: string;
  /** A token that no report may show; undefined if there is none. */
  readonly secret: string | undefined;
  readonly seed: number;
  readonly maxResponseMs: number;
  /** The only assertion that counts; undefined for all. */
  readonly only: AssertionName | undefined;
  /** Whether the first finding throws {@link StoppedError}. Default false. */
  readonly stopAtFinding?: boolean | undefined;
}

/** Creates results without entries. */
export function createResults(settings: ResultsSettings): Results {
  const { baseUrl, secret, seed, maxResponseMs, only, stopAtFinding = false } = settings;
  const findings: Finding[] = [];
  const exchanges: Exchange[] = [];
  const calls: ClientCall[] = [];
  const skipped = new Map<string, number>();
  const evaluated = new Map<AssertionName, number>();
  const redact = redactorFor(secret);
  const context = { maxResponseMs, logIds: new Set<string>() };
  const counts = (assertion: AssertionName): boolean => {
    if (only !== undefined && only !== assertion) return false;
    evaluated.set(assertion, (evaluated.get(assertion) ?? 0) + 1);
    return true;
  };
  const addFinding = (finding: Omit<Finding, "seed">): void => {
    findings.push({ ...finding, seed });
    if (stopAtFinding) throw new StoppedError("stopped at the first finding");
  };
  const results: Results = {
    findings,
    exchanges,
    calls,
    skipped,
    evaluated,
    evaluate(testCase, response) {
      exchanges.push({ case: testCase, response });
      for (const [name, assertion] of Object.entries<Assertion>(responseAssertions))
        results.add(name as ServerAssertion, testCase, assertion(testCase, response, context), response);
    },
    add(assertion, testCase, messages, response) {
      if (!messages || !counts(assertion)) return;
      for (const message of messages)
        addFinding({
          assertion,
          operation: testCase.operation.id,
          case: testCase.name,
          expected: describeExpectation(testCase.expect),
          got: redact(response ? describeResponse(response) : message),
          message: redact(message),
          state: testCase.state,
          repeat: curlOf(baseUrl, testCase.request, secret),
        });
    },
    addCall(call, messagesByAssertion) {
      calls.push(call);
      for (const [name, messages] of Object.entries(messagesByAssertion)) {
        const assertion = name as ClientAssertion;
        if (!counts(assertion)) continue;
        for (const message of messages)
          addFinding({
            assertion,
            operation: call.operation,
            case: call.name,
            expected: "what the contract and the client's documentation say",
            got: message,
            message,
            state: undefined,
            repeat: `pnpm --filter @feishu-openapi/contract-tests probe --only ${assertion} --seed ${seed}`,
          });
      }
    },
    skip: (reason) => void skipped.set(reason, (skipped.get(reason) ?? 0) + 1),
  };
  return results;
}
