import type { Arbitrary } from "fast-check";
import { at } from "../contract/read.ts";
import { dereference, propertiesOf, propertyOf } from "../contract/schema.ts";
import type { JsonObject, Operation } from "../contract/types.ts";
import { arbitraryOf } from "./arbitrary.ts";

/** Schema of a successful body, and whether the result is its `data` or the body itself. */
interface Success {
  readonly schema: JsonObject;
  readonly isInData: boolean;
}

/** The documented success of an operation; of several alternatives, the one with code 0. */
export function successOf({ id, responses }: Operation): Success {
  const response = responses.find(({ status }) => status === 200);
  if (!response) throw new TypeError(`${id} documents no response with status 200`);
  const outer = dereference(at(response.schemaPointer));
  const alternatives = [outer["anyOf"], outer["oneOf"]].flatMap((list) => (Array.isArray(list) ? list : []));
  const schema =
    alternatives.map(dereference).find((option) => propertyOf(option, "code")["const"] === 0) ?? outer;
  return { schema, isInData: "data" in propertiesOf(schema) };
}

/** Random successful bodies, with undocumented fields, since Feishu may add some. Of a list, the last page. */
export function successesOf(operation: Operation): Arbitrary<JsonObject> {
  const { schema, isInData } = successOf(operation);
  const { pagination } = operation;
  return arbitraryOf(schema).map((generated) => {
    const body = { ...(generated as JsonObject), code: 0, not_documented: { kept: [true] } };
    if (!isInData) return body;
    const data = { ...(generated as { data: JsonObject }).data, not_documented: "\u6536\u5230" };
    return { ...body, data: pagination ? { ...data, [pagination.has_more]: false } : data };
  });
}
