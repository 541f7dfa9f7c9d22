import { FeishuError } from "../errors.ts";

/** How an answer departs from the contract. */
export type DriftKind = "missing" | "wrong_type" | "unknown_value" | "unknown_field";

/** One way in which answers depart from the contract. It holds no text of an answer but an enum's unknown value. */
export interface Drift {
  /** The operation that was answered, such as `im.v1.chat.list`. */
  readonly operation: string;
  /** A JSON pointer into the result, in which `*` is any place in a list and any name in a record. */
  readonly pointer: string;
  readonly kind: DriftKind;
  /** What the contract says: types or an enum's values, joined by ` | `, or `absent`. */
  readonly expected: string;
  /** The type that was found, or `absent`; of an unknown enum value its first 64 characters. */
  readonly found: string;
}

/**
 * Takes each successful result of a client; the same kind of drift is reported once in the reporter's life. Nothing
 * that it says holds one of the secrets.
 */
export type DriftReporter = (operation: string, result: unknown, secrets?: readonly string[]) => void;

/** Holds results against the contract: `responseCheck` of `@feishu-openapi/client/check`. */
export interface ResponseCheck {
  /** `report` calls `onDrift`, `throw` fails the call with a `FeishuDriftError`. Default: `report`. */
  readonly mode?: "report" | "throw" | undefined;
  /** What departs from the contract in one result: each kind once, 20 at most; nothing for an unknown operation. */
  readonly find: (operation: string, result: unknown, secrets?: readonly string[]) => Drift[];
  /** Carried along, so that a client that checks nothing loads nothing of it. */
  readonly createReporter: (check: ResponseCheck, onDrift?: (drift: Drift) => unknown) => DriftReporter;
}

/** An answer departs from the contract, and `mode: "throw"` was asked for. */
export class FeishuDriftError extends FeishuError {
  override readonly name = "FeishuDriftError";
  /** At least one. */
  readonly drifts: readonly Drift[];

  constructor(operation: string, drifts: readonly Drift[]) {
    const said = drifts.map(
      ({ pointer, kind, expected, found }) =>
        `${pointer || "/"} ${kind} (expected ${expected}, found ${found})`,
    );
    super(operation, `the answer is not what the contract says: ${said.join("; ")}`);
    this.drifts = drifts;
  }
}

/** A reporter remembers no more kinds than this, and is silent about any further one. */
const MOST_KINDS = 1000;

/**
 * A reporter for one client. In `report` mode what `onDrift` throws or rejects with is ignored.
 *
 * @throws {FeishuDriftError} from the reporter, in `throw` mode, for each result that drifts.
 */
export function createDriftReporter(
  check: ResponseCheck,
  onDrift?: (drift: Drift) => unknown,
): DriftReporter {
  const reported = new Set<string>();
  return (operation, result, secrets) => {
    const drifts = check.find(operation, result, secrets);
    if (drifts.length && check.mode === "throw") throw new FeishuDriftError(operation, drifts);
    for (const drift of drifts) {
      const { pointer, kind, found } = drift;
      const key = [operation, kind, pointer, kind === "unknown_value" ? found : ""].join(" ");
      if (reported.has(key) || reported.size >= MOST_KINDS) continue;
      reported.add(key);
      // An async function, so that a throw and a rejection are the same.
      (async () => onDrift?.(drift))().catch(() => {});
    }
  };
}
