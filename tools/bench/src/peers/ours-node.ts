import { nodeFetch } from "@feishu-openapi/client/node";
import { createOurs } from "../every-feature.ts";
import type { CreatePeer } from "../peer.ts";

/** This client over its node entry. */
export const create: CreatePeer = (baseUrl) => createOurs(baseUrl, { fetch: nodeFetch() });
