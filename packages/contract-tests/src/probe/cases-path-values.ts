import type { Operation, Parameter } from "../contract.ts";
import type { Case, Expectation } from "./case.ts";
import { accepted, isValid, platform } from "./oracle.ts";
import { pathOf, type MakeRequest } from "./request.ts";
import { valuesOf } from "./values.ts";

/** Each parameter of the path with every value that a path can hold. */
export function pathValueCases(operation: Operation, request: MakeRequest): Case[] {
  return operation.parameters
    .filter((parameter) => parameter.in === "path")
    .flatMap((parameter) => pathValues(operation, parameter, request));
}

function pathValues(operation: Operation, parameter: Parameter, request: MakeRequest): Case[] {
  const { name } = parameter;
  return valuesOf(parameter)
    .filter(({ raw }) => !/[/?#]/.test(raw) && raw !== "" && !/^\.{1,2}$/.test(raw))
    .map(({ label, raw, transport }): Case => {
      const isRead = isValid(parameter, [decodePath(raw)]);
      const expect: Expectation = isRead
        ? orMissing(operation)
        : { accept: false, refuse: [platform.fieldViolation], fields: [name] };
      return {
        name: `${name} in the path is ${label}`,
        operation,
        aim: isRead ? "positive" : "parameter",
        request: {
          ...request(operation, { path: { [name]: raw } }),
          path: pathOf(operation, { [name]: raw }),
        },
        expect: transport ? { ...accepted, transport } : expect,
        parameters: [name],
      };
    });
}

/** A path names a thing; whether there is one, the contract cannot say. */
function orMissing({ failures }: Operation): Expectation {
  const about = failures.filter(({ kind }) => ["not_found", "permission", "validation"].includes(kind));
  return { accept: true, refuse: about.map(({ status, code }) => ({ status, code })) };
}

function decodePath(raw: string): string {
  try {
    return decodeURIComponent(raw);
  } catch {
    return raw;
  }
}
