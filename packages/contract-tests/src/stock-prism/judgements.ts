import type { Exchange } from "../probe/case.ts";
import type { Fault } from "../probe/record.ts";
import { isValid } from "../probe/oracle.ts";

/** `wrong` by OpenAPI or HTTP; `unknown` where the contract says it in words alone; `allowed` where Prism may differ. */
export type Verdict = "wrong" | "unknown" | "allowed";

/** A fault of stock Prism and what was sent and answered. */
export interface Finding extends Exchange {
  readonly fault: Fault;
}

/** What people found when they looked at findings that are alike. */
export interface Judgement {
  readonly verdict: Verdict;
  /** What was sent, in words. */
  readonly sent: string;
  /** Why the verdict, in words. */
  readonly why: string;
  /** What the contract says and what Prism does, where the outcomes of the cases do not tell. */
  readonly instead?: { readonly contract: string; readonly prism: string };
  readonly matches: (finding: Finding) => boolean;
}

/** A query that breaks the contract was answered as if it did not. */
const isTaken = (finding: Finding): boolean =>
  finding.answer.status === 200 && wrongValues(finding).length > 0;
const isTokenRequest = ({ case: one }: Finding): boolean => !one.operation.secured;
const got = ({ fault }: Finding, text: string): boolean => fault.got.includes(text);

/** Every finding falls under the first that matches it; one that falls under none is new and must be looked at. */
export const judgements: readonly Judgement[] = [
  {
    verdict: "wrong",
    sent: "`Accept: foo`, or `Content-Type: foo` on a GET",
    why: "the process ends, and with it every request under way",
    matches: (finding) => got(finding, "ECONNRESET"),
  },
  {
    verdict: "wrong",
    sent: "a body that is no JSON, as `application/json`",
    why: "no answer ever comes",
    matches: (finding) => got(finding, "no whole answer"),
  },
  {
    verdict: "wrong",
    sent: "a good body as `Content-Type: foo`",
    why: "an error of its own inside",
    matches: ({ answer }) => answer.status === 500,
  },
  {
    verdict: "unknown",
    sent: "any request twice",
    why: "the log id is the header's example each time",
    instead: { contract: "a log id of its own", prism: "the same log id" },
    matches: ({ fault }) => fault.check === "log_id",
  },
  {
    verdict: "wrong",
    sent: "an empty value for an enum or a number",
    why: '`""` is no member of an enum and no integer',
    matches: (finding) => isTaken(finding) && wrongValues(finding).includes(""),
  },
  {
    verdict: "allowed",
    sent: "an integer spelt as another JSON number (`10.0`, `1e1`)",
    why: "an integer to JSON Schema; that the mock refuses it is a guess",
    matches: (finding) => isTaken(finding) && wrongValues(finding).every(isJsonInteger),
  },
  {
    verdict: "wrong",
    sent: "an integer that is no number in JSON: hexadecimal, a sign, spaces, leading zeros",
    why: "read by JavaScript's `Number`",
    matches: isTaken,
  },
  {
    verdict: "wrong",
    sent: "an unknown parameter that is a known one but for upper case",
    why: "names count in their own case",
    matches: ({ fault, case: one }) => fault.check === "unknown_parameter" && one.operation.secured,
  },
  {
    verdict: "wrong",
    sent: "another method: no `Allow` in the 405",
    why: "HTTP demands it of every 405",
    instead: { contract: "an `Allow` header, were there a 405", prism: "405 without `Allow`" },
    matches: ({ fault }) => fault.text.includes("Allow"),
  },
  {
    verdict: "unknown",
    sent: "another method: the status",
    why: "Feishu has the plain 404 for it",
    matches: ({ fault, answer }) =>
      answer.status === 405 && ["method", "documented_status"].includes(fault.check),
  },
  {
    verdict: "allowed",
    sent: "a path with a dot segment",
    why: "a server may resolve it first",
    matches: ({ fault, case: one }) => fault.check === "path" && /\/\.\.?\//.test(one.request.path),
  },
  {
    verdict: "unknown",
    sent: "an unknown path",
    why: "Feishu answers in plain text",
    matches: ({ fault, answer }) => fault.check === "path" && answer.status === 404,
  },
  {
    verdict: "unknown",
    sent: "`Accept` without JSON in it",
    why: "Feishu is not known to negotiate",
    matches: ({ answer }) => answer.status === 406,
  },
  {
    verdict: "allowed",
    sent: "a body without a content type",
    why: "the contract does not say what comes of it",
    matches: ({ case: one, answer }) =>
      answer.status === 422 && (one.request.headers["content-type"] ?? "") === "",
  },
  {
    verdict: "unknown",
    sent: "a body that breaks its schema",
    why: "Feishu refuses with HTTP 200 and a code of its own",
    matches: (finding) => isTokenRequest(finding) && finding.answer.status === 422,
  },
  {
    verdict: "unknown",
    sent: "any token request that keeps to the schema",
    why: "the first example is taken, and in JavaScript names that are numbers come first: no token is ever issued",
    matches: (finding) => isTokenRequest(finding) && got(finding, "10003"),
  },
  {
    verdict: "unknown",
    sent: "no bearer token",
    why: "it takes the documented 401 for this, which is another failure",
    matches: ({ fault, answer }) => fault.check === "authorization" && answer.status === 401,
  },
  {
    verdict: "allowed",
    sent: "two spaces after `Bearer`",
    why: "HTTP's grammar lets them be",
    matches: ({ fault, case: one }) =>
      fault.check === "authorization" && /^Bearer {2}\S/.test(one.request.headers["authorization"] ?? ""),
  },
  {
    verdict: "unknown",
    sent: "a bearer token that cannot be one",
    why: "any text is taken for a token",
    matches: ({ fault }) => fault.check === "authorization",
  },
  {
    verdict: "unknown",
    sent: "a parameter that breaks its schema",
    why: "the refusal is the first example of the 400, without `field_violations`",
    matches: (finding) => finding.fault.check === "refused_as_documented" && got(finding, "232001"),
  },
  {
    verdict: "unknown",
    sent: "a parameter twice",
    why: "as above",
    matches: (finding) => finding.fault.check === "duplicate_parameter" && got(finding, "232001"),
  },
  {
    verdict: "unknown",
    sent: "a `page_token` that nobody issued",
    why: "it has no pages: each answer is the first example",
    matches: ({ fault }) => fault.check === "paging_token",
  },
];

/** The values of the query that break their parameter's schema. */
function wrongValues({ case: { operation, request } }: Finding): string[] {
  const sent = new URLSearchParams(request.query);
  return operation.parameters
    .filter((parameter) => parameter.in === "query" && !isValid(parameter, sent.getAll(parameter.name)))
    .flatMap(({ name }) => sent.getAll(name));
}

function isJsonInteger(text: string): boolean {
  return /^-?(0|[1-9]\d*)(\.0+)?(e\+?\d+)?$/i.test(text);
}
