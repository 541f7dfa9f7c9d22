import { afterAll, describe, expect, test } from "vitest";
import { responseAssertions } from "../src/assertions/response.ts";
import { requestsWith } from "../src/cases/request.ts";
import { operations } from "../src/contract/read.ts";
import { parseJson } from "../src/contract/text.ts";
import { connect, methodOf } from "../src/under-test/client.ts";
import { startContractMock } from "../src/under-test/mock.ts";

const mock = await startContractMock();
afterAll(() => mock.close());

// Every example of the contract, requested from the mock through the client.
describe.for(operations)("$id", (operation) => {
  const examples = operation.responses.flatMap((response) =>
    response.examples.map((example) => ({
      ...response,
      ...example,
      title: `${response.status} ${example.name}`,
    })),
  );

  test.for(examples)("$title", async ({ status, name, value, error, contentType }) => {
    const { fetch, responses } = preferring(`code=${status}, example=${name}`);
    const result = await methodOf(
      connect(mock.url, fetch),
      operation,
    )(operation.minimal).then(
      (returned) => ({ returned }),
      (thrown: unknown) => ({ thrown }),
    );
    if (error) {
      const { code, msg } = value as { code: number; msg: string };
      const { kind, remedy } = error;
      expect(result).toMatchObject({
        thrown: { name: "FeishuApiError", operation: operation.id, status, code, msg, kind, remedy },
      });
    } else if (contentType !== "application/json") {
      expect(result).toMatchObject({
        thrown: { name: "FeishuResponseError", status, reason: "not_json", bodyStart: value },
      });
    } else {
      const data = (value as { data?: unknown }).data ?? value;
      expect(result).toMatchObject({ returned: operation.pagination ? { data } : data });
    }
    expect(responses).toHaveLength(1);
    expect(await contractViolations(operation, responses[0]!)).toEqual([]);
  });
});

/** A `fetch` that requests a particular example, and keeps copies of the responses. */
function preferring(prefer: string): { fetch: typeof globalThis.fetch; responses: Response[] } {
  const responses: Response[] = [];
  return {
    responses,
    async fetch(input, init) {
      const headers = new Headers(init?.headers);
      headers.set("Prefer", prefer);
      const response = await fetch(input, { ...init, headers });
      responses.push(response.clone());
      return response;
    },
  };
}

async function contractViolations(
  operation: (typeof operations)[number],
  response: Response,
): Promise<string[]> {
  const text = await response.text();
  const { status, headers } = response;
  const received = { status, headers: Object.fromEntries(headers), text, body: parseJson(text), ms: 0 };
  const testCase = {
    name: "an example",
    operation,
    category: "state",
    request: requestsWith("t-1")(operation),
    expect: { accept: true, allowedErrors: [] },
    parameters: [],
  } as const;
  const { documented_status, content_type, response_schema, response_headers } = responseAssertions;
  return [documented_status, content_type, response_schema, response_headers].flatMap(
    (assertion) => assertion(testCase, received) ?? [],
  );
}
