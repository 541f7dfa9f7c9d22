import { isObject, trimmed, type JsonObject, type Pointer } from "../contract/json.ts";
import type { Contract } from "../contract/load-contract.ts";
import type { Failure } from "../model/model.ts";

const KINDS = ["auth", "permission", "rate_limit", "validation", "not_found", "internal"];
const EVIDENCE = ["documented", "recorded", "source", "guess"];
const KEYS = ["kind", "evidence", "remedy", "x-remedy-zh"];

/** A failure with the pointer to its example. */
export type PlacedFailure = Failure & { readonly pointer: Pointer };

/** Reads the documented failures of an operation: the named examples of its responses that have `x-error`. */
export function readFailures(contract: Contract, operation: Pointer): PlacedFailure[] {
  const responses = contract.resolve([...operation, "responses"]);
  if (!isObject(responses.value)) return [];
  return Object.keys(responses.value).flatMap((status) => {
    const media = contract.resolve([...responses.pointer, status, "content", "application/json"]);
    if (!isObject(media.value)) return [];
    if (media.value["example"] !== undefined)
      contract.refuse([...media.pointer, "example"], "a failure needs a name; move it to `examples`");
    const { value: examples, pointer } = contract.resolve([...media.pointer, "examples"]);
    if (!isObject(examples)) return [];
    return Object.keys(examples).flatMap((name) => readExample(contract, [...pointer, name], status) ?? []);
  });
}

function readExample(contract: Contract, pointer: Pointer, status: string): PlacedFailure | undefined {
  const { value: example, pointer: here } = contract.resolve(pointer);
  if (!isObject(example) || !isObject(example["value"]))
    contract.refuse(here, "an example needs a value; write out a mapping");
  const { code } = example["value"];
  const error = example["x-error"];
  if (code === 0 && status.startsWith("2") && error === undefined) return undefined;
  if (!isObject(error))
    contract.refuse(here, "an example of a failure needs x-error; write { kind, evidence, remedy }");
  if (!Number.isSafeInteger(code) || code === 0)
    contract.refuse(
      [...here, "value", "code"],
      "a failure's code must be an integer other than 0; correct it",
    );
  if (pointer.at(-1) !== String(code))
    contract.refuse(pointer, `an example of a failure is named by its code; rename it to "${String(code)}"`);
  const summary = trimmed(example["summary"]);
  if (!summary) contract.refuse(here, "an example of a failure needs a summary; say what the code means");
  return { code: Number(code), summary, ...readError(contract, error, [...here, "x-error"]), pointer: here };
}

function readError(
  contract: Contract,
  error: JsonObject,
  pointer: Pointer,
): { kind: string; remedy: string } {
  const { kind, evidence } = error;
  if (!KINDS.includes(String(kind)))
    contract.refuse([...pointer, "kind"], `must be one of ${KINDS.join(", ")}; correct it`);
  if (!EVIDENCE.includes(String(evidence)))
    contract.refuse([...pointer, "evidence"], `must be one of ${EVIDENCE.join(", ")}; correct it`);
  const remedy = trimmed(error["remedy"]);
  if (!remedy) contract.refuse(pointer, "needs a remedy; say what the user should do");
  const unknown = Object.keys(error).find((key) => !KEYS.includes(key));
  if (unknown)
    contract.refuse(
      [...pointer, unknown],
      `unknown key "${unknown}"; known are ${KEYS.join(", ")}; remove it`,
    );
  return { kind: String(kind), remedy };
}

/** Merges the failures of all operations, ascending by code. Refuses a code with two meanings. */
export function mergeFailures(contract: Contract, all: readonly PlacedFailure[]): Failure[] {
  const table = new Map<number, Failure>();
  for (const { pointer, ...failure } of all) {
    const other = table.get(failure.code);
    if (other && JSON.stringify(other) !== JSON.stringify(failure)) {
      contract.refuse(pointer, `code ${failure.code} has two meanings; describe it once and reference it`);
    }
    table.set(failure.code, failure);
  }
  return [...table.values()].toSorted((left, right) => left.code - right.code);
}
