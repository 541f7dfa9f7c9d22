import type { Pointer } from "../contract/json.ts";
import type { Contract } from "../contract/load-contract.ts";
import { walk } from "../contract/walk.ts";

/** A keyword that is not supported, with a remedy. `true` for a supported one. */
type Keywords = { readonly [keyword: string]: string | true };

const supported = (names: string): Keywords =>
  Object.fromEntries(names.split(" ").map((name) => [name, true]));
const ONE_SERVER = "the client and the mock send every operation to the servers of the root; remove it";
const NOT_READ = "neither the client nor the mock reads it; remove it";

const MEDIA_TYPE: Keywords = { ...supported("schema example examples"), encoding: NOT_READ };
const HEADER: Keywords = {
  ...supported("description required deprecated schema style explode example examples"),
  content: "write schema",
};

/** The keywords of each kind of OpenAPI object, as far as they are supported. `schemas.ts` has those of schemas. */
const KINDS: readonly { readonly fits: (pointer: Pointer) => boolean; readonly keywords: Keywords }[] = [
  {
    fits: ({ length }) => length === 0,
    keywords: {
      ...supported("openapi jsonSchemaDialect info servers tags paths components security externalDocs"),
      webhooks: NOT_READ,
    },
  },
  {
    fits: ({ length, [0]: root }) => length === 2 && root === "paths",
    keywords: {
      ...supported("summary description parameters get put post delete patch"),
      servers: ONE_SERVER,
    },
  },
  {
    fits: ({ length, [0]: root }) => length === 3 && root === "paths",
    keywords: {
      ...supported("operationId tags summary description externalDocs deprecated security parameters"),
      ...supported("requestBody responses"),
      servers: ONE_SERVER,
      callbacks: NOT_READ,
    },
  },
  {
    fits: (pointer) => pointer.at(-2) === "parameters",
    keywords: {
      ...HEADER,
      ...supported("name in allowReserved"),
      allowEmptyValue: "an empty string can always be sent; remove it",
    },
  },
  {
    fits: (pointer) => pointer.at(-1) === "requestBody" || pointer.at(-2) === "requestBodies",
    keywords: supported("description content required"),
  },
  {
    fits: (pointer) => pointer.at(-2) === "responses",
    keywords: { ...supported("description headers content"), links: NOT_READ },
  },
  { fits: (pointer) => pointer.at(-2) === "headers", keywords: HEADER },
  { fits: (pointer) => pointer.at(-2) === "content", keywords: MEDIA_TYPE },
];

/** Keywords whose value is true or false. */
const FLAGS = new Set([
  "allowReserved",
  "deprecated",
  "explode",
  "readOnly",
  "required",
  "uniqueItems",
  "writeOnly",
]);

/** Refuses keywords that are unknown or would be ignored. */
export function refuseUnsupportedKeywords(contract: Contract): void {
  for (const { value, pointer, isSchema } of walk(contract.document)) {
    for (const [key, entry] of Object.entries(value))
      if (FLAGS.has(key) && typeof entry !== "boolean" && !(isSchema && key === "required"))
        contract.refuse([...pointer, key], "must be true or false; correct it");
    if (isSchema) continue;
    const names = Object.keys(value).filter((name) => !name.startsWith("x-"));
    if (names.includes("$ref")) {
      const beside = names.find((name) => name !== "$ref");
      if (beside !== undefined)
        contract.refuse(
          [...pointer, beside],
          `"${beside}" beside $ref would be ignored; move it to what is referenced, or write that out here`,
        );
      continue;
    }
    const keywords = KINDS.find(({ fits }) => fits(pointer))?.keywords;
    for (const name of keywords ? names : []) {
      const remedy = Object.hasOwn(keywords!, name) ? keywords![name] : "correct or remove it";
      if (remedy === true) continue;
      // The methods have a message of their own.
      if (pointer.length === 2 && pointer[0] === "paths" && name !== "servers") continue;
      contract.refuse([...pointer, name], `"${name}" is not supported here; ${remedy}`);
    }
  }
}
