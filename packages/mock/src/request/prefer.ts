import type { Operation } from "../contract/contract.ts";
import { faults, isFault } from "../faults/rule.ts";
import type { Fault } from "../faults/rule.ts";
import { mockError } from "../http/response.ts";
import type { ResponseDraft } from "../http/response.ts";
import type { ResponseChoice } from "../prism/types.ts";
import { choiceFor, successChoice } from "./response-choice.ts";

/** A parsed `Prefer` header. */
export interface Preference {
  /** The response of the contract to return. Undefined: the mock creates the response. */
  choice: ResponseChoice | undefined;
  /** Undefined: the fault rules decide. */
  fault: Fault | undefined;
  /** Undefined: the fault rules decide. */
  delayMs: number | undefined;
}

/** The 400 response to an invalid `Prefer` header. */
export interface PreferError {
  error: ResponseDraft;
}

/**
 * Parses `Prefer: code=400, example=232025, dynamic=true, fault=reset, delay=200`. Returns undefined without the
 * header, and an error that lists the known values for an unknown preference or for a code or example that the
 * operation lacks.
 */
export function readPrefer(
  operation: Operation,
  header: string | undefined,
): Preference | PreferError | undefined {
  if (header === undefined) return undefined;
  const values = new Map<string, string>();
  for (const part of header.split(/[,;]/)) {
    const [, name, value] = /^\s*(code|example|dynamic|fault|delay)\s*=\s*"?([^"]+?)"?\s*$/i.exec(part) ?? [];
    if (name === undefined || value === undefined || values.has(name.toLowerCase())) {
      return preferError(
        `"${part.trim()}" is unknown or repeated; known: code=, example=, dynamic=true|false, fault=, delay=`,
      );
    }
    values.set(name.toLowerCase(), value);
  }
  const dynamic = values.get("dynamic") ?? "false";
  if (!/^(true|false)$/.test(dynamic))
    return preferError(`dynamic=${dynamic} is unknown; known: true, false`);
  const fault = values.get("fault");
  if (fault !== undefined && !isFault(fault))
    return preferError(`fault=${fault} is unknown; known: ${faults.join(", ")}`);
  const delay = values.get("delay") ?? "0";
  if (!/^\d{1,6}$/.test(delay)) return preferError(`delay=${delay} must be milliseconds, up to 999999`);
  const faultAndDelay = { fault, delayMs: values.has("delay") ? Number(delay) : undefined };
  if (!["code", "example", "dynamic"].some((name) => values.has(name)))
    return { choice: undefined, ...faultAndDelay };
  const choice = choiceFromPrefer(operation, values.get("code"), values.get("example"), dynamic === "true");
  return "error" in choice ? choice : { choice, ...faultAndDelay };
}

/** `code` is Prism's name for the HTTP status. */
function choiceFromPrefer(
  operation: Operation,
  code: string | undefined,
  example: string | undefined,
  dynamic: boolean,
): ResponseChoice | PreferError {
  const responses = [...operation.responses.values()];
  if (code === undefined && example === undefined) return successChoice(operation, dynamic);
  const matching = code === undefined ? responses : responses.filter(({ status }) => String(status) === code);
  if (matching.length === 0) {
    const known = responses.map(({ status }) => status).join(", ") || "none";
    return preferError(`code=${code} is unknown; known: ${known}`);
  }
  const response =
    example === undefined ? matching[0] : matching.find(({ examples }) => examples.has(example));
  if (response) return choiceFor(response, example, dynamic);
  const known = matching.flatMap(({ examples }) => Array.from(examples.keys())).join(", ") || "none";
  const suffix = code === undefined ? "" : ` for code=${code}`;
  return preferError(`example=${example} is unknown${suffix}; known: ${known}`);
}

function preferError(message: string): PreferError {
  return { error: mockError(400, `Prefer: ${message}`) };
}
