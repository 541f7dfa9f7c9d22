import type { HarExchange } from "../http/har.ts";

/** A recorded exchange. `url` is that of the upstream. Header names are in lower case. */
export interface Recording extends HarExchange {
  /** The operationId. Undefined if no operation matched. */
  readonly operation: string | undefined;
  readonly request: HarExchange["request"] & {
    /** Path and query as sent to the mock, starting with `/open-apis`. */
    readonly target: string;
  };
}
