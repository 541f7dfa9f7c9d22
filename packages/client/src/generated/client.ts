// Generated from spec/openapi.yaml by `pnpm generate`; do not edit.
// contract sha256 09a2667b8b63f228813004929c070b267748275760aa4995e65fa7c64a75e9f7
// generator @feishu-openapi/codegen 0.1.0

import type { CallOptions, List, ListOptions } from "../types.ts";

/**
 * A group chat.
 *
 * 群组
 */
export interface Chat {
  /**
   * The chat's id: `oc_` and 32 hexadecimal digits.
   *
   * 群 ID
   *
   * @example "oc_a0553eda9014c201e6969b478895c230"
   */
  chat_id: string;
  /**
   * URL of the chat's avatar.
   *
   * 群头像 URL
   *
   * @example "https://p3-lark-file.byteimg.com/img/lark-avatar-staging/default-avatar_44ae0ca3-e140-494b-956f-78091e348435~100x100.jpg"
   */
  avatar: string;
  /**
   * The chat's name.
   *
   * 群名称
   *
   * @example "测试群名称"
   */
  name: string;
  /**
   * The chat's description; may be empty.
   *
   * 群描述
   *
   * @example "测试群描述"
   */
  description: string;
  /**
   * The owner's id, of the kind requested by `user_id_type`. Absent if the owner is a bot, and for ids of type
   * `user_id` if the app lacks the field scope.
   *
   * 群主 ID；群主是机器人时不返回
   *
   * @example "4d7a3c6g"
   */
  owner_id?: string;
  /**
   * The kind of `owner_id`. Absent if `owner_id` is absent.
   *
   * 群主 ID 类型；不返回群主 ID 时也不返回
   *
   * @example "user_id"
   */
  owner_id_type?: "user_id" | "open_id" | "union_id" | (string & {});
  /**
   * Whether people outside the tenant are in the chat.
   *
   * 是否是外部群
   *
   * @example false
   */
  external: boolean;
  /**
   * Key of the tenant that the chat belongs to.
   *
   * 租户 Key
   *
   * @example "736588c9260f175e"
   */
  tenant_key: string;
  /**
   * State of the chat. `dissolved_save` means dissolved but kept.
   *
   * 群状态
   *
   * @example "normal"
   */
  chat_status: "normal" | "dissolved" | "dissolved_save" | (string & {});
}

/**
 * A page of chats.
 *
 * 一页群组
 */
export interface ChatPage {
  /**
   * The chats of this page; may be empty even if there are more pages.
   *
   * 群组列表
   */
  items: Chat[];
  /**
   * Token of the next page. Meaningless unless `has_more` is true: on the last page it may be absent, empty or
   * non-empty.
   *
   * 分页标记；仅在 has_more 为 true 时有意义
   *
   * @example "dmJCRHhpd3JRbGV1VEVNRFFyTitRWDY5ZFkybmYrMEUwMUFYT0VMMWdENEtuYUhsNUxGMDIwemtvdE5ORjBNQQ=="
   */
  page_token?: string;
  /**
   * Whether there are more pages. Only this ends a walk.
   *
   * 是否还有更多项
   *
   * @example false
   */
  has_more: boolean;
}

/**
 * An issued token. Its fields are at the top level of the response.
 *
 * 租户访问凭证
 */
export interface TenantAccessToken {
  /**
   * 0 means success.
   *
   * 0 表示成功
   */
  code: 0;
  /**
   * For people; may change, so do not test it.
   *
   * 返回说明
   */
  msg: string;
  /**
   * The token: `t-` and an opaque string, or a JWT.
   *
   * 租户访问凭证
   *
   * @example "t-caecc734c2e3328a62489fe0648c4b98779515d3"
   */
  tenant_access_token: string;
  /**
   * Seconds until the token expires; at most 7200.
   *
   * 有效期，单位为秒
   *
   * @minimum 0
   * @example 7200
   */
  expire: number;
}

/**
 * An API error. `error` and each of its fields may be absent.
 *
 * 失败响应
 */
export interface Failure {
  /**
   * The error code.
   *
   * 错误码
   */
  code: number;
  /**
   * For people; may change, so do not test it.
   *
   * 错误描述
   */
  msg: string;
  /**
   * Absent or empty.
   *
   * 空对象
   */
  data?: Record<string, unknown>;
  /**
   * The log id, if it is not in `error`.
   *
   * 请求日志 ID
   */
  log_id?: string;
  /**
   * Details for troubleshooting.
   *
   * 排查信息
   */
  error?: {
    /**
     * The log id, the same as in `X-Tt-Logid`.
     *
     * 请求日志 ID
     */
    log_id?: string;
    /**
     * A link to help.
     *
     * 排查建议链接
     */
    troubleshooter?: string;
    /**
     * An additional message.
     *
     * 补充说明
     */
    message?: string;
    /**
     * Additional details.
     *
     * 详细信息
     */
    details?: {
      key?: string;
      value?: string;
    }[];
    /**
     * The rejected parameters, with reasons.
     *
     * 参数校验错误
     */
    field_violations?: FieldViolation[];
    /**
     * The missing scopes.
     *
     * 权限校验错误
     */
    permission_violations?: PermissionViolation[];
    /**
     * Links to documentation.
     *
     * 帮助链接
     */
    helps?: {
      url?: string;
      description?: string;
    }[];
  };
}

/**
 * A rejected parameter.
 *
 * 参数校验错误
 */
