import type { MockResponse } from "../http/message.ts";
import type { MockContext } from "../state/context.ts";
import type { JsonObject } from "../util/json.ts";
import type { Events } from "./events.ts";

/** A validated request to the control API. */
export interface ControlRequest {
  /** State and options of the mock. */
  readonly context: MockContext;
  /** The mock's base URL, ending in `/open-apis`. */
  readonly baseUrl: string;
  readonly events: Events;
  /** Path parameters, percent-decoded. */
  readonly path: Readonly<Record<string, string>>;
  /** Query parameters with defaults, as `openapi.json` describes them. */
  readonly query: JsonObject;
  /** The JSON body, as `openapi.json` describes it. Empty without a body. */
  readonly body: JsonObject;
  /** Aborted when the client disconnects. */
  readonly signal: AbortSignal;
}

/** Responds to the requests of an operation. A thrown {@link ControlError} becomes the response. */
export type Respond = (request: ControlRequest) => MockResponse;

/** An error response. The message names the place and the remedy. */
export class ControlError extends Error {
  override readonly name = "ControlError";
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.headers = headers;
  }
}

/** Runs an action. Its exceptions become 400 responses. */
export function orBadRequest<Result>(action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    throw new ControlError(400, error instanceof Error ? error.message : String(error));
  }
}
