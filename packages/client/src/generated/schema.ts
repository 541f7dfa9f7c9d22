// Generated from spec/openapi.yaml by `pnpm generate`; do not edit.
// contract sha256 09a2667b8b63f228813004929c070b267748275760aa4995e65fa7c64a75e9f7
// generator @feishu-openapi/codegen 0.1.0

export interface paths {
    "/auth/v3/tenant_access_token/internal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get the tenant access token of a custom app
         * @description Exchanges the id and secret of a custom app for a `tenant_access_token`, which is valid for at most two hours.
         *     While 30 minutes or more are left, a repeated request returns the same token with the remaining time in
         *     `expire`. With less left it returns a new token, and the old one stays valid until it expires.
         *
         *     Unlike other operations, its fields are at the top level of the response, not in `data`, and its API errors have
         *     HTTP status 200.
         */
        post: operations["auth.v3.tenantAccessToken.internal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/im/v1/chats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the group chats that the token's user or bot is in
         * @description Lists the group chats that the user or the bot behind the access token is in. Single chats (`p2p`) are
         *     never listed.
         *
         *     The app's bot ability must be on. `user_id_type` decides which kind of id `owner_id` is; it can be omitted for
         *     the chats of a bot.
         */
        get: operations["im.v1.chat.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description A group chat. */
        Chat: {
            /**
             * @description The chat's id: `oc_` and 32 hexadecimal digits.
             * @example oc_a0553eda9014c201e6969b478895c230
             */
            chat_id: string;
            /**
             * @description URL of the chat's avatar.
             * @example https://p3-lark-file.byteimg.com/img/lark-avatar-staging/default-avatar_44ae0ca3-e140-494b-956f-78091e348435~100x100.jpg
             */
            avatar: string;
            /**
             * @description The chat's name.
             * @example 测试群名称
             */
            name: string;
            /**
             * @description The chat's description; may be empty.
             * @example 测试群描述
             */
            description: string;
            /**
             * @description The owner's id, of the kind requested by `user_id_type`. Absent if the owner is a bot, and for ids of type
             *     `user_id` if the app lacks the field scope.
             * @example 4d7a3c6g
             */
            owner_id?: string;
            /**
             * @description The kind of `owner_id`. Absent if `owner_id` is absent.
             * @example user_id
             * @enum {string}
             */
            owner_id_type?: "user_id" | "open_id" | "union_id" | (string & {});
            /**
             * @description Whether people outside the tenant are in the chat.
             * @example false
             */
            external: boolean;
            /**
             * @description Key of the tenant that the chat belongs to.
             * @example 736588c9260f175e
             */
            tenant_key: string;
            /**
             * @description State of the chat. `dissolved_save` means dissolved but kept.
             * @example normal
             * @enum {string}
             */
            chat_status: "normal" | "dissolved" | "dissolved_save" | (string & {});
        };
        /** @description A page of chats. */
        ChatPage: {
            /** @description The chats of this page; may be empty even if there are more pages. */
            items: components["schemas"]["Chat"][];
            /**
             * @description Token of the next page. Meaningless unless `has_more` is true: on the last page it may be absent, empty or
             *     non-empty.
             * @example dmJCRHhpd3JRbGV1VEVNRFFyTitRWDY5ZFkybmYrMEUwMUFYT0VMMWdENEtuYUhsNUxGMDIwemtvdE5ORjBNQQ==
             */
            page_token?: string;
            /**
             * @description Whether there are more pages. Only this ends a walk.
             * @example false
             */
            has_more: boolean;
        };
        /** @description An issued token. Its fields are at the top level of the response. */
        TenantAccessToken: {
            /**
             * @description 0 means success.
             * @constant
             */
            code: 0;
            /** @description For people; may change, so do not test it. */
            msg: string;
            /**
             * @description The token: `t-` and an opaque string, or a JWT.
             * @example t-caecc734c2e3328a62489fe0648c4b98779515d3
             */
            tenant_access_token: string;
            /**
             * @description Seconds until the token expires; at most 7200.
             *     @minimum 0
             * @example 7200
             */
            expire: number;
        };
        /** @description An API error. `error` and each of its fields may be absent. */
        Failure: {
            /** @description The error code. */
            code: number;
            /** @description For people; may change, so do not test it. */
            msg: string;
            /** @description Absent or empty. */
            data?: Record<string, unknown>;
            /** @description The log id, if it is not in `error`. */
            log_id?: string;
            /** @description Details for troubleshooting. */
            error?: {
                /** @description The log id, the same as in `X-Tt-Logid`. */
                log_id?: string;
                /** @description A link to help. */
                troubleshooter?: string;
                /** @description An additional message. */
                message?: string;
                /** @description Additional details. */
                details?: {
                    key?: string;
                    value?: string;
                }[];
                /** @description The rejected parameters, with reasons. */
                field_violations?: components["schemas"]["FieldViolation"][];
                /** @description The missing scopes. */
                permission_violations?: components["schemas"]["PermissionViolation"][];
                /** @description Links to documentation. */
                helps?: {
                    url?: string;
                    description?: string;
                }[];
            };
        };
        /** @description A rejected parameter. */
        FieldViolation: {
            /** @description The parameter's name. */
            field?: string;
            /** @description The value that was sent. */
            value?: string;
            /** @description The reason, such as `the max value is 100`. */
            description?: string;
        };
        /** @description A missing scope. */
        PermissionViolation: {
            /** @description `action_scope_required`: the app lacks the scope; `action_privilege_required`: the user has not granted it. */
            type?: string;
            /** @description The scope, such as `im:chat:readonly`. */
            subject?: string;
            /** @description Details. */
            description?: string;
        };
    };
    responses: {
        /** @description The user access token has expired. */
        TokenExpired: {
            headers: {
                "X-Tt-Logid": components["headers"]["LogId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Failure"];
            };
        };
        /** @description No operation has this path and method. Plain text, not an envelope. */
        PageNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "text/plain": string;
            };
        };
        /**
         * @description Too many requests. The limits count each operation by app and tenant; exceeding either one is an error. Some
         *     older operations return the same code with status 400.
         */
        RateLimited: {
            headers: {
                "X-Tt-Logid": components["headers"]["LogId"];
                "x-ogw-ratelimit-limit": components["headers"]["RateLimitLimit"];
                "x-ogw-ratelimit-reset": components["headers"]["RateLimitReset"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Failure"];
            };
        };
        /** @description An internal error of Feishu; retry. The status is a guess, the codes are documented. */
        InternalError: {
            headers: {
                "X-Tt-Logid": components["headers"]["LogId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Failure"];
            };
        };
        /** @description The gateway timed out. The body is HTML or empty, not an envelope. */
        GatewayTimeout: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "text/html": string;
            };
        };
    };
    parameters: {
        /**
         * @description The kind of user ids in the response: `open_id` identifies a user within one app, `union_id` within all apps of
         *     one developer, `user_id` within one tenant. `user_id` needs the field scope
         *     `contact:user.employee_id:readonly`; without it these ids are omitted from the response, without an error.
         * @example open_id
         */
        UserIdType: "open_id" | "union_id" | "user_id";
        /**
         * @description The `page_token` of the previous page. Omit it in the first request. Opaque; it may end in `==` and must be
         *     percent-encoded.
         * @example dmJCRHhpd3JRbGV1VEVNRFFyTitRWDY5ZFkybmYrMEUwMUFYT0VMMWdENEtuYUhsNUxGMDIwemtvdE5ORjBNQQ==
         */
        PageToken: string;
    };
    requestBodies: never;
    headers: {
        /**
         * @description The log id of the request, which Feishu's support asks for: a timestamp of 14 digits and 20 upper-case
         *     hexadecimal digits.
         */
        LogId: string;
        /** @description Number of requests allowed in the exceeded window. */
        RateLimitLimit: string;
        /** @description Seconds until the limit resets, possibly fractional. Do not retry earlier. */
        RateLimitReset: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    "auth.v3.tenantAccessToken.internal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description The app's id, from the developer console.
                     *     @minLength 1
                     */
                    app_id: string;
                    /**
                     * Format: password
                     * @description The app's secret, from the developer console.
                     *     @minLength 1
                     *     @format password
                     */
                    app_secret: string;
                };
            };
        };
        responses: {
            /** @description A token, or an API error. */
            200: {
                headers: {
                    "X-Tt-Logid": components["headers"]["LogId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TenantAccessToken"] | components["schemas"]["Failure"];
                };
            };
            404: components["responses"]["PageNotFound"];
            500: components["responses"]["InternalError"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
    "im.v1.chat.list": {
        parameters: {
            query?: {
                /**
                 * @description The kind of user ids in the response: `open_id` identifies a user within one app, `union_id` within all apps of
                 *     one developer, `user_id` within one tenant. `user_id` needs the field scope
                 *     `contact:user.employee_id:readonly`; without it these ids are omitted from the response, without an error.
                 * @example open_id
                 */
                user_id_type?: components["parameters"]["UserIdType"];
                /**
                 * @description The order of the chats. Under `ByActiveTimeDesc` a chat that becomes active between two page requests
                 *     moves to the front, and the chat that it pushes over the page border is missed. To find it, walk again
                 *     from the first page.
                 * @example ByCreateTimeAsc
                 */
                sort_type?: "ByCreateTimeAsc" | "ByActiveTimeDesc";
                /**
                 * @description The `page_token` of the previous page. Omit it in the first request. Opaque; it may end in `==` and must be
                 *     percent-encoded.
                 * @example dmJCRHhpd3JRbGV1VEVNRFFyTitRWDY5ZFkybmYrMEUwMUFYT0VMMWdENEtuYUhsNUxGMDIwemtvdE5ORjBNQQ==
                 */
                page_token?: components["parameters"]["PageToken"];
                /**
                 * @description Maximum number of chats per page. Larger pages use less of the rate limit.
                 * @example 10
                 */
                page_size?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of chats. */
            200: {
                headers: {
                    "X-Tt-Logid": components["headers"]["LogId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description 0 means success.
                         * @constant
                         */
                        code: 0;
                        /** @description For people; may change, so do not test it. */
                        msg: string;
                        data: components["schemas"]["ChatPage"];
                    };
                };
            };
            /** @description An API error, given by `code`. */
            400: {
                headers: {
                    "X-Tt-Logid": components["headers"]["LogId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            401: components["responses"]["TokenExpired"];
            404: components["responses"]["PageNotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            504: components["responses"]["GatewayTimeout"];
        };
    };
}