export interface FieldViolation {
  /**
   * The parameter's name.
   *
   * 参数名
   */
  field?: string;
  /**
   * The value that was sent.
   *
   * 实际的值
   */
  value?: string;
  /**
   * The reason, such as `the max value is 100`.
   *
   * 原因
   */
  description?: string;
}

/**
 * A missing scope.
 *
 * 权限校验错误
 */
export interface PermissionViolation {
  /**
   * `action_scope_required`: the app lacks the scope; `action_privilege_required`: the user has not granted it.
   *
   * 类型
   */
  type?: string;
  /**
   * The scope, such as `im:chat:readonly`.
   *
   * 权限
   */
  subject?: string;
  /**
   * Details.
   *
   * 说明
   */
  description?: string;
}

/** Parameters of `auth.v3.tenantAccessToken.internal`. */
export interface AuthV3TenantAccessTokenInternalParams {
  /**
   * The app's id, from the developer console.
   *
   * 应用唯一标识
   *
   * @minLength 1
   */
  app_id: string;
  /**
   * The app's secret, from the developer console.
   *
   * 应用密钥
   *
   * @minLength 1
   * @format password
   */
  app_secret: string;
}

/** Parameters of `im.v1.chat.list`. */
export interface ImV1ChatListParams {
  /**
   * The kind of user ids in the response: `open_id` identifies a user within one app, `union_id` within all apps of
   * one developer, `user_id` within one tenant. `user_id` needs the field scope
   * `contact:user.employee_id:readonly`; without it these ids are omitted from the response, without an error.
   *
   * 用户 ID 类型；user_id 需要字段权限 contact:user.employee_id:readonly
   *
   * @default "open_id"
   * @example "open_id"
   */
  user_id_type?: "open_id" | "union_id" | "user_id" | undefined;
  /**
   * The order of the chats. Under `ByActiveTimeDesc` a chat that becomes active between two page requests
   * moves to the front, and the chat that it pushes over the page border is missed. To find it, walk again
   * from the first page.
   *
   * 群组排序方式；按活跃时间排序时，翻页期间变活跃的群会使其他群被漏掉，需从头重新遍历
   *
   * @default "ByCreateTimeAsc"
   * @example "ByCreateTimeAsc"
   */
  sort_type?: "ByCreateTimeAsc" | "ByActiveTimeDesc" | undefined;
  /**
   * The `page_token` of the previous page. Omit it in the first request. Opaque; it may end in `==` and must be
   * percent-encoded.
   *
   * 分页标记，首次请求不填
   *
   * @example "dmJCRHhpd3JRbGV1VEVNRFFyTitRWDY5ZFkybmYrMEUwMUFYT0VMMWdENEtuYUhsNUxGMDIwemtvdE5ORjBNQQ=="
   */
  page_token?: string | undefined;
  /**
   * Maximum number of chats per page. Larger pages use less of the rate limit.
   *
   * 分页大小
   *
   * @minimum 1
   * @maximum 100
   * @format int32
   * @default 20
   * @example 10
   */
  page_size?: number | undefined;
}

/** All operations of the contract, by Feishu's names. */
export interface FeishuOperations {
  readonly auth: {
    readonly v3: {
      readonly tenantAccessToken: {
        /**
         * Get the tenant access token of a custom app
         *
         * 自建应用获取 tenant_access_token
         *
         * Exchanges the id and secret of a custom app for a `tenant_access_token`, which is valid for at most two hours.
         * While 30 minutes or more are left, a repeated request returns the same token with the remaining time in
         * `expire`. With less left it returns a new token, and the old one stays valid until it expires.
         *
         * Unlike other operations, its fields are at the top level of the response, not in `data`, and its API errors have
         * HTTP status 200.
         *
         * - `POST /auth/v3/tenant_access_token/internal`
         * - Fails with 10003: The app id is unknown or malformed
         * - Fails with 10014: The app secret is wrong
         *
         * @see {@link https://open.feishu.cn/document/server-docs/authentication-management/access-token/tenant_access_token_internal}
         */
        readonly internal: (params: AuthV3TenantAccessTokenInternalParams, options?: CallOptions) => Promise<TenantAccessToken>;
      };
    };
  };
  readonly im: {
    readonly v1: {
      readonly chat: {
        /**
         * List the group chats that the token's user or bot is in
         *
         * 获取用户或机器人所在的群列表
         *
         * Lists the group chats that the user or the bot behind the access token is in. Single chats (`p2p`) are
         * never listed.
         *
         * The app's bot ability must be on. `user_id_type` decides which kind of id `owner_id` is; it can be omitted for
         * the chats of a bot.
         *
         * - `GET /im/v1/chats`
         * - Scopes (one is required): `im:chat`, `im:chat:readonly`, `im:chat:read`, `im:chat.group_info:readonly`
         * - Field scope `contact:user.employee_id:readonly`: Ids of type `user_id`: without this scope they are omitted from the response, without an error.
         * - Requires: bot ability
         * - Rate limit: 50 per second and 1000 per minute, for each app and tenant
         * - Fails with 232001: A parameter is invalid
         * - Fails with 232004: The app is unknown
         * - Fails with 232025: The app's bot ability is off
         * - Fails with 232034: The app is not installed in the tenant, or disabled there
         *
         * @see {@link https://open.feishu.cn/document/server-docs/group/chat/list}
         */
        readonly list: (params?: ImV1ChatListParams, options?: ListOptions) => List<Chat, ChatPage>;
      };
    };
  };
}
