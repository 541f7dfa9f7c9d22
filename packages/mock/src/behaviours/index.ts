import type { Operation } from "../contract/contract.ts";
import * as tenantAccessTokenInternal from "./auth.v3.tenantAccessToken.internal.ts";
import type { Behaviour } from "./behaviour.ts";
import * as chatList from "./im.v1.chat.list.ts";

const behaviours: ReadonlyMap<string, Behaviour> = new Map<string, Behaviour>([
  ["auth.v3.tenantAccessToken.internal", tenantAccessTokenInternal],
  ["im.v1.chat.list", chatList],
]);

/** The behaviour of an operation. Undefined if the response comes from the contract alone. */
export function behaviourOf(operation: Operation): Behaviour | undefined {
  return behaviours.get(operation.id);
}
