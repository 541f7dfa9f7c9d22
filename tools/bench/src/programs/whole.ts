// Everything but the node entry.
export * from "@feishu-openapi/client/check";
export * from "@feishu-openapi/client";
