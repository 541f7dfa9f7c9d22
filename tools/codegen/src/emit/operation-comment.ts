import type { Failure, Model, Operation } from "../model/model.ts";
import { docComment } from "./doc-comment.ts";

/** The doc comment of an operation: description, requirements, failures, and a link to Feishu's page. */
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

/** The facts of an operation, for its comment and for `api.md`. */
export function facts(operation: Operation, model: Model): string[] {
  const { rateLimit, scopes, fieldScopes, preconditions } = operation;
  const windows = [
    ...(rateLimit?.per_second ? [`${rateLimit.per_second} per second`] : []),
    ...(rateLimit?.per_minute ? [`${rateLimit.per_minute} per minute`] : []),
  ];
  return [
    `\`${operation.method} ${operation.path}\``,
    ...(scopes.length
      ? [`Scopes (one is required): ${scopes.map((scope) => `\`${scope}\``).join(", ")}`]
      : []),
    ...fieldScopes.map(({ scope, gates }) => `Field scope \`${scope}\`: ${gates}`),
    ...(preconditions.length
      ? [`Requires: ${preconditions.map((one) => one.replaceAll("_", " ")).join(", ")}`]
      : []),
    ...(windows.length ? [`Rate limit: ${windows.join(" and ")}, for each app and tenant`] : []),
    ...failuresOf(operation, model).map(({ code, summary }) => `Fails with ${code}: ${summary}`),
  ];
}

/** The failures specific to the operation, without those of the whole platform. */
function failuresOf(operation: Operation, model: Model): readonly Failure[] {
  const firstOfPlatform = 99_990_000;
  return model.failures.filter(
    ({ code, kind }) => operation.codes.includes(code) && code < firstOfPlatform && kind !== "internal",
  );
}
