import { percentDecode } from "../contract/text.ts";
import type { Operation, Parameter } from "../contract/types.ts";
import type { Case, Expectation } from "./case.ts";
import { accepted, isValid, commonErrors } from "./expected.ts";
import { pathOf, type MakeRequest } from "./request.ts";
import { valuesOf } from "./values.ts";

/** Each path parameter with every value that a path segment can hold. */
export function pathValueCases(operation: Operation, request: MakeRequest): Case[] {
  return operation.parameters
    .filter((parameter) => parameter.in === "path")
    .flatMap((parameter) => valueCases(operation, parameter, request));
}

function valueCases(operation: Operation, parameter: Parameter, request: MakeRequest): Case[] {
  const { name } = parameter;
  return valuesOf(parameter)
    .filter(({ raw }) => !/[/?#]/.test(raw) && raw !== "" && !/^\.{1,2}$/.test(raw))
    .map(({ label, raw, transport }): Case => {
      const isAllowed = isValid(parameter, [percentDecode(raw) ?? raw]);
      const expect: Expectation = isAllowed
        ? acceptedOrMissing(operation)
        : { accept: false, allowedErrors: [commonErrors.fieldViolation], fields: [name] };
      return {
        name: `${name} in the path is ${label}`,
        operation,
        category: isAllowed ? "positive" : "parameter",
        request: {
          ...request(operation, { path: { [name]: raw } }),
          path: pathOf(operation, { [name]: raw }),
        },
        expect: transport ? { ...accepted, transport } : expect,
        parameters: [name],
      };
    });
}

/** A path names a resource; the contract cannot say whether that exists. */
function acceptedOrMissing({ failures }: Operation): Expectation {
  const allowed = failures.filter(({ kind }) => ["not_found", "permission", "validation"].includes(kind));
  return { accept: true, allowedErrors: allowed.map(({ status, code }) => ({ status, code })) };
}
