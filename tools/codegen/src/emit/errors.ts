import type { Model } from "../model/model.ts";
import { docComment } from "./doc-comment.ts";

/** Emits the error table: the kind and the remedy of each documented code. */
export function emitErrors(model: Model): string {
  const codes = model.failures.map(({ code }) => `  | ${code}`).join("\n") || "  never";
  const entries = model.failures.map(
    ({ code, kind, summary, remedy }) =>
      `${docComment([`${summary}.`], [], "  ")}  ${code < 0 ? `"${code}"` : code}: { kind: ${JSON.stringify(kind)}, remedy: ${JSON.stringify(remedy)} },\n`,
  );
  return [
    'import type { DocumentedError } from "../types.ts";\n',
    `/** All error codes that the contract documents. */\nexport type DocumentedCode =\n${codes};\n`,
    `/** The kind and the remedy of each documented code. Other codes are classified by the HTTP status. */\nexport const errors: Readonly<Record<DocumentedCode, DocumentedError>> = {\n${entries.join("")}};\n`,
  ].join("\n");
}
