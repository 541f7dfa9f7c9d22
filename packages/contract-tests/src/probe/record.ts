import { describeExpectation, describeAnswer, type Answer, type Case, type Exchange } from "./case.ts";
import { checks } from "./checks.ts";
import { curlOf } from "./curl.ts";
import { concealing } from "./secrets.ts";
import type { CheckName } from "./names.ts";

/** Something that is wrong with the server, or with the contract. */
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
  readonly curl: string;
}

/** What a run gathers. */
export interface Recording {
  readonly faults: Fault[];
  readonly exchanges: Exchange[];
  /** How often each check had something to judge. */
  readonly judged: Map<CheckName, number>;
  /** Has every check look at an answer. */
  judge(one: Case, answer: Answer): void;
  /** Notes what a check found, by the request that shows it best; undefined where it had nothing to say. */
  note(check: CheckName, one: Case, texts: readonly string[] | undefined, answer?: Answer): void;
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
  const judged = new Map<CheckName, number>();
  const conceal = concealing(secret);
  const context = { ceilingMs, logIds: new Set<string>() };
  const recording: Recording = {
    faults,
    exchanges,
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
      if (!texts || (only !== undefined && only !== check)) return;
      judged.set(check, (judged.get(check) ?? 0) + 1);
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
          curl: curlOf(baseUrl, one.request, secret),
        });
      }
    },
  };
  return recording;
}
