import type { Operation } from "../contract/contract.ts";
import type { MockReply, MockRequest } from "../message.ts";

/** Where answers come from in place of the mock's own. `Prefer` and what `mock.fail` says go before it. */
export interface AnswerSource {
  /** For people: what it does, with the file. */
  readonly about: string;
  /** The operation is undefined where the contract has none for this request. Never rejects. */
  answer(request: MockRequest, operation: Operation | undefined, signal: AbortSignal): Promise<MockReply>;
  /** Back to its beginning. What was recorded stays. */
  reset(): void;
}
