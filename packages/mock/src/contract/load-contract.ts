import { readFile } from "node:fs/promises";
import { asString, isObject } from "../util/json.ts";
import type { JsonObject } from "../util/json.ts";
import { parseLocated } from "../util/located-document.ts";
import { ContractError } from "./contract-error.ts";
import { checkReferences } from "./reference.ts";

/** A parsed document. */
export interface LoadedContract {
  readonly document: JsonObject;
  /** Wraps an error about the document: adds file and line, in one line. */
  readonly locateError: (error: unknown) => Error;
}

/**
 * Reads an OpenAPI 3.1 document from a YAML or JSON file. Rejects with a one-line Error that names place and remedy if
 * the file is missing, unreadable, not YAML, not OpenAPI 3.1, or has a broken `$ref`.
 */
export async function loadContract(path: string): Promise<LoadedContract> {
  const text = await read(path);
  const marker = /^(?:<{7}|\|{7}|={7}|>{7})(?= |\r?$)/m.exec(text);
  if (marker) {
    const line = text.slice(0, marker.index).split("\n").length;
    throw new Error(
      `contract ${path}:${line}:1: "${marker[0]}" is a conflict marker of git; resolve the conflict`,
    );
  }
  const { document: yaml, problem, at } = parseLocated(text, path, "core");
  if (problem) throw new Error(`contract ${problem.place}: not YAML: ${problem.message}; correct that line`);
  const locateError = (error: unknown): Error => {
    const message = error instanceof Error ? error.message : String(error);
    const place = error instanceof ContractError ? at(error.path) : path;
    return new Error(`contract ${place}: ${message}`, { cause: error });
  };
  try {
    const document: unknown = yaml.toJS();
    checkDocument(document);
    return { document, locateError };
  } catch (error) {
    throw locateError(error);
  }
}

async function read(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = code === "ENOENT" ? "no such file" : code === "EISDIR" ? "a folder, not a file" : message;
    throw new Error(`contract ${path}: ${reason}; give the path of an OpenAPI 3.1 document`, {
      cause: error,
    });
  }
}

function checkDocument(document: unknown): asserts document is JsonObject {
  if (!isObject(document)) throw new Error("not an OpenAPI 3.1 document; it is not an object");
  const version = document["openapi"];
  if (typeof version !== "string" || !/^3\.1(\.|$)/.test(version)) {
    const found = version === undefined ? "no openapi field" : `openapi: ${asString(version)}`;
    const message = `not an OpenAPI 3.1 document (${found}); give one with "openapi: 3.1.0"`;
    throw new ContractError(message, ["openapi"]);
  }
  if (!isObject(document["paths"]))
    throw new ContractError('no paths; add at least one operation under "paths"', ["paths"]);
  checkReferences(document);
}
