import fc from "fast-check";
import { readModel } from "@feishu-openapi/codegen/read/read-model.ts";
import { expect, test } from "vitest";
import { compare } from "../src/compare/compare.ts";
import type { Findings } from "../src/compare/difference.ts";
import { readFacts } from "../src/contract/contract-facts.ts";
import { findOperation } from "../src/contract/find-operation.ts";
import { refuserOf } from "../src/page/page-error.ts";
import { readPage } from "../src/read/read-page.ts";
import { changesOf } from "./support/changes.ts";
import { contractOf } from "./support/small-contract.ts";
import { smallOperation, type SmallOperation } from "./support/small-operation.ts";
import { pageOf, type Style } from "./support/small-page.ts";

const style: fc.Arbitrary<Style> = fc.record({
  language: fc.constantFrom("zh", "en"),
  nesting: fc.constantFrom("order", "spaces", "branches"),
  table: fc.constantFrom("open", "framed", "html"),
  newline: fc.constantFrom("\n", "\r\n"),
});

function hold(page: string, operation: SmallOperation): Findings {
  const contract = contractOf(operation);
  const [own] = readModel(contract, []).operations;
  const refuse = refuserOf("page.md");
  return compare(readPage(page, refuse), readFacts(contract, own ?? expect.unreachable()), refuse);
}

test("finds no difference between a contract and a page written from it", () => {
  fc.assert(
    fc.property(smallOperation, style, (operation, look) => {
      expect(hold(pageOf(operation, look), operation)).toEqual({ differences: [], notes: [] });
    }),
    { numRuns: 60 },
  );
});

test("reports any single change of a page with its name and line", () => {
  fc.assert(
    fc.property(smallOperation, style, fc.nat(), (operation, look, chosen) => {
      const changes = changesOf(operation);
      const { what, changed } = changes[chosen % changes.length] ?? expect.unreachable();
      const page = pageOf(changed, look);
      const { differences } = hold(page, operation);
      expect(differences.map((difference) => difference.what)).toContain(what);
      const said = page.split(look.newline);
      for (const { line } of differences) expect(said[line - 1]?.trim()).toBeTruthy();
    }),
    { numRuns: 100 },
  );
});

test("reports every single change of an operation that has everything", () => {
  const [operation] = fc.sample(
    smallOperation.filter(
      ({ method, query, body, response }) =>
        method === "POST" && query.length > 2 && body.length > 2 && response.length > 3,
    ),
    { numRuns: 1, seed: 7 },
  );
  const whole = operation ?? expect.unreachable();
  const missed = changesOf(whole).filter(({ what, changed }) => {
    const page = pageOf(changed, { language: "zh", nesting: "order", table: "open", newline: "\n" });
    return !hold(page, whole).differences.some((difference) => difference.what === what);
  });
  expect(missed.map(({ what }) => what)).toEqual([]);
});

test("finds the operation by its path, whatever the names of path parameters", () => {
  const parameter = { name: "thing_id", type: "string", required: true } as const;
  const operation: SmallOperation = {
    method: "GET",
    path: [parameter],
    query: [],
    body: [],
    response: [{ name: "name", type: "string", required: false }],
    perMinute: 100,
    perSecond: 1,
    scopes: ["im:chat"],
    errors: [{ code: 230_001, status: 400 }],
  };
  const renamed = { ...operation, path: [{ ...parameter, name: "id" }] };
  const text = pageOf(renamed, { language: "en", nesting: "order", table: "open", newline: "\n" });
  const refuse = refuserOf("page.md");
  const { operations } = readModel(contractOf(operation), []);
  expect(findOperation(readPage(text, refuse), operations, undefined, refuse).id).toBe("im.v1.thing.do");
  expect(hold(text, operation).differences.map(({ what }) => what)).toEqual([
    "path",
    "path thing_id",
    "path id",
  ]);
});
