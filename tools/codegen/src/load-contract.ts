import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { LineCounter, parseDocument } from "yaml";
import { ContractError } from "./contract-error.ts";
import { formatPointer, isObject, parsePointer, type JsonObject, type Pointer } from "./json.ts";
import { lineOf } from "./line-of.ts";

/** A contract in memory, with the means to say where in its file a thing stands. */
export interface Contract {
  readonly document: JsonObject;
  /** Of the parsed document, so that a comment or an indentation changes nothing. Hexadecimal. */
  readonly sha256: string;
  /** The value at a pointer, every `$ref` on the way followed, with the pointer where it really stands. */
  resolve(pointer: Pointer): { value: unknown; pointer: Pointer };
  /** Throws a {@link ContractError} that names file, line and pointer. */
  refuse(pointer: Pointer, message: string): never;
}

/**
 * Reads a contract from a YAML or JSON file.
 *
 * @throws {ContractError} when the file is missing, is not YAML, or is not OpenAPI 3.1 with the 2020-12 dialect.
 */
export function loadContract(file: string): Contract {
  const name = relative(process.cwd(), file) || file;
  return parseContract(readContractFile(file, name), name);
}

/** The same for a text; `name` stands in every complaint where a file's path would. */
export function parseContract(text: string, name: string): Contract {
  const lines = new LineCounter();
  const source = parseDocument(text, { lineCounter: lines });
  const refuseSyntax = (offset: number, message: string): never => {
    const reason = message.split(/ at line |\n/)[0]?.replace(/[.:]$/, "");
    throw new ContractError(`${name}:${lines.linePos(offset).line}: not valid YAML: ${reason}; correct it`);
  };
  const syntaxError = source.errors[0];
  if (syntaxError) refuseSyntax(syntaxError.pos[0], syntaxError.message);
  return contractOf(readDocument(), refuse);

  function readDocument(): unknown {
    try {
      return source.toJS();
    } catch (error) {
      // An alias without its anchor, or one that unfolds without end: `yaml` does not say where.
      return refuseSyntax(0, (error as Error).message);
    }
  }

  function refuse(pointer: Pointer, message: string): never {
    const line = lineOf(source, lines, pointer);
    throw new ContractError(`${name}:${line} ${formatPointer(pointer)}: ${message}`);
  }
}

/** A contract from a parsed document; `refuse` throws what a reader should be told of a place in it. */
export function contractOf(document: unknown, refuse: Contract["refuse"]): Contract {
  function resolve(pointer: Pointer, seen: readonly string[] = []): { value: unknown; pointer: Pointer } {
    let value: unknown = document;
    for (const [depth, step] of pointer.entries()) {
      value = stepInto(value, step);
      const target = isObject(value) ? value["$ref"] : undefined;
      if (typeof target !== "string") continue;
      const here = pointer.slice(0, depth + 1);
      const targetPointer = parsePointer(target);
      if (!targetPointer) refuse(here, `$ref "${target}" leaves this file; write what it names in here`);
      if (seen.includes(target)) refuse(here, `$ref "${target}" leads back to itself; break the circle`);
      const found = resolve([...targetPointer, ...pointer.slice(depth + 1)], [...seen, target]);
      if (found.value === undefined && depth === pointer.length - 1) {
        refuse(here, `$ref "${target}" names nothing; correct it or add what it names`);
      }
      return found;
    }
    return { value, pointer };
  }

  if (!isObject(document)) return refuse([], "not an OpenAPI document; the root must be a mapping");
  if (!/^3\.1\.\d+$/.test(String(document["openapi"]))) refuse(["openapi"], "must be 3.1.x");
  const dialect = "https://json-schema.org/draft/2020-12/schema";
  if (document["jsonSchemaDialect"] !== dialect) refuse(["jsonSchemaDialect"], `must be ${dialect}`);
  const sha256 = createHash("sha256").update(JSON.stringify(document)).digest("hex");
  return { document, sha256, resolve, refuse };
}

function stepInto(value: unknown, step: string): unknown {
  if (Array.isArray(value)) return value[Number(step)];
  return isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}

function readContractFile(file: string, name: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw new ContractError(
      code === "ENOENT"
        ? `${name}: no such file; name the contract with --spec FILE`
        : `${name}: cannot be read (${code})`,
    );
  }
}
