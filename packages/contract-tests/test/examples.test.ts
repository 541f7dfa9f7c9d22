import { afterAll, describe, expect, test } from "vitest";
import { operations } from "../src/contract.ts";
import { connect, methodOf, preferring, startSubject } from "../src/subject.ts";

// Each named example of each answer, asked of the mock over HTTP, comes back through the client as what it is.
const mock = await startSubject();
afterAll(() => mock.close());

describe.for(operations)("$id", (operation) => {
  const cases = operation.answers.flatMap((answer) =>
    answer.examples.map((example) => ({ ...answer, ...example, title: `${answer.status} ${example.name}` })),
  );

  test.for(cases)("$title", async ({ status, name, value, error, contentType }) => {
    const client = connect(mock.url, preferring(`code=${status}, example=${name}`));
    const answer = await methodOf(
      client,
      operation,
    )(operation.minimal).then(
      (result) => ({ result }),
      (reason: unknown) => ({ reason }),
    );
    if (error) {
      const { code, msg } = value as { code: number; msg: string };
      const { kind, remedy } = error;
      expect(answer).toMatchObject({
        reason: { name: "FeishuApiError", operation: operation.id, status, code, msg, kind, remedy },
      });
    } else if (contentType !== "application/json") {
      expect(answer).toMatchObject({
        reason: { name: "FeishuResponseError", status, fault: "not_json", bodyStart: value },
      });
    } else {
      const wanted = (value as { data?: unknown }).data ?? value;
      expect(answer).toMatchObject({ result: operation.pagination ? { data: wanted } : wanted });
    }
  });
});
