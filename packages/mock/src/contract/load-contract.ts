import { readFile } from "node:fs/promises";
import { parseDocument } from "yaml";
import { asText, isObject } from "../json.ts";
import type { JsonObject } from "../json.ts";
import { checkReferences } from "./reference.ts";

/**
 * Reads an OpenAPI 3.1 document from a file, YAML or JSON. Rejects with a one-line Error that names the place and
 * the remedy where the file is missing, unreadable, not YAML, not OpenAPI 3.1, or holds a broken `$ref`.
 */
export async function loadContract(path: string): Promise<JsonObject> {
  const document = parse(path, await read(path));
  const version = document["openapi"];
  if (typeof version !== "string" || !/^3\.1(\.|$)/.test(version)) {
    const found = version === undefined ? "no openapi field" : `openapi: ${asText(version)}`;
    throw new Error(
      `contract ${path}: not an OpenAPI 3.1 document (${found}); give one with "openapi: 3.1.0"`,
    );
  }
  if (!isObject(document["paths"])) {
    throw new Error(`contract ${path}: no paths; add at least one operation under "paths"`);
  }
  try {
    checkReferences(document);
  } catch (error) {
    throw new Error(`contract ${path}: ${(error as Error).message}`, { cause: error });
  }
  return document;
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

function parse(path: string, text: string): JsonObject {
  const yaml = parseDocument(text);
  const problem = yaml.errors[0];
  if (problem) {
    const [summary = "", ...rest] = problem.message.split("\n");
    const told = summary.replace(/:$/, rest.length > 0 ? "" : ":");
    throw new Error(`contract ${path}: not YAML: ${told}; correct that line`);
  }
  let value: unknown;
  try {
    value = yaml.toJS();
  } catch (error) {
    throw new Error(`contract ${path}: not YAML: ${(error as Error).message}`, { cause: error });
  }
  if (!isObject(value)) throw new Error(`contract ${path}: not an OpenAPI 3.1 document; it holds no object`);
  return value;
}
