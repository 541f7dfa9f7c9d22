import { createOurs } from "../every-feature.ts";
import type { CreatePeer } from "../peer.ts";

/** This client over the global `fetch`. */
export const create: CreatePeer = (baseUrl) => createOurs(baseUrl, {});
