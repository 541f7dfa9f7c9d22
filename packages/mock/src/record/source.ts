import type { Operation } from "../contract/contract.ts";
import type { MockRequest, MockResponse } from "../http/message.ts";

/** Responds instead of the mock. `Prefer` and fault rules take precedence. */
export interface ResponseSource {
  /** What the source does, with its file. For the greeting. */
  readonly about: string;
  /** The operation is undefined if none matched. Never rejects. */
  respond(request: MockRequest, operation: Operation | undefined, signal: AbortSignal): Promise<MockResponse>;
  /** Restarts a replay. Recordings stay. */
  reset(): void;
}
