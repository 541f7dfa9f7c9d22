import { constant, record, type Arbitrary } from "fast-check";
import type { JsonObject, Operation } from "../contract.ts";
import { followed } from "../probe/schema.ts";
import { at } from "../contract.ts";
import { valuesOf } from "./arbitrary.ts";

/** Where the result is: the schema of a whole successful body, and whether `data` is the result or the body itself. */
interface Success {
  readonly schema: JsonObject;
  readonly isInData: boolean;
}

/** The success that an operation documents: of several alternatives the one that says code 0. */
export function successOf(operation: Operation): Success {
  const found = known.get(operation) ?? readSuccess(operation);
  known.set(operation, found);
  return found;
}

const known = new Map<Operation, Success>();

function readSuccess({ id, answers }: Operation): Success {
  const answer = answers.find(({ status }) => status === 200);
  if (!answer) throw new TypeError(`${id} documents no answer with status 200`);
  const outer = followed(at(answer.schemaPointer));
  const alternatives = [outer["anyOf"], outer["oneOf"]].flatMap((list) => (Array.isArray(list) ? list : []));
  const schema =
    alternatives.map(followed).find((one) => followed(propertiesOf(one)["code"])["const"] === 0) ?? outer;
  return { schema, isInData: "data" in propertiesOf(schema) };
}

/** Bodies of successes, with members that stand nowhere in the contract, as Feishu's may have. */
export function successesOf(operation: Operation): Arbitrary<JsonObject> {
  const { schema, isInData } = successOf(operation);
  const { pagination } = operation;
  return valuesOf(schema).map((made) => {
    const body = { ...(made as JsonObject), code: 0, not_documented: { kept: [true] } };
    if (!isInData) return body;
    const data = { ...(made as { data: JsonObject }).data, not_documented: "\u6536\u5230" };
    return { ...body, data: pagination ? { ...data, [pagination.has_more]: false } : data };
  });
}

/** The items of a list, one by one. */
export function itemsOfList(operation: Operation): Arbitrary<JsonObject> {
  const { schema } = successOf(operation);
  const data = followed(propertiesOf(schema)["data"]);
  const list = followed(propertiesOf(data)[operation.pagination?.items ?? ""]);
  return record({ item: valuesOf(list["items"]), more: constant([1]) }).map(({ item, more }) => ({
    ...(item as JsonObject),
    not_documented: more,
  }));
}

function propertiesOf(schema: JsonObject): JsonObject {
  return (schema["properties"] ?? {}) as JsonObject;
}
