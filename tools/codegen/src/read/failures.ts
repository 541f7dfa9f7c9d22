import { isObject, type Pointer } from "../json.ts";
import type { Contract } from "../load-contract.ts";
import type { Failure } from "../model.ts";
import { text } from "./fields.ts";

const KINDS = ["auth", "permission", "rate_limit", "validation", "not_found", "internal"];
const EVIDENCE = ["documented", "recorded", "source", "guess"];

/** The failures that an operation documents: the named examples of its answers that have `x-error`. */
export function readFailures(contract: Contract, operation: Pointer): Failure[] {
  const responses = contract.resolve([...operation, "responses"]);
  if (!isObject(responses.value)) return [];
  return Object.keys(responses.value).flatMap((status) => {
    const pointer = contract.resolve([
      ...responses.pointer,
      status,
      "content",
      "application/json",
      "examples",
    ]);
    if (!isObject(pointer.value)) return [];
    return Object.keys(pointer.value).flatMap(
      (name) => readExample(contract, [...pointer.pointer, name], status) ?? [],
    );
  });
}

function readExample(contract: Contract, pointer: Pointer, status: string): Failure | undefined {
  const { value: example, pointer: here } = contract.resolve(pointer);
  if (!isObject(example) || !isObject(example["value"])) contract.refuse(here, "an example needs a value");
  const { code } = example["value"];
  const error = example["x-error"];
  if (code === 0 && status.startsWith("2") && error === undefined) return undefined;
  if (!isObject(error))
    contract.refuse(here, "an example of a failure needs x-error: { kind, evidence, remedy }");
  if (!Number.isSafeInteger(code) || code === 0)
    contract.refuse([...here, "value", "code"], "a failure's code must be an integer other than 0");
  if (pointer.at(-1) !== String(code))
    contract.refuse(pointer, `an example of a failure is named by its code: "${String(code)}"`);
  const { kind, evidence } = error;
  if (!KINDS.includes(String(kind)))
    contract.refuse([...here, "x-error", "kind"], `must be one of ${KINDS.join(", ")}`);
  if (!EVIDENCE.includes(String(evidence)))
    contract.refuse([...here, "x-error", "evidence"], `must be one of ${EVIDENCE.join(", ")}`);
  const remedy = text(error["remedy"]);
  if (!remedy)
    contract.refuse([...here, "x-error"], "needs a remedy: what the reader of the error should do");
  return { code: Number(code), kind: String(kind), summary: text(example["summary"]), remedy };
}

/** One table for all operations, ascending by code; refuses one code with two meanings. */
export function mergeFailures(contract: Contract, all: readonly Failure[]): Failure[] {
  const table = new Map<number, Failure>();
  for (const failure of all) {
    const other = table.get(failure.code);
    if (other && JSON.stringify(other) !== JSON.stringify(failure)) {
      contract.refuse(
        ["components", "examples", String(failure.code)],
        `code ${failure.code} has two meanings; describe it once and refer to it`,
      );
    }
    table.set(failure.code, failure);
  }
  return [...table.values()].toSorted((left, right) => left.code - right.code);
}
