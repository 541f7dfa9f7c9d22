import type { Mock, MockOptions } from "@feishu-openapi/mock";
import { startSubject } from "../subject.ts";

/** A server to be probed. */
export interface Subject {
  /** Base URL, such as `http://127.0.0.1:4010/open-apis`. */
  readonly url: string;
  /** Its state, where the server is our mock; undefined for any other, which is only read from. */
  readonly mock: Mock | undefined;
  close(): Promise<void>;
}

/** Starts a server to be probed. */
export type StartSubject = (options: MockOptions) => Promise<Subject>;

/** Our own mock of the contract under test. */
export const ownMock: StartSubject = async (options) => {
  const mock = await startSubject(options);
  return { url: mock.url, mock, close: () => mock.close() };
};
