import { mockError } from "./answer.ts";
import type { Answer } from "./answer.ts";
import type { Operation } from "./contract/contract.ts";
import { usualExample } from "./contract/responses.ts";
import type { DeclaredResponse } from "./contract/responses.ts";
import { faults, isFault } from "./faults/rule.ts";
import type { Fault } from "./faults/rule.ts";
import type { Choice } from "./prism-types.ts";

/** What a request asks to go wrong with itself, and which of Prism's answers it wants in place of its own. */
export interface Preference {
  choice: Choice | undefined;
  fault: Fault | undefined;
  /** Milliseconds; undefined for whatever a rule says. */
  delay: number | undefined;
}

/** A `Prefer` that makes no sense. */
export interface Refusal {
  refusal: Answer;
}

/**
 * Reads `Prefer: code=400, example=232025, dynamic=true, fault=reset, delay=200`. Undefined without the header. A code
 * or an example that the operation does not declare is refused with a list of those it does; so is every other
 * preference.
 */
export function readPrefer(
  operation: Operation,
  header: string | undefined,
): Preference | Refusal | undefined {
  if (header === undefined) return undefined;
  const wishes = new Map<string, string>();
  for (const part of header.split(/[,;]/)) {
    const [, name, value] = /^\s*(code|example|dynamic|fault|delay)\s*=\s*"?([^"]+?)"?\s*$/i.exec(part) ?? [];
    if (name === undefined || value === undefined || wishes.has(name.toLowerCase())) {
      return refuse(
        `Prefer: "${part.trim()}" not understood; known: code=, example=, dynamic=true|false, fault=, delay=`,
      );
    }
    wishes.set(name.toLowerCase(), value);
  }
  const dynamic = wishes.get("dynamic") ?? "false";
  if (!/^(true|false)$/.test(dynamic)) return refuse(`Prefer: dynamic=${dynamic}; known: true, false`);
  const fault = wishes.get("fault");
  if (fault !== undefined && !isFault(fault))
    return refuse(`Prefer: fault=${fault} unknown; known: ${faults.join(", ")}`);
  const delay = wishes.get("delay") ?? "0";
  if (!/^\d{1,6}$/.test(delay)) return refuse(`Prefer: delay=${delay}; it is milliseconds, up to 999999`);
  const wire = { fault, delay: wishes.has("delay") ? Number(delay) : undefined };
  if (!["code", "example", "dynamic"].some((name) => wishes.has(name))) return { choice: undefined, ...wire };
  const choice = choose(operation, wishes.get("code"), wishes.get("example"), dynamic === "true");
  return "refusal" in choice ? choice : { choice, ...wire };
}

/** Prism's answer to a good request: the lowest 2xx with its usual example. */
export function usualChoice(operation: Operation, dynamic = false): Choice {
  const successes = [...operation.responses.values()].filter(({ status }) => status >= 200 && status < 300);
  const lowest = successes.toSorted((one, other) => one.status - other.status)[0];
  return lowest ? choiceOf(lowest, undefined, dynamic) : { dynamic };
}

/** Prism's answer for a documented failure: the same as `Prefer` gives. Undefined where the operation has none. */
export function failureChoice(operation: Operation, code: number): Choice | undefined {
  const failure = operation.failures.get(code);
  const response = failure && operation.responses.get(failure.status);
  return response && choiceOf(response, failure.name, false);
}

function choose(
  operation: Operation,
  code: string | undefined,
  example: string | undefined,
  dynamic: boolean,
): Choice | Refusal {
  const responses = [...operation.responses.values()];
  if (code === undefined && example === undefined) return usualChoice(operation, dynamic);
  const fitting = code === undefined ? responses : responses.filter(({ status }) => String(status) === code);
  if (fitting.length === 0) {
    return refuse(
      `Prefer: code=${code} unknown; known: ${responses.map(({ status }) => status).join(", ") || "none"}`,
    );
  }
  const response = example === undefined ? fitting[0] : fitting.find(({ examples }) => examples.has(example));
  if (response) return choiceOf(response, example, dynamic);
  const known = fitting.flatMap(({ examples }) => Array.from(examples.keys())).join(", ") || "none";
  return refuse(
    `Prefer: example=${example} unknown${code === undefined ? "" : ` under ${code}`}; known: ${known}`,
  );
}

/** An example of a response, its usual one where none is named; or one made up. */
export function choiceOf(response: DeclaredResponse, named: string | undefined, dynamic: boolean): Choice {
  const { status, mediaType } = response;
  const example = named ?? (dynamic ? undefined : usualExample(response));
  return {
    code: status,
    dynamic,
    ...(example === undefined ? {} : { example }),
    ...(mediaType === undefined ? {} : { mediaType }),
  };
}

function refuse(message: string): Refusal {
  return { refusal: mockError(400, message) };
}
