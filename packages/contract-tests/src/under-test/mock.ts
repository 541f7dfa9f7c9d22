import { startMock, type Mock, type MockOptions } from "@feishu-openapi/mock";

/** A server under test. */
export interface TestServer {
  /** Base URL, such as `http://127.0.0.1:4010/open-apis`. */
  readonly url: string;
  /** The mock, to set its state; undefined for another server, whose state cannot be set. */
  readonly mock: Mock | undefined;
  close(): Promise<void>;
}

/** Starts a server under test. */
export type StartServer = (options: MockOptions) => Promise<TestServer>;

/** Starts a mock of the contract under test (`CONTRACT_FILE`) on a free port. */
export function startContractMock(options: MockOptions = {}): Promise<Mock> {
  const contract = process.env["CONTRACT_FILE"];
  return startMock({ ...options, ...(contract && { contract }) });
}

/** Starts {@link startContractMock} as a server under test. */
export const startOwnMock: StartServer = async (options) => serverOf(await startContractMock(options));

/** A mock as a server under test. */
export function serverOf(mock: Mock): TestServer {
  return { url: mock.url, mock, close: () => mock.close() };
}
