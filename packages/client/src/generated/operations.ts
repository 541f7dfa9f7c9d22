// Generated from spec/openapi.yaml by `pnpm generate`; do not edit.
// contract sha256 09a2667b8b63f228813004929c070b267748275760aa4995e65fa7c64a75e9f7
// generator @feishu-openapi/codegen 0.1.0

import type { DescriptorTree } from "../descriptor.ts";

/** The default base URL: the contract's first server. */
export const defaultBaseUrl = "https://open.feishu.cn/open-apis";

/** All operations of the contract, nested by the parts of their operationId. */
export const operations: DescriptorTree = {
  auth: {
    v3: {
      tenantAccessToken: {
        internal: {
          id: "auth.v3.tenantAccessToken.internal",
          method: "POST",
          path: "/auth/v3/tenant_access_token/internal",
          idempotent: true,
          secured: false,
          params: { body: ["app_id", "app_secret"] },
          secrets: ["app_secret"],
          result: "top",
        },
      },
    },
  },
  im: {
    v1: {
      chat: {
        list: {
          id: "im.v1.chat.list",
          method: "GET",
          path: "/im/v1/chats",
          idempotent: true,
          secured: true,
          params: { query: ["user_id_type", "sort_type", "page_token", "page_size"] },
          result: "data",
          pagination: { cursor: "page_token", items: "items", has_more: "has_more" },
          rateLimit: { per_second: 50, per_minute: 1000 },
        },
      },
    },
  },
};
