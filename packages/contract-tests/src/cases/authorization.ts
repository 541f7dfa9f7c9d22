import type { Operation } from "../contract/types.ts";
import type { Case, Expectation, StatusAndCode } from "./case.ts";
import { accepted, isValid, commonErrors } from "./expected.ts";
import type { Guess } from "./guesses.ts";
import { queryParametersOf, type MakeRequest, type RequestChange } from "./request.ts";
import { valuesOf } from "./values.ts";

type Row = readonly [
  name: string,
  authorization: string | undefined,
  allowedErrors: readonly StatusAndCode[],
  guess?: Guess,
];

/** Sent where no server should read a token. A made-up one, as a real one would end up in access logs. */
const dummyToken = "t-7f1bcd13fc57d46bac21793a18e560";

/** Missing and malformed tokens, alone and with an invalid parameter: the token is checked first. */
export function authorizationCases(operation: Operation, request: MakeRequest, token: string): Case[] {
  const make = (
    name: string,
    authorization: string | undefined,
    expect: Expectation,
    extra: Partial<Case> = {},
    change: RequestChange = {},
  ): Case => ({
    name,
    operation,
    category: "authorization",
    request: request(operation, { ...change, headers: { authorization, ...change.headers } }),
    expect,
    parameters: [],
    ...extra,
  });
  if (!operation.secured)
    return [`Bearer ${token}`, "Bearer", "Bearer x-1", "Basic dTpw"].map((header) =>
      make(`a token that is not needed: ${header.split("-")[0]}`, header, accepted),
    );
  const { missingToken, tenantToken, userToken, otherPrefix } = commonErrors;
  const rows: Row[] = [
    ["no Authorization header", undefined, [missingToken]],
    ["an empty Authorization header", "", [missingToken]],
    ["only the scheme", "Bearer", [missingToken]],
    ["the scheme and a space", "Bearer ", [missingToken]],
    ["Basic", "Basic dTpw", [missingToken]],
    ["Digest", 'Digest username="a"', [missingToken]],
    ["the token without a scheme", token, [missingToken]],
    ["bearer in lower case", `bearer ${token}`, [missingToken], "bearer"],
    ["BEARER in upper case", `BEARER ${token}`, [missingToken], "bearer"],
    ["Token as the scheme", `Token ${token}`, [missingToken]],
    ["the scheme without a space", `Bearer${token}`, [missingToken]],
    ["a tab instead of the space", `Bearer\t${token}`, [missingToken]],
    ["two spaces", `Bearer  ${token}`, [missingToken, otherPrefix]],
    ["the scheme twice", `Bearer Bearer ${token}`, [otherPrefix]],
    ["only the prefix of a tenant token", "Bearer t-", [tenantToken]],
    ["a tenant token with a space in it", "Bearer t-a b", [tenantToken]],
    ["only the prefix of a user token", "Bearer u-", [userToken]],
    ["a user token with a space in it", "Bearer u-a b", [userToken]],
    ["only the prefix of a JWT", "Bearer eyJ", [userToken], "jwt"],
    ["another prefix", "Bearer x-1", [otherPrefix], "otherPrefix"],
    ["a prefix in upper case", "Bearer T-1", [otherPrefix]],
    ["the word null", "Bearer null", [otherPrefix]],
    ["no prefix", "Bearer 7f1bcd13fc57d46bac21793a18e560", [otherPrefix]],
    ["a token in quotes", `Bearer "${token}"`, [otherPrefix]],
    ["an emoji", "Bearer \u{1F600}", [otherPrefix]],
  ];
  const query = invalidQuery(operation);
  const missing = { accept: false, allowedErrors: [missingToken] };
  return [
    ...rows.map(([name, header, allowedErrors, guess]) =>
      make(name, header, { accept: false, allowedErrors }, guess && { guess }),
    ),
    ...(query
      ? rows.map(([name, header, allowedErrors]) =>
          make(`${name}, and an invalid parameter`, header, { accept: false, allowedErrors }, {}, { query }),
        )
      : []),
    make("the token in the query", undefined, missing, {}, { query: { access_token: dummyToken } }),
    make(
      "the token in a cookie",
      undefined,
      missing,
      {},
      { headers: { cookie: `access_token=${dummyToken}` } },
    ),
  ];
}

/** A query with one invalid parameter; undefined if every parameter accepts any value. */
export function invalidQuery(operation: Operation): Record<string, string> | undefined {
  for (const parameter of queryParametersOf(operation)) {
    const invalid = valuesOf(parameter).find(({ raw }) => raw === "null" && !isValid(parameter, [raw]));
    if (invalid) return { [parameter.name]: invalid.raw };
  }
  return undefined;
}
