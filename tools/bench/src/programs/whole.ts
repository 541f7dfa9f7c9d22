// Every export except the node entry's.
export * from "@feishu-openapi/client/check";
export * from "@feishu-openapi/client";
