import type { ClientAssertion } from "../../src/assertions/names.ts";
import type { Change } from "./mutate-source.ts";

/** The client with one defect in its source: a description and the change, by the assertion that must catch it. */
export const clientMutants: { readonly [Name in ClientAssertion]: { readonly [defect: string]: Change } } = {
  client_request: {
    "0, false and empty strings are left out": [
      "if (value === undefined || value === null) continue;",
      "if (!value) continue;",
    ],
    "a string is encoded twice": [
      "(located[location] ??= {})[name] = value;",
      '(located[location] ??= {})[name] = typeof value === "string" && location !== "body" ? encodeURIComponent(value) : value;',
    ],
    "a string is cut after 100 characters": [
      "(located[location] ??= {})[name] = value;",
      '(located[location] ??= {})[name] = typeof value === "string" ? value.slice(0, 100) : value;',
    ],
    "an enum value is sent in lower case": [
      "(located[location] ??= {})[name] = value;",
      '(located[location] ??= {})[name] = name === "sort_type" ? String(value).toLowerCase() : value;',
    ],
    "a default is sent that was not given": [
      "const located: ParamsByLocation = declared.body ? { body: {} } : {};",
      'const located: ParamsByLocation = declared.body ? { body: {} } : declared.query?.includes("page_size") ? { query: { page_size: 20 } } : {};',
    ],
  },
  client_headers: {
    "the token is sent in another header": [
      "headers: { ...request.headers, Authorization: `Bearer ${token}` }",
      'headers: { ...request.headers, "X-Authorization": `Bearer ${token}` }',
    ],
    "a body has no content type": [
      'headers: body ? { "Content-Type": "application/json" } : {},',
      "headers: {},",
    ],
  },
  client_throws: {
    "an unknown parameter is ignored": ["if (!location)", "if (!location) continue;\n    if (!location)"],
    "an unsendable value is converted to a string": [
      'if (location !== "body" && !canBeInUrl(value)) {',
      "if (!location) {",
    ],
  },
  client_result: {
    "undocumented fields of the data are dropped": [
      'return envelope["data"];',
      'const { not_documented: _, ...known } = envelope["data"]; return known;',
    ],
  },
  client_error: {
    "a failure is an empty result": [
      'if (envelope["code"] !== 0) throw apiError(',
      'if (envelope["code"] !== 0) return { items: [], has_more: false };\n  if (envelope["code"] === -1) throw apiError(',
    ],
    "the error has no log id": [
      'logId: firstSafeLogId([...logIdCandidates(headers), detail["log_id"], envelope["log_id"]], secrets),',
      "logId: undefined,",
    ],
    "the kind depends only on the status": [
      "kind: documented?.kind ?? kindOfStatus(status),",
      "kind: kindOfStatus(status),",
    ],
    "the error has no field violations": [
      'fieldViolations: violations(detail["field_violations"], ["field", "value", "description"], secrets),',
      "fieldViolations: [],",
    ],
    "the error has no remedy": ["remedy: documented?.remedy,", "remedy: undefined,"],
  },
  sdk_agrees: {
    "toArray reverses each page": [
      "for (const item of page.items) if (collected",
      "for (const item of page.items.toReversed()) if (collected",
    ],
    "the code of an error is rounded": [
      'const code = envelope["code"] as number;',
      'const code = Math.round((envelope["code"] as number) / 10) * 10;',
    ],
    "user_id_type is always open_id": [
      "(located[location] ??= {})[name] = value;",
      '(located[location] ??= {})[name] = name === "user_id_type" ? "open_id" : value;',
    ],
  },
};
