import type { SmallField, SmallOperation } from "./small-operation.ts";

/** An operation after one change, with the name of the change in the report. */
export interface Change {
  readonly what: string;
  readonly changed: SmallOperation;
}

/** Every single change of an operation that a page can express. */
export function changesOf(operation: SmallOperation): Change[] {
  const { scopes, errors, perMinute, perSecond } = operation;
  const places = ["path", "query", "body", "response"] as const;
  return [
    ...places.flatMap((place) =>
      changesOfFields(
        operation[place],
        place === "response" ? "response data." : `${place} `,
        place,
        (fields) => ({ ...operation, [place]: fields }),
      ),
    ),
    ...scopes.map((scope) => ({
      what: `scope ${scope}`,
      changed: { ...operation, scopes: scopes.filter((other) => other !== scope) },
    })),
    { what: "scope im:further:write", changed: { ...operation, scopes: [...scopes, "im:further:write"] } },
    { what: "rate limit", changed: { ...operation, perMinute: perMinute + 1 } },
    { what: "rate limit", changed: { ...operation, perSecond: perSecond + 1 } },
    { what: "error 100001", changed: { ...operation, errors: [...errors, { code: 100_001, status: 400 }] } },
    ...errors.flatMap((error) => [
      {
        what: `error ${error.code}`,
        changed: { ...operation, errors: errors.filter((other) => other !== error) },
      },
      {
        what: `error ${error.code} status`,
        changed: {
          ...operation,
          errors: errors.map((other) => (other === error ? { ...error, status: 409 } : other)),
        },
      },
    ]),
    { what: "method", changed: { ...operation, method: operation.method === "GET" ? "POST" : "GET" } },
  ];
}

function changesOfFields(
  fields: readonly SmallField[],
  prefix: string,
  place: string,
  withFields: (fields: readonly SmallField[]) => SmallOperation,
): Change[] {
  const further: SmallField = { name: "further", type: "string", required: false };
  const canAppear = place !== "path" && fields.length > 0;
  return [
    ...(canAppear ? [{ what: `${prefix}further`, changed: withFields([...fields, further]) }] : []),
    ...fields.flatMap((field) => {
      const at = prefix + field.name;
      const replaced = (now: Partial<SmallField>): SmallOperation =>
        withFields(fields.map((other) => (other === field ? { ...field, ...now } : other)));
      const inside = changesOfFields(
        field.fields ?? [],
        `${at}${field.type.endsWith("[]") ? "[]" : ""}.`,
        place,
        (own) => replaced({ fields: own }),
      );
      // Without its only parameter the section is missing.
      const section = { query: "section 查询参数 (Query parameters)", body: "section 请求体 (Request body)" }[
        place
      ];
      const isOnly = prefix === `${place} ` && fields.length === 1;
      const what = isOnly && section ? section : at;
      const own =
        place === "path" ? [] : [{ what, changed: withFields(fields.filter((other) => other !== field)) }];
      return [...inside, ...own, ...changesOfField(field, at, place, replaced)];
    }),
  ];
}

function changesOfField(
  field: SmallField,
  at: string,
  place: string,
  replaced: (now: Partial<SmallField>) => SmallOperation,
): Change[] {
  const { type, least, most } = field;
  const [low, high] = type === "integer" ? ["minimum", "maximum"] : ["minLength", "maxLength"];
  const plain = { enum: undefined, default: undefined, least: undefined, most: undefined, fields: undefined };
  const changes: [string, Partial<SmallField>][] = [
    ["type", { ...plain, type: type === "boolean" ? "string" : "boolean" }],
  ];
  if (place === "query" || place === "body") changes.push(["required", { required: !field.required }]);
  if (least !== undefined) changes.push([low ?? "", { least: least + 1 }]);
  if (most !== undefined)
    changes.push(
      [high ?? "", { most: most + 1 }],
      [high ?? "", { most: undefined, ...(type === "integer" ? {} : { least: undefined }) }],
    );
  if (field.default !== undefined) changes.push(["default", { default: undefined }]);
  if (typeof field.default === "number") changes.push(["default", { default: field.default + 1 }]);
  if (field.enum) {
    changes.push(
      ["value further", { enum: [...field.enum, "further"] }],
      ["values", { enum: undefined, default: undefined }],
    );
    if (field.enum.length > 1)
      changes.push([`value ${field.enum.at(-1)}`, { enum: field.enum.slice(0, -1) }]);
  } else if (type === "string") changes.push(["values", { enum: ["text"] }]);
  return changes.map(([about, now]) => ({ what: `${at} ${about}`, changed: replaced(now) }));
}
