import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { LineCounter, parseDocument } from "yaml";
import { ContractError } from "./contract-error.ts";
import { formatPointer, isObject, parsePointer, type JsonObject, type Pointer } from "./json.ts";
import { lineOf } from "./line-of.ts";
import { refuseAmbiguousKeys, refuseInvalidAliases } from "./yaml-aliases.ts";

/** A parsed contract that can locate its values in the file. */
export interface Contract {
  readonly document: JsonObject;
  /** Hash of the parsed document, in hexadecimal. Comments and formatting do not change it. */
  readonly sha256: string;
  /** Resolves a pointer through every `$ref` on its way. Returns the value with its final pointer. */
  resolve(pointer: Pointer): { value: unknown; pointer: Pointer };
  /** Throws a {@link ContractError} that names file, line and pointer. */
  refuse(pointer: Pointer, message: string): never;
}

/**
 * Reads a contract from a YAML or JSON file. `whenMissing`: the remedy in the message for a missing file.
 *
 * @throws {ContractError} when the file is missing, is not YAML, or is not OpenAPI 3.1 with the 2020-12 dialect.
 */
export function loadContract(file: string, whenMissing = "name the contract with --spec FILE"): Contract {
  const name = relative(process.cwd(), file) || file;
  return parseContract(readContractFile(file, name, whenMissing), name);
}

/** Parses a contract from a string. `name` replaces the file's path in messages. */
export function parseContract(text: string, name: string): Contract {
  refuseConflictMarkers(text, name);
  const lines = new LineCounter();
  const source = parseDocument(text, { lineCounter: lines });
  const refuseSyntax = (offset: number, reason: string, remedy = "correct it"): never => {
    throw new ContractError(`${name}:${lines.linePos(offset).line}: not valid YAML: ${reason}; ${remedy}`);
  };
  const syntaxError = source.errors[0] ?? source.warnings[0];
  if (syntaxError)
    refuseSyntax(
      syntaxError.pos[0],
      syntaxError.message.split(/ at line |\n/)[0]?.replace(/[.:]$/, "") ?? "",
    );
  refuseInvalidAliases(source, refuseSyntax);
  refuseAmbiguousKeys(source, refuseSyntax);
  return contractOf(source.toJS({ maxAliasCount: -1 }), refuse);

  function refuse(pointer: Pointer, message: string): never {
    const line = lineOf(source, lines, pointer);
    throw new ContractError(`${name}:${line} ${formatPointer(pointer)}: ${message}`);
  }
}

/** Makes a contract of a parsed document. `refuse` throws a message about a place in it. */
export function contractOf(document: unknown, refuse: Contract["refuse"]): Contract {
  function resolve(pointer: Pointer, seen: readonly string[] = []): { value: unknown; pointer: Pointer } {
    let value: unknown = document;
    for (const [depth, step] of pointer.entries()) {
      value = stepInto(value, step);
      const target = isObject(value) ? value["$ref"] : undefined;
      if (typeof target !== "string") continue;
      const here = pointer.slice(0, depth + 1);
      const targetPointer = parsePointer(target);
      if (!targetPointer) refuse(here, `$ref "${target}" leaves this file; write its target into this file`);
      if (seen.includes(target)) refuse(here, `$ref "${target}" leads back to itself; break the cycle`);
      const found = resolve([...targetPointer, ...pointer.slice(depth + 1)], [...seen, target]);
      if (found.value === undefined && depth === pointer.length - 1) {
        refuse(here, `$ref "${target}" names nothing; correct it or add what it names`);
      }
      return found;
    }
    return { value, pointer };
  }

  if (!isObject(document)) return refuse([], "not an OpenAPI document; make the root a mapping");
  if (!/^3\.1\.\d+$/.test(String(document["openapi"]))) refuse(["openapi"], "must be 3.1.x; correct it");
  const dialect = "https://json-schema.org/draft/2020-12/schema";
  if (document["jsonSchemaDialect"] !== dialect)
    refuse(["jsonSchemaDialect"], `must be ${dialect}; correct it`);
  refuseUnsafeValues(document, [], refuse);
  const sha256 = createHash("sha256").update(JSON.stringify(document)).digest("hex");
  return { document, sha256, resolve, refuse };
}

function refuseConflictMarkers(text: string, name: string): void {
  const found = /^(?:<{7}|\|{7}|={7}|>{7})(?= |\r?$)/m.exec(text);
  if (!found) return;
  const line = text.slice(0, found.index).split("\n").length;
  throw new ContractError(`${name}:${line}: "${found[0]}" is a conflict marker of git; resolve the conflict`);
}

/** Refuses what JavaScript would change: `.inf` and `.nan`, which JSON lacks, large integers, and `__proto__`. */
function refuseUnsafeValues(value: unknown, pointer: Pointer, refuse: Contract["refuse"]): void {
  if (typeof value === "number" && !Number.isFinite(value))
    refuse(pointer, "is not a JSON number; write one, or remove it");
  if (Number.isInteger(value) && !Number.isSafeInteger(value))
    refuse(
      pointer,
      "is beyond 2^53 - 1, so JavaScript rounds it; write a string, or as a bound a smaller number",
    );
  if (typeof value !== "object" || value === null) return;
  for (const [key, entry] of Object.entries(value)) {
    const here = [...pointer, key];
    if (key === "__proto__")
      refuse(here, '"__proto__" has a special meaning in JavaScript; rename or remove it');
    refuseUnsafeValues(entry, here, refuse);
  }
}

function stepInto(value: unknown, step: string): unknown {
  if (Array.isArray(value)) return value[Number(step)];
  return isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}

function readContractFile(file: string, name: string, whenMissing: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw new ContractError(
      code === "ENOENT"
        ? `${name}: no such file; ${whenMissing}`
        : `${name}: cannot be read (${code}); name a file that can`,
    );
  }
}
