import type { components } from "@feishu-openapi/client";

/** A chat as the contract has it. */
export type Chat = components["schemas"]["Chat"];

/** A chat as a client hands it over, whatever its own types call optional. */
export type Item = { readonly chat_id?: string | undefined };

/** One client, as somebody would use it who knows it well. */
export interface Peer {
  /** Asks for the first page. */
  page(pageSize: number): Promise<readonly Item[]>;
  /** Walks all chats, page by page: with the client's own iterator where it has one. */
  walk(pageSize: number): AsyncIterable<readonly Item[]>;
  /** Walks all chats one by one, where the client can. */
  items?(pageSize: number): AsyncIterable<Item>;
}

/** Makes a client of the API at `baseUrl`, which ends in `/open-apis`. Every `peers/*.ts` exports one as `create`. */
export type CreatePeer = (baseUrl: string) => Peer;

/** The clients that are compared; each is a file in `peers/`. */
export const PEERS = [
  "fetch",
  "undici",
  "openapi-fetch",
  "ky",
  "ofetch",
  "axios",
  "official",
  "ours",
  "ours-node",
] as const;

/** The name of a compared client, which is the name of its file. */
export type PeerName = (typeof PEERS)[number];

/** What tables call them. */
export const TITLES: Readonly<Record<PeerName, string>> = {
  fetch: "bare fetch",
  undici: "undici.request",
  "openapi-fetch": "openapi-fetch",
  ky: "ky",
  ofetch: "ofetch",
  axios: "axios",
  official: "official SDK",
  ours: "this client",
  "ours-node": "this client, node entry",
};

/** The token that every client sends. */
export const TOKEN = "t-g1044qeGEDXTB6NDJOGV4JQCYDGHRBARFTGT1234";
