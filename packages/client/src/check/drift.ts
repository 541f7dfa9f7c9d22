import { FeishuError } from "../errors.ts";

/** How a response departs from the contract. */
export type DriftKind = "missing" | "wrong_type" | "unknown_value" | "unknown_field";

/** One way in which responses depart from the contract. Holds no content of a response except an unknown enum value. */
export interface Drift {
  /** The operation that was called, such as `im.v1.chat.list`. */
  readonly operation: string;
  /** A JSON pointer into the result. `*` stands for any index of an array and any name in a record. */
  readonly pointer: string;
  readonly kind: DriftKind;
  /** What the contract says: types or enum values, joined by ` | `, or `absent`. */
  readonly expected: string;
  /** The type that was found, `absent`, or the first 64 characters of an unknown enum value. */
  readonly found: string;
}

/** Receives each successful result of a client and reports each kind of drift once. Reports contain no secret. */
export type DriftReporter = (operation: string, result: unknown, secrets?: readonly string[]) => void;

/** Compares results with the contract: `responseCheck` of `@feishu-openapi/client/check`. */
export interface ResponseCheck {
  /** `report` calls `onDrift`, `throw` fails the call with a `FeishuDriftError`. Default: `report`. */
  readonly mode?: "report" | "throw" | undefined;
  /** Returns the drift in one result: each kind once, at most 20. Returns none for an unknown operation. */
  readonly find: (operation: string, result: unknown, secrets?: readonly string[]) => Drift[];
  /** Creates the reporter. Part of this object, so that a client without a response check does not load it. */
  readonly createReporter: (check: ResponseCheck, onDrift?: (drift: Drift) => unknown) => DriftReporter;
}

/** Thrown in `mode: "throw"` when a response departs from the contract. */
export class FeishuDriftError extends FeishuError {
  override readonly name = "FeishuDriftError";
  /** At least one. */
  readonly drifts: readonly Drift[];

  constructor(operation: string, drifts: readonly Drift[]) {
    const descriptions = drifts.map(
      ({ pointer, kind, expected, found }) =>
        `${pointer || "/"} ${kind} (expected ${expected}, found ${found})`,
    );
    super(operation, `the response departs from the contract: ${descriptions.join("; ")}`);
    this.drifts = drifts;
  }
}

/** Most kinds of drift that a reporter remembers and reports. */
const MOST_KINDS = 1000;

/**
 * Creates the reporter of one client. In `report` mode it ignores errors of `onDrift`.
 *
 * The reporter throws a {@link FeishuDriftError} in `throw` mode, for each result that departs from the contract.
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
      // The async function turns a throw of `onDrift` into a rejection, too.
      (async () => onDrift?.(drift))().catch(() => {});
    }
  };
}
