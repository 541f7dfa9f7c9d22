// Generated from spec/openapi.yaml by `pnpm generate`; do not edit.
// contract sha256 09a2667b8b63f228813004929c070b267748275760aa4995e65fa7c64a75e9f7
// generator @feishu-openapi/codegen 0.1.0

import { expectTypeOf, test } from "vitest";
import type * as client from "../../src/generated/client.ts";
import type { paths } from "../../src/generated/schema.ts";

/** Ignores whether a key accepts `undefined`, which the client's types add, but not whether it is optional. */
type Same<Value> = Value extends readonly (infer Item)[]
  ? { item: Same<Item> }
  : Value extends object ? { [Key in keyof Value]: Same<Value[Key]> | undefined } : Value;
type Body<Content> = Content extends { content: { "application/json": infer Json } } ? Json : never;

test("auth.v3.tenantAccessToken.internal has the parameters and the result of the contract", () => {
  expectTypeOf<Same<client.AuthV3TenantAccessTokenInternalParams>>().toEqualTypeOf<Same<Body<NonNullable<paths["/auth/v3/tenant_access_token/internal"]["post"]["requestBody"]>>>>();
  expectTypeOf<client.TenantAccessToken>().toEqualTypeOf<Extract<Body<paths["/auth/v3/tenant_access_token/internal"]["post"]["responses"][200]>, { code: 0 }>>();
});

test("im.v1.chat.list has the parameters and the result of the contract", () => {
  expectTypeOf<Same<client.ImV1ChatListParams>>().toEqualTypeOf<Same<NonNullable<paths["/im/v1/chats"]["get"]["parameters"]["query"]>>>();
  expectTypeOf<client.ChatPage>().toEqualTypeOf<Extract<Body<paths["/im/v1/chats"]["get"]["responses"][200]>, { code: 0 }>["data"]>();
});
