import type { Operation } from "@feishu-openapi/codegen/model/model.ts";
import { UsageError } from "@feishu-openapi/cli/errors.ts";
import type { Refuse } from "../page/page-error.ts";
import type { Page } from "../page/page.ts";

/** The operation of a page: the one with the given id, else the one with its method and path. */
export function findOperation(
  page: Page,
  operations: readonly Operation[],
  id: string | undefined,
  refuse: Refuse,
): Operation {
  if (id !== undefined) {
    const named = operations.find((operation) => operation.id === id);
    if (named) return named;
    throw new UsageError(`--operation: no "${id}" in the contract; it has ${listed(operations)}`);
  }
  const { method, path } = demandRequest(page, refuse);
  const found = operations.find(
    (operation) => operation.method === method && withoutNames(operation.path) === withoutNames(path),
  );
  return (
    found ??
    refuse(
      page.path?.line ?? 1,
      `${method} ${path} is not in the contract, which has ${listed(operations)}; name one with --operation, or draft it with --draft`,
    )
  );
}

/** The method and path of a page. Refuses a page without them. */
export function demandRequest(page: Page, refuse: Refuse): { method: string; path: string } {
  const { method, path, requestLine } = page;
  const missing = [method ? "" : "HTTP Method", path ? "" : "HTTP URL"].filter((name) => name !== "");
  if (!method || !path)
    return refuse(
      requestLine,
      `expected ${missing.join(" and ")} in a table 名称 | 值 (Name | Value) under "## 请求" (Request); or name the operation with --operation`,
    );
  return { method: method.value, path: path.value };
}

function listed(operations: readonly Operation[]): string {
  return operations.map(({ id }) => id).join(", ");
}

/** Removes parameter names, which do not matter for the comparison of paths. */
function withoutNames(path: string): string {
  return path.replaceAll(/\{[^}]*\}/g, "{}");
}
