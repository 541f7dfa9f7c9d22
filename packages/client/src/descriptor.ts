import type { RateLimit } from "./types.ts";

/** What the runtime knows of an operation. Generated from the contract. */
export interface Descriptor {
  /** Feishu's own name of the method, such as `im.v1.chat.list`. */
  readonly id: string;
  readonly method: string;
  /** The path template, such as `/im/v1/chats/{chat_id}`. */
  readonly path: string;
  /** Whether a request may be repeated when it is unknown whether the first one arrived. */
  readonly idempotent: boolean;
  /** Whether the operation takes a token. */
  readonly secured: boolean;
  /** Names of the parameters, by location. */
  readonly params: { readonly [Location in "path" | "query" | "body"]?: readonly string[] };
  /** Names of parameters whose values no message may show. */
  readonly secrets?: readonly string[];
  /** Where the result is: in the envelope's `data`, or at its top level, as for tokens. */
  readonly result: "data" | "top";
  /** For a list operation: its cursor parameter, and the fields of the items and of `has_more`. */
  readonly pagination?: { readonly cursor: string; readonly items: string; readonly has_more: string };
  /** Requests allowed in each window, for each app and tenant. */
  readonly rateLimit?: RateLimit;
}

/** Descriptors in a tree by the parts of their ids: `im` -> `v1` -> `chat` -> `list`. */
export interface DescriptorTree {
  readonly [step: string]: Descriptor | DescriptorTree;
}

/** Tells a leaf of the tree from an inner node: only a descriptor has a string `path`. */
export function isDescriptor(node: Descriptor | DescriptorTree): node is Descriptor {
  return typeof node["path"] === "string";
}

/** Returns every descriptor of a tree, in order. */
export function listDescriptors(tree: DescriptorTree): Descriptor[] {
  return Object.values(tree).flatMap((node) => (isDescriptor(node) ? [node] : listDescriptors(node)));
}
