import type { Operation } from "../contract/contract.ts";
import type { MockRequest, MockResponse } from "../http/message.ts";

/** Responds in place of checks and behaviours. `Prefer` and fault rules take precedence. */
export interface RecorderOrReplayer {
  /** What it does, with its file. For the greeting. */
  readonly description: string;
  /** The operation is undefined if none matched. Never rejects. */
  respond(request: MockRequest, operation: Operation | undefined, signal: AbortSignal): Promise<MockResponse>;
  /** Restarts a replay. Recordings stay. */
  reset(): void;
}
