import { describeExpectation, describeAnswer, type Answer, type Case, type Exchange } from "./case.ts";
import { checks } from "./checks.ts";
import { curlOf } from "./curl.ts";
import { concealing } from "./secrets.ts";
import type { ClientCheck } from "../client-probe/names.ts";
import type { CheckName, ServerCheck } from "./names.ts";

/** Something that is wrong with the server, with the client, or with the contract. */
export interface Fault {
  readonly check: CheckName;
  readonly operation: string;
  readonly case: string;
  /** What the contract says comes of the request. */
  readonly expected: string;
  readonly got: string;
  readonly text: string;
  readonly seed: number;
  /** What must be true of the server before; undefined for nothing. */
  readonly given: string | undefined;
  /** A shell command that shows it again. */
  readonly repeat: string;
}

/** Something that the client was made to do: the operation's id, and the call in words. */
export interface ClientCall {
  readonly operation: string;
  readonly name: string;
}

/** What a run gathers. */
export interface Recording {
  readonly faults: Fault[];
  readonly exchanges: Exchange[];
  /** What the client was made to do, each once. */
  readonly calls: ClientCall[];
  /** What was left out of the client's calls, by reason, and how often. */
  readonly excuses: Map<string, number>;
  /** How often each check had something to judge. */
  readonly judged: Map<CheckName, number>;
  /** Has every check look at an answer. */
  judge(one: Case, answer: Answer): void;
  /** Notes what a check found, by the request that shows it best; undefined where it had nothing to say. */
  note(check: ServerCheck, one: Case, texts: readonly string[] | undefined, answer?: Answer): void;
  /** Notes what was wrong with a call of the client, by each check that had something to say. */
  noteCall(call: ClientCall, found: { readonly [Check in ClientCheck]?: readonly string[] }): void;
  /** Counts a case that is no call, or a difference that is none of ours, by its reason. */
  excuse(reason: string): void;
}

/** An empty recording. `only` leaves every other check out; `baseUrl` is for the curl of a fault. */
export function createRecording(settings: {
  baseUrl: string;
  /** The token that no report may show; undefined for none. */
  secret: string | undefined;
  seed: number;
  ceilingMs: number;
  only: CheckName | undefined;
}): Recording {
  const { baseUrl, secret, seed, ceilingMs, only } = settings;
  const faults: Fault[] = [];
  const exchanges: Exchange[] = [];
  const calls: ClientCall[] = [];
  const excuses = new Map<string, number>();
  const judged = new Map<CheckName, number>();
  const conceal = concealing(secret);
  const context = { ceilingMs, logIds: new Set<string>() };
  const counts = (check: CheckName): boolean => {
    if (only !== undefined && only !== check) return false;
    judged.set(check, (judged.get(check) ?? 0) + 1);
    return true;
  };
  const recording: Recording = {
    faults,
    exchanges,
    calls,
    excuses,
    judged,
    judge(one, answer) {
      exchanges.push({ case: one, answer });
      for (const [name, check] of Object.entries(checks) as [
        keyof typeof checks,
        (typeof checks)["accepted"],
      ][])
        recording.note(name, one, check(one, answer, context), answer);
    },
    note(check, one, texts, answer) {
      if (!texts || !counts(check)) return;
      for (const text of texts) {
        faults.push({
          check,
          operation: one.operation.id,
          case: one.name,
          expected: describeExpectation(one.expect),
          got: conceal(answer ? describeAnswer(answer) : text),
          text: conceal(text),
          seed,
          given: one.given,
          repeat: curlOf(baseUrl, one.request, secret),
        });
      }
    },
    excuse: (reason) => void excuses.set(reason, (excuses.get(reason) ?? 0) + 1),
    noteCall(call, found) {
      calls.push(call);
      for (const [check, texts] of Object.entries(found) as [ClientCheck, readonly string[]][]) {
        if (!counts(check)) continue;
        for (const text of texts) {
          faults.push({
            check,
            operation: call.operation,
            case: call.name,
            expected: "as the contract and the client's documentation say",
            got: text,
            text,
            seed,
            given: undefined,
            repeat: `pnpm --filter @feishu-openapi/contract-tests probe --only ${check} --seed ${seed}`,
          });
        }
      }
    },
  };
  return recording;
}
