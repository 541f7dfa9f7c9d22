import addFormats from "ajv-formats";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { fragment, places, type Mapping } from "./contract.ts";

/** Compiles schemas of a document by their pointers. Keywords outside JSON Schema must begin with `x-`. */
export function createValidator(document: Mapping): (pointer: readonly string[]) => ValidateFunction {
  const ajv = new Ajv2020({ allErrors: true, strict: true });
  addFormats.default(ajv);
  const extensions = places(document)
    .flatMap(({ value }) => Object.keys(value))
    .filter((keyword) => keyword.startsWith("x-"));
  // The document's own keywords surround the schemas.
  ajv.addVocabulary([...new Set([...extensions, ...Object.keys(document)])]);
  ajv.addSchema(document, "contract");
  return (pointer) => {
    const validate = ajv.getSchema(`contract${fragment(pointer)}`);
    if (!validate) throw new Error(`no schema at ${fragment(pointer)}`);
    return validate;
  };
}

/** A copy in which objects forbid unknown fields. */
export function withoutUnknownFields(document: Mapping): Mapping {
  const copy = structuredClone(document);
  for (const { value, pointer, isSchema } of places(copy)) {
    const isObject = [value["type"]].flat().includes("object") && !("additionalProperties" in value);
    // A branch of `allOf` knows only its own fields; the outer schema knows all.
    if (isSchema && isObject && pointer.at(-2) !== "allOf")
      Object.assign(value, { unevaluatedProperties: false });
  }
  return copy;
}
