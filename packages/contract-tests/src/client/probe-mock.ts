import type { Mock } from "@feishu-openapi/mock";
import { describeExpectation, describeResponse, isExpected, type Case } from "../cases/case.ts";
import { statelessCases } from "../cases/stateless.ts";
import { operations } from "../contract/read.ts";
import { parseJson } from "../contract/text.ts";
import {
  appStateCases,
  defaultToken,
  forcedFailureCases,
  tokenStateCases,
  type StateCase,
} from "../state-cases/states.ts";
import { methodOf, ownFetches } from "../under-test/client.ts";
import { startContractMock } from "../under-test/mock.ts";
import { createSender } from "../wire/send.ts";
import type { WireResponse } from "../wire/types.ts";
import { callOf } from "./case-as-call.ts";
import { errorMessages, resultMessages } from "./compare-result.ts";
import { expectedResult } from "./expected-result.ts";
import { perform, type ClientProbe } from "./perform.ts";

/** The clock stands still, so that two mocks with the same seed are equal. */
const mockOptions = { chats: 123, now: () => Date.UTC(2026, 10, 23, 4) };

/** Sends to the mock, through the client, every case that a call can express; compares response and result. */
export async function probeMock(probe: ClientProbe): Promise<void> {
  const { seed } = probe;
  await using mock = await startContractMock({ ...mockOptions, seed });
  for (const operation of operations) {
    for (const testCase of statelessCases(operation, defaultToken, seed))
      await sendCase(probe, mock, testCase, undefined);
    await sendStateCases(probe, mock, [...appStateCases(operation), ...forcedFailureCases(operation)]);
  }
  await using strict = await startContractMock({ ...mockOptions, chats: 1, strictAuth: true });
  const { send, close } = createSender(strict.url);
  for (const operation of operations) await sendStateCases(probe, strict, tokenStateCases(operation, send));
  close();
}

async function sendStateCases(probe: ClientProbe, mock: Mock, cases: readonly StateCase[]): Promise<void> {
  for (const { case: testCase, prepare } of cases) {
    mock.reset();
    await sendCase(probe, mock, testCase, await prepare(mock));
  }
  mock.reset();
}

async function sendCase(
  { createClient, results }: ClientProbe,
  mock: Mock,
  testCase: Case,
  stateToken: string | undefined,
): Promise<void> {
  const { operation, expect, name, state } = testCase;
  const call = callOf(testCase);
  if (typeof call === "string") return results.skip(`not run through the client: ${call}`);
  // Alternates between both `fetch` functions, so that both send every kind of request.
  const fetch = ownFetches[results.calls.length % ownFetches.length]!;
  const performed = await perform(
    createClient,
    { url: mock.url, fetch },
    stateToken ?? call.token ?? defaultToken,
    (client) => methodOf(client, operation)(call.params),
  );
  const [first] = performed.responses;
  const response = first && (await read(first));
  const expected = response ? expectedResult(operation, response) : {};
  results.addCall(
    {
      operation: operation.id,
      name: `the client, ${name}${state === undefined || state === name ? "" : `, state: ${state}`}`,
    },
    {
      client_request:
        response && isExpected(expect, response)
          ? []
          : [
              `expected ${describeExpectation(expect)}, got ${response ? describeResponse(response) : "no response"}`,
            ],
      client_result: resultMessages(operation, expected, performed),
      client_error: errorMessages(operation, expected, performed),
    },
  );
}

async function read(response: Response): Promise<WireResponse> {
  const { status, headers } = response;
  const text = await response.text();
  return { status, headers: Object.fromEntries(headers), text, body: parseJson(text), ms: 0 };
}
