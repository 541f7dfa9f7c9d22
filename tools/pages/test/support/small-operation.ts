import fc from "fast-check";

/** A parameter or a field of a small operation. */
export interface SmallField {
  readonly name: string;
  readonly type: "string" | "integer" | "boolean" | "string[]" | "object" | "object[]";
  readonly required: boolean;
  readonly enum?: readonly string[] | undefined;
  readonly default?: string | number | undefined;
  /** Bound of an integer's value, or of the length of any other type. */
  readonly least?: number | undefined;
  readonly most?: number | undefined;
  /** Fields of an object. */
  readonly fields?: readonly SmallField[] | undefined;
}

/** An abstract operation, from which both a contract and a page are written. */
export interface SmallOperation {
  readonly method: "GET" | "POST";
  readonly path: readonly SmallField[];
  readonly query: readonly SmallField[];
  readonly body: readonly SmallField[];
  /** The fields in `data`. */
  readonly response: readonly SmallField[];
  readonly perMinute: number;
  readonly perSecond: number;
  readonly scopes: readonly string[];
  readonly errors: readonly { readonly code: number; readonly status: number }[];
}

const required = fc.boolean();
const name = fc.constant("");
const text = fc
  .record({
    name,
    type: fc.constant("string" as const),
    required,
    most: fc.option(fc.integer({ min: 30, max: 99 })),
  })
  .map(({ most, ...field }) => (most === null ? field : { ...field, least: 1, most }));
const choice = fc
  .record({
    name,
    type: fc.constant("string" as const),
    required,
    enum: fc.uniqueArray(fc.constantFrom("open_id", "a.b", "2", "by-time", "X"), {
      minLength: 1,
      maxLength: 4,
    }),
    hasDefault: fc.boolean(),
  })
  .map(({ hasDefault, ...field }) => (hasDefault ? { ...field, default: field.enum[0] } : field));
const count = fc.record({
  name,
  type: fc.constant("integer" as const),
  required,
  least: fc.integer({ min: -9, max: 0 }),
  most: fc.integer({ min: 20, max: 2000 }),
  default: fc.option(fc.integer({ min: 1, max: 19 }), { nil: undefined }),
});
const flag = fc.record({ name, type: fc.constant("boolean" as const), required });
const list = fc.record({
  name,
  type: fc.constant("string[]" as const),
  required,
  most: fc.integer({ min: 3, max: 9 }),
});
const scalar = fc.oneof(text, choice, count, flag);

const { field: anyField } = fc.letrec<{ field: SmallField; object: SmallField }>((tie) => ({
  field: fc.oneof({ depthSize: "small", withCrossShrink: true }, scalar, list, tie("object")),
  object: fc.record({
    name,
    type: fc.constantFrom("object" as const, "object[]" as const),
    required,
    fields: fc.array(tie("field"), { minLength: 1, maxLength: 4 }),
  }),
}));

/** Generates operations with a few parameters and fields of distinct names. */
export const smallOperation: fc.Arbitrary<SmallOperation> = fc
  .record({
    method: fc.constantFrom("GET" as const, "POST" as const),
    path: fc.array(text, { maxLength: 1 }),
    query: fc.array(fc.oneof(scalar, list), { maxLength: 4 }),
    body: fc.array(anyField, { maxLength: 4 }),
    response: fc.array(anyField, { minLength: 1, maxLength: 5 }),
    perMinute: fc.integer({ min: 100, max: 9999 }),
    perSecond: fc.integer({ min: 1, max: 99 }),
    scopes: fc.uniqueArray(fc.constantFrom("im:chat", "im:chat:readonly", "im:chat.members:read"), {
      minLength: 1,
    }),
    errors: fc.uniqueArray(
      fc.record({ code: fc.integer({ min: 200_001, max: 299_999 }), status: fc.constantFrom(400, 403, 404) }),
      { minLength: 1, maxLength: 4, selector: ({ code }) => code },
    ),
  })
  .map((operation) => {
    let next = 0;
    const named = (fields: readonly SmallField[]): SmallField[] =>
      fields.map((one) => ({
        ...one,
        name: `field_${(next += 1)}`,
        ...(one.fields ? { fields: named(one.fields) } : {}),
      }));
    return {
      ...operation,
      path: named(operation.path).map((one) => ({ ...one, required: true })),
      query: named(operation.query),
      body: operation.method === "POST" ? named(operation.body) : [],
      response: named(operation.response),
    };
  });

/** The path, with a segment for each path parameter. */
export function pathOf({ path }: SmallOperation): string {
  return ["/im/v1/things", ...path.map((parameter) => `{${parameter.name}}`)].join("/");
}

/** A value that matches a field. */
export function valueOf({ type, least, most, fields, ...field }: SmallField): unknown {
  if (type === "object") return valuesOf(fields ?? []);
  if (type === "object[]") return [valuesOf(fields ?? [])];
  if (type === "boolean") return true;
  if (type === "integer") return field.default ?? least ?? most;
  if (type === "string[]") return ["a", "b"];
  return field.enum?.[0] ?? "text";
}

/** An object of values that match its fields. */
export function valuesOf(fields: readonly SmallField[]): Record<string, unknown> {
  return Object.fromEntries(fields.map((one) => [one.name, valueOf(one)]));
}
