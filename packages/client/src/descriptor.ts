import type { RateLimit } from "./types.ts";

/** What the runtime knows of an operation; codegen writes it, behaviour is written once over it. */
export interface Descriptor {
  /** The vendor's own name of the method, such as `im.v1.chat.list`. */
  readonly id: string;
  readonly method: string;
  /** The path template, such as `/im/v1/chats/{chat_id}`. */
  readonly path: string;
  /** Whether it may be sent again when nobody knows whether it arrived. */
  readonly idempotent: boolean;
  /** Whether it is sent with a token. */
  readonly secured: boolean;
  /** Where each parameter goes on the wire. */
  readonly params: { readonly [Location in "path" | "query" | "body"]?: readonly string[] };
  /** Parameters that must never be shown. */
  readonly secrets?: readonly string[];
  /** Whether the result is the envelope's `data` or, as for tokens, the top level itself. */
  readonly result: "data" | "top";
  /** Names of the parameter and fields that make a list; absent for a single answer. */
  readonly pagination?: { readonly cursor: string; readonly items: string; readonly has_more: string };
  /** Requests allowed in each window, for each app and tenant. */
  readonly rateLimit?: RateLimit;
}

/** Descriptors at the steps of their ids: `im` -> `v1` -> `chat` -> `list`. */
export interface DescriptorTree {
  readonly [step: string]: Descriptor | DescriptorTree;
}

/** Tells a leaf of the tree from a node: only a descriptor has a text for a `path`. */
export function isDescriptor(node: Descriptor | DescriptorTree): node is Descriptor {
  return typeof node["path"] === "string";
}

/** Every descriptor of a tree, in its order. */
export function listDescriptors(tree: DescriptorTree): Descriptor[] {
  return Object.values(tree).flatMap((node) => (isDescriptor(node) ? [node] : listDescriptors(node)));
}
