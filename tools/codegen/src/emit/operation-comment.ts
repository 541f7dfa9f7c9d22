import type { Failure, Model, Operation } from "../model/model.ts";
import { docComment } from "./doc-comment.ts";

/** What an editor shows over a method: what it does, what it needs, how it fails, and where Feishu says so. */
export function operationComment(operation: Operation, model: Model, indent: string): string {
  return docComment(
    [
      operation.summary,
      operation.summaryZh,
      operation.description,
      facts(operation, model)
        .map((fact) => `- ${fact}`)
        .join("\n"),
    ],
    [
      ...(operation.deprecated ? ["@deprecated"] : []),
      ...(operation.docs ? [`@see {@link ${operation.docs}}`] : []),
    ],
    indent,
  );
}

/** Each a sentence of its own, the same in the comment and in `api.md`. */
export function facts(operation: Operation, model: Model): string[] {
  const { rateLimit, scopes, fieldScopes, preconditions } = operation;
  const windows = [
    ...(rateLimit?.per_second ? [`${rateLimit.per_second} a second`] : []),
    ...(rateLimit?.per_minute ? [`${rateLimit.per_minute} a minute`] : []),
  ];
  return [
    `\`${operation.method} ${operation.path}\``,
    ...(scopes.length ? [`Scopes, any one of: ${scopes.map((scope) => `\`${scope}\``).join(", ")}`] : []),
    ...fieldScopes.map(({ scope, gates }) => `Field scope \`${scope}\`: ${gates}`),
    ...(preconditions.length
      ? [`Needs: ${preconditions.map((one) => one.replaceAll("_", " ")).join(", ")}`]
      : []),
    ...(windows.length ? [`Rate limit: ${windows.join(" and ")}, for each app and tenant`] : []),
    ...failuresOf(operation, model).map(({ code, summary }) => `Fails with ${code}: ${summary}`),
  ];
}

/** The operation's own failures; those of the whole platform are the same everywhere. */
function failuresOf(operation: Operation, model: Model): readonly Failure[] {
  const firstOfPlatform = 99_990_000;
  return model.failures.filter(
    ({ code, kind }) => operation.codes.includes(code) && code < firstOfPlatform && kind !== "internal",
  );
}
