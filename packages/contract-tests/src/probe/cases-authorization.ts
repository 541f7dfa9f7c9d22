import type { Operation } from "../contract.ts";
import type { Case, Expectation, Pair } from "./case.ts";
import type { Guess } from "./guesses.ts";
import { accepted, isValid, platform } from "./oracle.ts";
import { queryParametersOf, type MakeRequest } from "./request.ts";
import { valuesOf } from "./values.ts";

type Row = readonly [
  name: string,
  authorization: string | undefined,
  refuse: readonly Pair[],
  settles?: Guess,
];

/** A token that is missing, of another scheme, oddly written, malformed; and that it is looked at before the rest. */
export function authorizationCases(operation: Operation, request: MakeRequest, token: string): Case[] {
  const make = (
    name: string,
    header: string | undefined,
    expect: Expectation,
    more: Partial<Case> = {},
  ): Case => ({
    name,
    operation,
    aim: "authorization",
    request: request(operation, { headers: { authorization: header } }),
    expect,
    parameters: [],
    ...more,
  });
  if (!operation.secured)
    return [`Bearer ${token}`, "Bearer", "Bearer x-1", "Basic dTpw"].map((header) =>
      make(`a token where none is asked for: ${header.split("-")[0]}`, header, accepted),
    );
  const { missingToken, tenantToken, userToken, otherPrefix } = platform;
  const rows: Row[] = [
    ["no Authorization", undefined, [missingToken]],
    ["an empty Authorization", "", [missingToken]],
    ["the scheme alone", "Bearer", [missingToken]],
    ["the scheme and a space", "Bearer ", [missingToken]],
    ["Basic", "Basic dTpw", [missingToken]],
    ["Digest", 'Digest username="a"', [missingToken]],
    ["a bare token", token, [missingToken]],
    ["bearer in lower case", `bearer ${token}`, [missingToken], "bearer"],
    ["BEARER in upper case", `BEARER ${token}`, [missingToken], "bearer"],
    ["Token as the scheme", `Token ${token}`, [missingToken]],
    ["the scheme without a space", `Bearer${token}`, [missingToken]],
    ["a tab for the space", `Bearer\t${token}`, [missingToken]],
    ["two spaces", `Bearer  ${token}`, [missingToken, otherPrefix]],
    ["the scheme twice", `Bearer Bearer ${token}`, [otherPrefix]],
    ["a tenant token of its prefix alone", "Bearer t-", [tenantToken]],
    ["a tenant token with a space in it", "Bearer t-a b", [tenantToken]],
    ["a user token of its prefix alone", "Bearer u-", [userToken]],
    ["a user token with a space in it", "Bearer u-a b", [userToken]],
    ["a JWT of its prefix alone", "Bearer eyJ", [userToken], "jwt"],
    ["another prefix", "Bearer x-1", [otherPrefix], "otherPrefix"],
    ["a prefix in upper case", "Bearer T-1", [otherPrefix]],
    ["the words null and undefined", "Bearer null", [otherPrefix]],
    ["no prefix", "Bearer 7f1bcd13fc57d46bac21793a18e560", [otherPrefix]],
    ["a token in quotes", `Bearer "${token}"`, [otherPrefix]],
    ["an emoji", "Bearer \u{1F600}", [otherPrefix]],
  ];
  const wrong = wrongQuery(operation);
  return [
    ...rows.map(([name, header, refuse, settles]) =>
      make(name, header, { accept: false, refuse }, settles && { settles }),
    ),
    ...rows
      .filter(() => wrong !== undefined)
      .map(([name, header, refuse]) =>
        make(
          `${name}, and a wrong parameter`,
          header,
          { accept: false, refuse },
          {
            request: request(operation, { headers: { authorization: header }, query: { ...wrong } }),
          },
        ),
      ),
    make(
      "the token in the query",
      undefined,
      { accept: false, refuse: [missingToken] },
      {
        request: request(operation, {
          headers: { authorization: undefined },
          query: { access_token: noSecret },
        }),
      },
    ),
    make(
      "the token as a cookie",
      undefined,
      { accept: false, refuse: [missingToken] },
      {
        request: request(operation, {
          headers: { authorization: undefined, cookie: `access_token=${noSecret}` },
        }),
      },
    ),
  ];
}

/** In the places of tokens that no server should look at: a real one would end up in the logs of those between. */
const noSecret = "t-7f1bcd13fc57d46bac21793a18e560";

/** A query with a parameter that breaks the contract; undefined where none can. */
export function wrongQuery(operation: Operation): Record<string, string> | undefined {
  for (const parameter of queryParametersOf(operation)) {
    const bad = valuesOf(parameter).find(({ raw }) => raw === "null" && !isValid(parameter, [raw]));
    if (bad) return { [parameter.name]: bad.raw };
  }
  return undefined;
}
