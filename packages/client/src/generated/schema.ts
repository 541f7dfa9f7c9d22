// Generated from spec/openapi.yaml by `pnpm generate`; do not edit.
// contract sha256 6e23c454efe8d2936ba4a576a08021e2caf286d09af5df4ab28544ea23a2a0d1
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
         * @description Trades the id and secret of a custom app for a `tenant_access_token`, which is valid for two hours at most.
         *     Asked again while 30 minutes or more are left, it returns the same token with the time that is left in
         *     `expire`; with less left it returns a new token, and the old one stays valid until it ends.
         *
         *     Unlike other operations its fields stand at the top level of the answer, not in `data`, and it answers a
         *     refusal with HTTP 200.
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
         *     The app must have its bot ability switched on. `user_id_type` decides which kind of id `owner_id` is and
         *     may be left out when a bot's chats are listed.
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
             * @description The URL of the chat's picture.
             * @example https://p3-lark-file.byteimg.com/img/lark-avatar-staging/default-avatar_44ae0ca3-e140-494b-956f-78091e348435~100x100.jpg
             */
            avatar: string;
            /**
             * @description The chat's name.
             * @example 测试群名称
             */
            name: string;
            /**
             * @description What the chat is for, in its members' words; may be empty.
             * @example 测试群描述
             */
            description: string;
            /**
             * @description The owner's id, of the kind that `user_id_type` asked for. Absent when the owner is a bot, and for ids of
             *     type `user_id` when the app lacks the field scope.
             * @example 4d7a3c6g
             */
            owner_id?: string;
            /**
             * @description Which kind of id `owner_id` is. Absent when `owner_id` is.
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
             * @description The key of the tenant that the chat belongs to.
             * @example 736588c9260f175e
             */
            tenant_key: string;
            /**
             * @description Whether the chat lives: `dissolved` is gone, `dissolved_save` is dissolved and kept.
             * @example normal
             * @enum {string}
             */
            chat_status: "normal" | "dissolved" | "dissolved_save" | (string & {});
        };
        /** @description A page of chats. */
        ChatPage: {
            /** @description The chats of this page; may be empty while there are more pages. */
            items: components["schemas"]["Chat"][];
            /**
             * @description Where the next page begins. Means nothing unless `has_more` is true: on the last page it may be absent,
             *     empty, or filled.
             * @example dmJCRHhpd3JRbGV1VEVNRFFyTitRWDY5ZFkybmYrMEUwMUFYT0VMMWdENEtuYUhsNUxGMDIwemtvdE5ORjBNQQ==
             */
            page_token?: string;
            /**
             * @description Whether there is a further page. This alone ends a walk.
             * @example false
             */
            has_more: boolean;
        };
        /** @description An issued token. Its fields stand at the top level of the answer. */
        TenantAccessToken: {
            /**
             * @description 0 means success.
             * @constant
             */
            code: 0;
            /** @description For people, and may change: never test it. */
            msg: string;
            /**
             * @description The token: `t-` and opaque text, or a JWT.
             * @example t-caecc734c2e3328a62489fe0648c4b98779515d3
             */
            tenant_access_token: string;
            /**
             * @description Seconds until the token ends; 7200 at most.
             *     @minimum 0
             * @example 7200
             */
            expire: number;
        };
        /** @description A refusal. `error` and each of its members may be absent. */
        Failure: {
            /** @description Which failure it is. */
            code: number;
            /** @description For people, and may change: never test it. */
            msg: string;
            /** @description Empty, where it is there at all. */
            data?: Record<string, unknown>;
            /** @description The log id, where `error` does not carry it. */
            log_id?: string;
            /** @description What support and tools need to find the cause. */
            error?: {
                /** @description The log id, the same as in `X-Tt-Logid`. */
                log_id?: string;
                /** @description Where to look for help. */
                troubleshooter?: string;
                /** @description A further message. */
                message?: string;
                /** @description Further facts. */
                details?: {
                    key?: string;
                    value?: string;
                }[];
                /** @description Which parameter was refused, and why. */
                field_violations?: components["schemas"]["FieldViolation"][];
                /** @description Which scope is missing. */
                permission_violations?: components["schemas"]["PermissionViolation"][];
                /** @description Where to read more. */
                helps?: {
                    url?: string;
                    description?: string;
                }[];
            };
        };
        /** @description A parameter that was refused. */
        FieldViolation: {
            /** @description The parameter's name. */
            field?: string;
            /** @description What was sent. */
            value?: string;
            /** @description Why it was refused, such as `the max value is 100`. */
            description?: string;
        };
        /** @description A scope that is missing. */
        PermissionViolation: {
            /** @description `action_scope_required` where the app lacks the scope, `action_privilege_required` where the user did not grant it. */
            type?: string;
            /** @description The scope, such as `im:chat:readonly`. */
            subject?: string;
            /** @description More about it. */
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
        /** @description No operation has this path and method. Plain text, not the envelope. */
        PageNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "text/plain": string;
            };
        };
        /**
         * @description Too many requests: the limit counts each operation by app and tenant, and either window trips it. Some older
         *     operations answer the same code with status 400.
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
        /** @description Something failed inside Feishu. To be tried again. The status is a guess; the codes are documented. */
        InternalError: {
            headers: {
                "X-Tt-Logid": components["headers"]["LogId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Failure"];
            };
        };
        /** @description The gateway gave up waiting. The body is HTML or empty, not the envelope. */
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
         * @description Which kind of user id the answer carries: `open_id` names a user within one app, `union_id` within all apps
         *     of one developer, `user_id` within one tenant. `user_id` needs the field scope
         *     `contact:user.employee_id:readonly`; without it such ids are left out of the answer, without an error.
         * @example open_id
         */
        UserIdType: "open_id" | "union_id" | "user_id";
        /**
         * @description Where to go on: the `page_token` of the page before. Left out on the first request. Opaque; it may end in
         *     `==` and must be percent-encoded.
         * @example dmJCRHhpd3JRbGV1VEVNRFFyTitRWDY5ZFkybmYrMEUwMUFYT0VMMWdENEtuYUhsNUxGMDIwemtvdE5ORjBNQQ==
         */
        PageToken: string;
    };
    requestBodies: never;
    headers: {
        /**
         * @description The log id of the request: a time stamp of 14 digits and 20 upper-case hexadecimal digits. It is what
         *     Feishu's support asks for.
         */
        LogId: string;
        /** @description How many requests the window that was exceeded allows. */
        RateLimitLimit: string;
        /** @description Seconds until the limit resets, possibly fractional. Do not ask again sooner. */
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
            /** @description A token, or a refusal with a `code` other than 0. */
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
                 * @description Which kind of user id the answer carries: `open_id` names a user within one app, `union_id` within all apps
                 *     of one developer, `user_id` within one tenant. `user_id` needs the field scope
                 *     `contact:user.employee_id:readonly`; without it such ids are left out of the answer, without an error.
                 * @example open_id
                 */
                user_id_type?: components["parameters"]["UserIdType"];
                /**
                 * @description The order of the chats. Under `ByActiveTimeDesc` a chat that becomes active between two page requests
                 *     moves to the front, and the chat that it pushes over the page border is missed; the remedy is to walk
                 *     again from the first page.
                 * @example ByCreateTimeAsc
                 */
                sort_type?: "ByCreateTimeAsc" | "ByActiveTimeDesc";
                /**
                 * @description Where to go on: the `page_token` of the page before. Left out on the first request. Opaque; it may end in
                 *     `==` and must be percent-encoded.
                 * @example dmJCRHhpd3JRbGV1VEVNRFFyTitRWDY5ZFkybmYrMEUwMUFYT0VMMWdENEtuYUhsNUxGMDIwemtvdE5ORjBNQQ==
                 */
                page_token?: components["parameters"]["PageToken"];
                /**
                 * @description How many chats a page holds at most. Larger pages cost less of the rate limit.
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
                        /** @description For people, and may change: never test it. */
                        msg: string;
                        data: components["schemas"]["ChatPage"];
                    };
                };
            };
            /** @description A refusal; `code` says which. */
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
