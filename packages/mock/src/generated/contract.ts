// Generated from spec/openapi.yaml by `pnpm generate`; do not edit.
// contract sha256 09a2667b8b63f228813004929c070b267748275760aa4995e65fa7c64a75e9f7
// generator @feishu-openapi/codegen 0.1.0

/** SHA-256 of the contract, in hexadecimal. */
export const contractSha256 = "09a2667b8b63f228813004929c070b267748275760aa4995e65fa7c64a75e9f7";

/** The OpenAPI document, with its references. */
export const contract: Record<string, unknown> = {
  "openapi": "3.1.0",
  "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
  "info": {
    "title": "Feishu (Lark) open platform",
    "x-title-zh": "飞书（Lark）开放平台",
    "version": "0.1.0",
    "summary": "The part of Feishu's server API that this repository covers, written by hand.",
    "description": "Feishu publishes no OpenAPI document; this one is written by hand from what is known of the platform.\n`evidence.md` beside this file grades every fact and lists every guess.\n\nFor every operation:\n\n- The envelope is `{code, msg, data}`. `code` 0 means success, any other code an API error,\n  **whatever the HTTP status**. `msg` is for people and may change: do not test it.\n- The token is checked before the parameters.\n- An unknown path and a wrong method both return 404, `text/plain`.\n- JSON responses have a log id (`X-Tt-Logid`), which Feishu's support asks for.\n- Responses may contain fields and enum values that are not listed here. Clients pass them through.\n",
    "license": {
      "name": "MIT",
      "identifier": "MIT"
    }
  },
  "servers": [
    {
      "url": "https://open.feishu.cn/open-apis",
      "description": "Feishu",
      "x-description-zh": "飞书"
    },
    {
      "url": "https://open.larksuite.com/open-apis",
      "description": "Lark, Feishu's international edition; the same paths",
      "x-description-zh": "Lark 国际版，路径相同"
    }
  ],
  "tags": [
    {
      "name": "auth",
      "description": "Access tokens",
      "x-description-zh": "访问凭证"
    },
    {
      "name": "im",
      "description": "Messaging, groups",
      "x-description-zh": "消息与群组"
    }
  ],
  "paths": {
    "/auth/v3/tenant_access_token/internal": {
      "post": {
        "operationId": "auth.v3.tenantAccessToken.internal",
        "tags": [
          "auth"
        ],
        "summary": "Get the tenant access token of a custom app",
        "x-summary-zh": "自建应用获取 tenant_access_token",
        "description": "Exchanges the id and secret of a custom app for a `tenant_access_token`, which is valid for at most two hours.\nWhile 30 minutes or more are left, a repeated request returns the same token with the remaining time in\n`expire`. With less left it returns a new token, and the old one stays valid until it expires.\n\nUnlike other operations, its fields are at the top level of the response, not in `data`, and its API errors have\nHTTP status 200.\n",
        "externalDocs": {
          "description": "Feishu's page (Chinese)",
          "url": "https://open.feishu.cn/document/server-docs/authentication-management/access-token/tenant_access_token_internal"
        },
        "x-app-types": [
          "custom"
        ],
        "x-idempotent": true,
        "security": [],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "required": [
                  "app_id",
                  "app_secret"
                ],
                "properties": {
                  "app_id": {
                    "type": "string",
                    "minLength": 1,
                    "description": "The app's id, from the developer console.",
                    "x-description-zh": "应用唯一标识"
                  },
                  "app_secret": {
                    "type": "string",
                    "minLength": 1,
                    "format": "password",
                    "description": "The app's secret, from the developer console.",
                    "x-description-zh": "应用密钥"
                  }
                }
              },
              "examples": {
                "custom-app": {
                  "summary": "A custom app",
                  "value": {
                    "app_id": "cli_slkdjalasdkjasd",
                    "app_secret": "dskLLdkasdjlasdKK"
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "A token, or an API error.",
            "headers": {
              "X-Tt-Logid": {
                "$ref": "#/components/headers/LogId"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "anyOf": [
                    {
                      "$ref": "#/components/schemas/TenantAccessToken"
                    },
                    {
                      "$ref": "#/components/schemas/Failure"
                    }
                  ]
                },
                "examples": {
                  "10003": {
                    "$ref": "#/components/examples/10003"
                  },
                  "10014": {
                    "$ref": "#/components/examples/10014"
                  },
                  "issued": {
                    "summary": "A new token, valid for two hours",
                    "x-summary-zh": "获取成功",
                    "value": {
                      "code": 0,
                      "msg": "ok",
                      "tenant_access_token": "t-caecc734c2e3328a62489fe0648c4b98779515d3",
                      "expire": 7200
                    }
                  }
                }
              }
            }
          },
          "404": {
            "$ref": "#/components/responses/PageNotFound"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "504": {
            "$ref": "#/components/responses/GatewayTimeout"
          }
        }
      }
    },
    "/im/v1/chats": {
      "get": {
        "operationId": "im.v1.chat.list",
        "tags": [
          "im"
        ],
        "summary": "List the group chats that the token's user or bot is in",
        "x-summary-zh": "获取用户或机器人所在的群列表",
        "description": "Lists the group chats that the user or the bot behind the access token is in. Single chats (`p2p`) are\nnever listed.\n\nThe app's bot ability must be on. `user_id_type` decides which kind of id `owner_id` is; it can be omitted for\nthe chats of a bot.\n",
        "externalDocs": {
          "description": "Feishu's page (Chinese)",
          "url": "https://open.feishu.cn/document/server-docs/group/chat/list"
        },
        "x-app-types": [
          "custom",
          "store"
        ],
        "x-preconditions": [
          "bot_ability"
        ],
        "x-scopes": [
          "im:chat",
          "im:chat:readonly",
          "im:chat:read",
          "im:chat.group_info:readonly"
        ],
        "x-legacy-scopes": [
          "im:chat.group_info:readonly"
        ],
        "x-field-scopes": [
          {
            "scope": "contact:user.employee_id:readonly",
            "gates": "Ids of type `user_id`: without this scope they are omitted from the response, without an error.",
            "x-gates-zh": "user_id 类型的 ID；无此权限时不返回该字段，也不报错"
          }
        ],
        "x-rate-limit": {
          "per_second": 50,
          "per_minute": 1000
        },
        "x-pagination": {
          "cursor": "page_token",
          "limit": "page_size",
          "items": "items",
          "has_more": "has_more"
        },
        "security": [
          {
            "tenantAccessToken": []
          },
          {
            "userAccessToken": []
          }
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/UserIdType"
          },
          {
            "name": "sort_type",
            "in": "query",
            "description": "The order of the chats. Under `ByActiveTimeDesc` a chat that becomes active between two page requests\nmoves to the front, and the chat that it pushes over the page border is missed. To find it, walk again\nfrom the first page.\n",
            "x-description-zh": "群组排序方式；按活跃时间排序时，翻页期间变活跃的群会使其他群被漏掉，需从头重新遍历",
            "schema": {
              "type": "string",
              "enum": [
                "ByCreateTimeAsc",
                "ByActiveTimeDesc"
              ],
              "default": "ByCreateTimeAsc"
            },
            "example": "ByCreateTimeAsc"
          },
          {
            "$ref": "#/components/parameters/PageToken"
          },
          {
            "name": "page_size",
            "in": "query",
            "description": "Maximum number of chats per page. Larger pages use less of the rate limit.",
            "x-description-zh": "分页大小",
            "schema": {
              "type": "integer",
              "format": "int32",
              "minimum": 1,
              "maximum": 100,
              "default": 20
            },
            "example": 10
          }
        ],
        "responses": {
          "200": {
            "description": "A page of chats.",
            "headers": {
              "X-Tt-Logid": {
                "$ref": "#/components/headers/LogId"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "code",
                    "msg",
                    "data"
                  ],
                  "properties": {
                    "code": {
                      "type": "integer",
                      "const": 0,
                      "description": "0 means success.",
                      "x-description-zh": "0 表示成功"
                    },
                    "msg": {
                      "type": "string",
                      "description": "For people; may change, so do not test it.",
                      "x-description-zh": "返回说明"
                    },
                    "data": {
                      "$ref": "#/components/schemas/ChatPage"
                    }
                  }
                },
                "examples": {
                  "vendor": {
                    "$ref": "#/components/examples/VendorChatPage"
                  },
                  "last-page": {
                    "$ref": "#/components/examples/LastChatPage"
                  },
                  "bot-owner": {
                    "$ref": "#/components/examples/BotOwnedChatPage"
                  }
                }
              }
            }
          },
          "400": {
            "description": "An API error, given by `code`.",
            "headers": {
              "X-Tt-Logid": {
                "$ref": "#/components/headers/LogId"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Failure"
                },
                "examples": {
                  "232001": {
                    "$ref": "#/components/examples/232001"
                  },
                  "232004": {
                    "$ref": "#/components/examples/232004"
                  },
                  "232025": {
                    "$ref": "#/components/examples/232025"
                  },
                  "232034": {
                    "$ref": "#/components/examples/232034"
                  },
                  "99991661": {
                    "$ref": "#/components/examples/99991661"
                  },
                  "99991663": {
                    "$ref": "#/components/examples/99991663"
                  },
                  "99991664": {
                    "$ref": "#/components/examples/99991664"
                  },
                  "99991668": {
                    "$ref": "#/components/examples/99991668"
                  },
                  "99991671": {
                    "$ref": "#/components/examples/99991671"
                  },
                  "99991672": {
                    "$ref": "#/components/examples/99991672"
                  },
                  "99991679": {
                    "$ref": "#/components/examples/99991679"
                  },
                  "99992402": {
                    "$ref": "#/components/examples/99992402"
                  }
                }
              }
            }
          },
          "401": {
            "$ref": "#/components/responses/TokenExpired"
          },
          "404": {
            "$ref": "#/components/responses/PageNotFound"
          },
          "429": {
            "$ref": "#/components/responses/RateLimited"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "504": {
            "$ref": "#/components/responses/GatewayTimeout"
          }
        }
      }
    }
  },
  "components": {
    "securitySchemes": {
      "tenantAccessToken": {
        "type": "http",
        "scheme": "bearer",
        "description": "`tenant_access_token`, for calls as the app: `t-` and an opaque string, or a JWT (`eyJ...`) of up to 4 KB.\n",
        "x-description-zh": "以应用身份调用"
      },
      "userAccessToken": {
        "type": "http",
        "scheme": "bearer",
        "description": "`user_access_token`, for calls as a user: `u-` and an opaque string, or a JWT (`eyJ...`) of up to 4 KB.\nExample: `Bearer u-7f1bcd13fc57d46bac21793a18e560`.\n",
        "x-description-zh": "以用户身份调用"
      }
    },
    "parameters": {
      "UserIdType": {
        "name": "user_id_type",
        "in": "query",
        "description": "The kind of user ids in the response: `open_id` identifies a user within one app, `union_id` within all apps of\none developer, `user_id` within one tenant. `user_id` needs the field scope\n`contact:user.employee_id:readonly`; without it these ids are omitted from the response, without an error.\n",
        "x-description-zh": "用户 ID 类型；user_id 需要字段权限 contact:user.employee_id:readonly",
        "schema": {
          "type": "string",
          "enum": [
            "open_id",
            "union_id",
            "user_id"
          ],
          "default": "open_id"
        },
        "example": "open_id"
      },
      "PageToken": {
        "name": "page_token",
        "in": "query",
        "description": "The `page_token` of the previous page. Omit it in the first request. Opaque; it may end in `==` and must be\npercent-encoded.\n",
        "x-description-zh": "分页标记，首次请求不填",
        "schema": {
          "type": "string"
        },
        "example": "dmJCRHhpd3JRbGV1VEVNRFFyTitRWDY5ZFkybmYrMEUwMUFYT0VMMWdENEtuYUhsNUxGMDIwemtvdE5ORjBNQQ=="
      }
    },
    "headers": {
      "LogId": {
        "description": "The log id of the request, which Feishu's support asks for: a timestamp of 14 digits and 20 upper-case\nhexadecimal digits.\n",
        "x-description-zh": "请求日志 ID，排查问题时提供给飞书技术支持",
        "schema": {
          "type": "string",
          "examples": [
            "202611231200000A1B2C3D4E5F60718293"
          ]
        }
      },
      "RateLimitLimit": {
        "description": "Number of requests allowed in the exceeded window.",
        "x-description-zh": "限流窗口允许的请求数",
        "schema": {
          "type": "string",
          "examples": [
            "50"
          ]
        }
      },
      "RateLimitReset": {
        "description": "Seconds until the limit resets, possibly fractional. Do not retry earlier.",
        "x-description-zh": "距离限流重置的秒数",
        "schema": {
          "type": "string",
          "examples": [
            "1"
          ]
        }
      }
    },
    "responses": {
      "TokenExpired": {
        "description": "The user access token has expired.",
        "headers": {
          "X-Tt-Logid": {
            "$ref": "#/components/headers/LogId"
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Failure"
            },
            "examples": {
              "99991677": {
                "$ref": "#/components/examples/99991677"
              }
            }
          }
        }
      },
      "PageNotFound": {
        "description": "No operation has this path and method. Plain text, not an envelope.",
        "content": {
          "text/plain": {
            "schema": {
              "type": "string"
            },
            "examples": {
              "page-not-found": {
                "value": "404 page not found"
              }
            }
          }
        }
      },
      "RateLimited": {
        "description": "Too many requests. The limits count each operation by app and tenant; exceeding either one is an error. Some\nolder operations return the same code with status 400.\n",
        "headers": {
          "X-Tt-Logid": {
            "$ref": "#/components/headers/LogId"
          },
          "x-ogw-ratelimit-limit": {
            "$ref": "#/components/headers/RateLimitLimit"
          },
          "x-ogw-ratelimit-reset": {
            "$ref": "#/components/headers/RateLimitReset"
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Failure"
            },
            "examples": {
              "99991400": {
                "$ref": "#/components/examples/99991400"
              }
            }
          }
        }
      },
      "InternalError": {
        "description": "An internal error of Feishu; retry. The status is a guess, the codes are documented.",
        "headers": {
          "X-Tt-Logid": {
            "$ref": "#/components/headers/LogId"
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Failure"
            },
            "examples": {
              "1500": {
                "$ref": "#/components/examples/1500"
              },
              "1663": {
                "$ref": "#/components/examples/1663"
              },
              "1668": {
                "$ref": "#/components/examples/1668"
              },
              "2200": {
                "$ref": "#/components/examples/2200"
              },
              "5000": {
                "$ref": "#/components/examples/5000"
              },
              "55001": {
                "$ref": "#/components/examples/55001"
              },
              "65001": {
                "$ref": "#/components/examples/65001"
              }
            }
          }
        }
      },
      "GatewayTimeout": {
        "description": "The gateway timed out. The body is HTML or empty, not an envelope.",
        "content": {
          "text/html": {
            "schema": {
              "type": "string"
            },
            "examples": {
              "gateway-time-out": {
                "value": "<html><body><h1>504 Gateway Time-out</h1></body></html>"
              }
            }
          }
        }
      }
    },
    "schemas": {
      "Chat": {
        "type": "object",
        "description": "A group chat.",
        "x-description-zh": "群组",
        "required": [
          "chat_id",
          "avatar",
          "name",
          "description",
          "external",
          "tenant_key",
          "chat_status"
        ],
        "properties": {
          "chat_id": {
            "type": "string",
            "description": "The chat's id: `oc_` and 32 hexadecimal digits.",
            "x-description-zh": "群 ID",
            "examples": [
              "oc_a0553eda9014c201e6969b478895c230"
            ]
          },
          "avatar": {
            "type": "string",
            "description": "URL of the chat's avatar.",
            "x-description-zh": "群头像 URL",
            "examples": [
              "https://p3-lark-file.byteimg.com/img/lark-avatar-staging/default-avatar_44ae0ca3-e140-494b-956f-78091e348435~100x100.jpg"
            ]
          },
          "name": {
            "type": "string",
            "description": "The chat's name.",
            "x-description-zh": "群名称",
            "examples": [
              "测试群名称"
            ]
          },
          "description": {
            "type": "string",
            "description": "The chat's description; may be empty.",
            "x-description-zh": "群描述",
            "examples": [
              "测试群描述"
            ]
          },
          "owner_id": {
            "type": "string",
            "description": "The owner's id, of the kind requested by `user_id_type`. Absent if the owner is a bot, and for ids of type\n`user_id` if the app lacks the field scope.\n",
            "x-description-zh": "群主 ID；群主是机器人时不返回",
            "examples": [
              "4d7a3c6g"
            ]
          },
          "owner_id_type": {
            "type": "string",
            "enum": [
              "user_id",
              "open_id",
              "union_id"
            ],
            "description": "The kind of `owner_id`. Absent if `owner_id` is absent.",
            "x-description-zh": "群主 ID 类型；不返回群主 ID 时也不返回",
            "examples": [
              "user_id"
            ]
          },
          "external": {
            "type": "boolean",
            "description": "Whether people outside the tenant are in the chat.",
            "x-description-zh": "是否是外部群",
            "examples": [
              false
            ]
          },
          "tenant_key": {
            "type": "string",
            "description": "Key of the tenant that the chat belongs to.",
            "x-description-zh": "租户 Key",
            "examples": [
              "736588c9260f175e"
            ]
          },
          "chat_status": {
            "type": "string",
            "enum": [
              "normal",
              "dissolved",
              "dissolved_save"
            ],
            "description": "State of the chat. `dissolved_save` means dissolved but kept.",
            "x-description-zh": "群状态",
            "examples": [
              "normal"
            ]
          }
        }
      },
      "ChatPage": {
        "type": "object",
        "description": "A page of chats.",
        "x-description-zh": "一页群组",
        "required": [
          "items",
          "has_more"
        ],
        "properties": {
          "items": {
            "type": "array",
            "description": "The chats of this page; may be empty even if there are more pages.",
            "x-description-zh": "群组列表",
            "items": {
              "$ref": "#/components/schemas/Chat"
            }
          },
          "page_token": {
            "type": "string",
            "description": "Token of the next page. Meaningless unless `has_more` is true: on the last page it may be absent, empty or\nnon-empty.\n",
            "x-description-zh": "分页标记；仅在 has_more 为 true 时有意义",
            "examples": [
              "dmJCRHhpd3JRbGV1VEVNRFFyTitRWDY5ZFkybmYrMEUwMUFYT0VMMWdENEtuYUhsNUxGMDIwemtvdE5ORjBNQQ=="
            ]
          },
          "has_more": {
            "type": "boolean",
            "description": "Whether there are more pages. Only this ends a walk.",
            "x-description-zh": "是否还有更多项",
            "examples": [
              false
            ]
          }
        }
      },
      "TenantAccessToken": {
        "type": "object",
        "description": "An issued token. Its fields are at the top level of the response.",
        "x-description-zh": "租户访问凭证",
        "required": [
          "code",
          "msg",
          "tenant_access_token",
          "expire"
        ],
        "properties": {
          "code": {
            "type": "integer",
            "const": 0,
            "description": "0 means success.",
            "x-description-zh": "0 表示成功"
          },
          "msg": {
            "type": "string",
            "description": "For people; may change, so do not test it.",
            "x-description-zh": "返回说明"
          },
          "tenant_access_token": {
            "type": "string",
            "description": "The token: `t-` and an opaque string, or a JWT.",
            "x-description-zh": "租户访问凭证",
            "examples": [
              "t-caecc734c2e3328a62489fe0648c4b98779515d3"
            ]
          },
          "expire": {
            "type": "integer",
            "minimum": 0,
            "description": "Seconds until the token expires; at most 7200.",
            "x-description-zh": "有效期，单位为秒",
            "examples": [
              7200
            ]
          }
        }
      },
      "Failure": {
        "type": "object",
        "description": "An API error. `error` and each of its fields may be absent.",
        "x-description-zh": "失败响应",
        "required": [
          "code",
          "msg"
        ],
        "properties": {
          "code": {
            "type": "integer",
            "not": {
              "const": 0
            },
            "description": "The error code.",
            "x-description-zh": "错误码"
          },
          "msg": {
            "type": "string",
            "description": "For people; may change, so do not test it.",
            "x-description-zh": "错误描述"
          },
          "data": {
            "type": "object",
            "description": "Absent or empty.",
            "x-description-zh": "空对象"
          },
          "log_id": {
            "type": "string",
            "description": "The log id, if it is not in `error`.",
            "x-description-zh": "请求日志 ID"
          },
          "error": {
            "type": "object",
            "description": "Details for troubleshooting.",
            "x-description-zh": "排查信息",
            "properties": {
              "log_id": {
                "type": "string",
                "description": "The log id, the same as in `X-Tt-Logid`.",
                "x-description-zh": "请求日志 ID"
              },
              "troubleshooter": {
                "type": "string",
                "description": "A link to help.",
                "x-description-zh": "排查建议链接"
              },
              "message": {
                "type": "string",
                "description": "An additional message.",
                "x-description-zh": "补充说明"
              },
              "details": {
                "type": "array",
                "description": "Additional details.",
                "x-description-zh": "详细信息",
                "items": {
                  "type": "object",
                  "properties": {
                    "key": {
                      "type": "string"
                    },
                    "value": {
                      "type": "string"
                    }
                  }
                }
              },
              "field_violations": {
                "type": "array",
                "description": "The rejected parameters, with reasons.",
                "x-description-zh": "参数校验错误",
                "items": {
                  "$ref": "#/components/schemas/FieldViolation"
                }
              },
              "permission_violations": {
                "type": "array",
                "description": "The missing scopes.",
                "x-description-zh": "权限校验错误",
                "items": {
                  "$ref": "#/components/schemas/PermissionViolation"
                }
              },
              "helps": {
                "type": "array",
                "description": "Links to documentation.",
                "x-description-zh": "帮助链接",
                "items": {
                  "type": "object",
                  "properties": {
                    "url": {
                      "type": "string"
                    },
                    "description": {
                      "type": "string"
                    }
                  }
                }
              }
            }
          }
        }
      },
      "FieldViolation": {
        "type": "object",
        "description": "A rejected parameter.",
        "x-description-zh": "参数校验错误",
        "properties": {
          "field": {
            "type": "string",
            "description": "The parameter's name.",
            "x-description-zh": "参数名"
          },
          "value": {
            "type": "string",
            "description": "The value that was sent.",
            "x-description-zh": "实际的值"
          },
          "description": {
            "type": "string",
            "description": "The reason, such as `the max value is 100`.",
            "x-description-zh": "原因"
          }
        }
      },
      "PermissionViolation": {
        "type": "object",
        "description": "A missing scope.",
        "x-description-zh": "权限校验错误",
        "properties": {
          "type": {
            "type": "string",
            "description": "`action_scope_required`: the app lacks the scope; `action_privilege_required`: the user has not granted it.",
            "x-description-zh": "类型"
          },
          "subject": {
            "type": "string",
            "description": "The scope, such as `im:chat:readonly`.",
            "x-description-zh": "权限"
          },
          "description": {
            "type": "string",
            "description": "Details.",
            "x-description-zh": "说明"
          }
        }
      }
    },
    "examples": {
      "1500": {
        "summary": "Internal error",
        "x-error": {
          "kind": "internal",
          "evidence": "documented",
          "remedy": "Retry. If the error persists, give Feishu's support the log id.",
          "x-remedy-zh": "请稍后重试"
        },
        "value": {
          "code": 1500,
          "msg": "internal error"
        }
      },
      "1663": {
        "summary": "Internal error",
        "x-error": {
          "kind": "internal",
          "evidence": "documented",
          "remedy": "Retry. If the error persists, give Feishu's support the log id.",
          "x-remedy-zh": "请稍后重试"
        },
        "value": {
          "code": 1663,
          "msg": "internal error"
        }
      },
      "1668": {
        "summary": "Internal error",
        "x-error": {
          "kind": "internal",
          "evidence": "documented",
          "remedy": "Retry. If the error persists, give Feishu's support the log id.",
          "x-remedy-zh": "请稍后重试"
        },
        "value": {
          "code": 1668,
          "msg": "internal error"
        }
      },
      "2200": {
        "summary": "Internal error",
        "x-error": {
          "kind": "internal",
          "evidence": "documented",
          "remedy": "Retry. If the error persists, give Feishu's support the log id.",
          "x-remedy-zh": "请稍后重试"
        },
        "value": {
          "code": 2200,
          "msg": "internal error"
        }
      },
      "5000": {
        "summary": "Internal error",
        "x-error": {
          "kind": "internal",
          "evidence": "documented",
          "remedy": "Retry. If the error persists, give Feishu's support the log id.",
          "x-remedy-zh": "请稍后重试"
        },
        "value": {
          "code": 5000,
          "msg": "internal error"
        }
      },
      "10003": {
        "summary": "The app id is unknown or malformed",
        "x-error": {
          "kind": "auth",
          "evidence": "recorded",
          "remedy": "Check the app id in the developer console.",
          "x-remedy-zh": "请检查 app_id"
        },
        "value": {
          "code": 10003,
          "data": {},
          "msg": "invalid param"
        }
      },
      "10014": {
        "summary": "The app secret is wrong",
        "x-error": {
          "kind": "auth",
          "evidence": "recorded",
          "remedy": "Check the app secret in the developer console.",
          "x-remedy-zh": "请检查 app_secret"
        },
        "value": {
          "code": 10014,
          "msg": "app secret invalid"
        }
      },
      "55001": {
        "summary": "Internal error",
        "x-error": {
          "kind": "internal",
          "evidence": "documented",
          "remedy": "Retry. If the error persists, give Feishu's support the log id.",
          "x-remedy-zh": "请稍后重试"
        },
        "value": {
          "code": 55001,
          "msg": "internal error"
        }
      },
      "65001": {
        "summary": "Internal error",
        "x-error": {
          "kind": "internal",
          "evidence": "documented",
          "remedy": "Retry. If the error persists, give Feishu's support the log id.",
          "x-remedy-zh": "请稍后重试"
        },
        "value": {
          "code": 65001,
          "msg": "internal error"
        }
      },
      "232001": {
        "summary": "A parameter is invalid",
        "x-error": {
          "kind": "validation",
          "evidence": "documented",
          "remedy": "Check the parameters. If the page_token is wrong, walk again from the first page.",
          "x-remedy-zh": "请检查请求参数"
        },
        "value": {
          "code": 232001,
          "msg": "Your request contains an invalid request parameter."
        }
      },
      "232004": {
        "summary": "The app is unknown",
        "x-error": {
          "kind": "not_found",
          "evidence": "documented",
          "remedy": "Check the app id. If it is correct, give Feishu's support the log id.",
          "x-remedy-zh": "请检查 app_id，或联系飞书技术支持"
        },
        "value": {
          "code": 232004,
          "msg": "Such an app does NOT exist."
        }
      },
      "232025": {
        "summary": "The app's bot ability is off",
        "x-error": {
          "kind": "permission",
          "evidence": "documented",
          "remedy": "Turn on the bot ability in the developer console, then publish a version of the app.",
          "x-remedy-zh": "请在开发者后台开启机器人能力并发布版本"
        },
        "value": {
          "code": 232025,
          "msg": "Bot ability is not activated."
        }
      },
      "232034": {
        "summary": "The app is not installed in the tenant, or disabled there",
        "x-error": {
          "kind": "permission",
          "evidence": "documented",
          "remedy": "Ask the tenant's administrator to install or enable the app.",
          "x-remedy-zh": "请在租户中安装或启用应用"
        },
        "value": {
          "code": 232034,
          "msg": "The app is unavailable or inactivated by the tenant."
        }
      },
      "99991400": {
        "summary": "Too many requests",
        "x-error": {
          "kind": "rate_limit",
          "evidence": "documented",
          "remedy": "Wait for the seconds in x-ogw-ratelimit-reset, or request larger pages.",
          "x-remedy-zh": "请求过于频繁，请稍后重试"
        },
        "value": {
          "code": 99991400,
          "msg": "request trigger frequency limit"
        }
      },
      "99991661": {
        "summary": "The request has no bearer token",
        "x-error": {
          "kind": "auth",
          "evidence": "recorded",
          "remedy": "Send `Authorization: Bearer <token>`.",
          "x-remedy-zh": "请在请求头中携带 access_token"
        },
        "value": {
          "code": 99991661,
          "msg": "Missing access token for authorization. Please make a request with token attached.",
          "error": {
            "log_id": "202611231200000A1B2C3D4E5F60718293"
          }
        }
      },
      "99991663": {
        "summary": "The tenant token is invalid or expired",
        "x-error": {
          "kind": "auth",
          "evidence": "recorded",
          "remedy": "Get a new tenant_access_token.",
          "x-remedy-zh": "请重新获取 tenant_access_token"
        },
        "value": {
          "code": 99991663,
          "msg": "Invalid access token for authorization. Please make a request with token attached.",
          "error": {
            "log_id": "202611231200000A1B2C3D4E5F60718293"
          }
        }
      },
      "99991664": {
        "summary": "The app token is invalid",
        "x-error": {
          "kind": "auth",
          "evidence": "source",
          "remedy": "Use a tenant_access_token or a user_access_token.",
          "x-remedy-zh": "请使用 tenant_access_token 或 user_access_token"
        },
        "value": {
          "code": 99991664,
          "msg": "Invalid access token for authorization. Please make a request with token attached."
        }
      },
      "99991668": {
        "summary": "The user token is invalid",
        "x-error": {
          "kind": "auth",
          "evidence": "recorded",
          "remedy": "Get a new user_access_token.",
          "x-remedy-zh": "请重新获取 user_access_token"
        },
        "value": {
          "code": 99991668,
          "msg": "Invalid access token for authorization. Please make a request with token attached.",
          "error": {
            "log_id": "202611231200000A1B2C3D4E5F60718293"
          }
        }
      },
      "99991671": {
        "summary": "The token starts with neither t- nor u-",
        "x-error": {
          "kind": "auth",
          "evidence": "documented",
          "remedy": "Send a tenant_access_token (t-) or a user_access_token (u-).",
          "x-remedy-zh": "token 须以 t- 或 u- 开头"
        },
        "value": {
          "code": 99991671,
          "msg": "Invalid token: must start with t-/u-"
        }
      },
      "99991672": {
        "summary": "The app lacks the scope",
        "x-error": {
          "kind": "permission",
          "evidence": "recorded",
          "remedy": "Add one of the scopes to the app in the developer console, then publish a version.",
          "x-remedy-zh": "请在开发者后台申请所需权限并发布版本"
        },
        "value": {
          "code": 99991672,
          "msg": "Access denied. One of the following scopes is required: [im:chat:readonly, im:chat, im:chat.group_info:readonly, im:chat:read].",
          "error": {
            "log_id": "202611231200000A1B2C3D4E5F60718293",
            "permission_violations": [
              {
                "type": "action_scope_required",
                "subject": "im:chat:readonly"
              },
              {
                "type": "action_scope_required",
                "subject": "im:chat"
              },
              {
                "type": "action_scope_required",
                "subject": "im:chat.group_info:readonly"
              },
              {
                "type": "action_scope_required",
                "subject": "im:chat:read"
              }
            ]
          }
        }
      },
      "99991677": {
        "summary": "The user token has expired",
        "x-error": {
          "kind": "auth",
          "evidence": "recorded",
          "remedy": "Refresh the user_access_token.",
          "x-remedy-zh": "请刷新 user_access_token"
        },
        "value": {
          "code": 99991677,
          "msg": "Authentication token expired. Please request a new one.",
          "error": {
            "log_id": "202611231200000A1B2C3D4E5F60718293"
          }
        }
      },
      "99991679": {
        "summary": "The user has not granted the scope",
        "x-error": {
          "kind": "permission",
          "evidence": "documented",
          "remedy": "Ask the user to authorize the app again with the scope.",
          "x-remedy-zh": "请引导用户重新授权"
        },
        "value": {
          "code": 99991679,
          "msg": "Unauthorized. You do not have permission to perform the requested operation on the resource.",
          "error": {
            "log_id": "202611231200000A1B2C3D4E5F60718293",
            "permission_violations": [
              {
                "type": "action_privilege_required",
                "subject": "im:chat:readonly"
              }
            ]
          }
        }
      },
      "99992402": {
        "summary": "The gateway rejected a parameter",
        "x-error": {
          "kind": "validation",
          "evidence": "recorded",
          "remedy": "Correct the parameters that field_violations names.",
          "x-remedy-zh": "请按 field_violations 修正参数"
        },
        "value": {
          "code": 99992402,
          "msg": "field validation failed",
          "error": {
            "log_id": "202611231200000A1B2C3D4E5F60718293",
            "field_violations": [
              {
                "field": "page_size",
                "value": "101",
                "description": "the max value is 100"
              }
            ]
          }
        }
      },
      "VendorChatPage": {
        "summary": "The example of Feishu's page. Its `page_token` contradicts the table on the same page.",
        "x-summary-zh": "飞书文档中的示例",
        "value": {
          "code": 0,
          "msg": "success",
          "data": {
            "items": [
              {
                "chat_id": "oc_a0553eda9014c201e6969b478895c230",
                "avatar": "https://p3-lark-file.byteimg.com/img/lark-avatar-staging/default-avatar_44ae0ca3-e140-494b-956f-78091e348435~100x100.jpg",
                "name": "测试群名称",
                "description": "测试群描述",
                "owner_id": "4d7a3c6g",
                "owner_id_type": "user_id",
                "external": false,
                "tenant_key": "736588c9260f175e",
                "chat_status": "normal"
              }
            ],
            "page_token": "dmJCRHhpd3JRbGV1VEVNRFFyTitRWDY5ZFkybmYrMEUwMUFYT0VMMWdENEtuYUhsNUxGMDIwemtvdE5ORjBNQQ==",
            "has_more": false
          }
        }
      },
      "LastChatPage": {
        "summary": "A recorded last page, with an empty `page_token`",
        "x-summary-zh": "末页，page_token 为空字符串",
        "value": {
          "code": 0,
          "msg": "success",
          "data": {
            "items": [],
            "page_token": "",
            "has_more": false
          }
        }
      },
      "BotOwnedChatPage": {
        "summary": "A chat owned by a bot, without owner fields, on a last page without `page_token`",
        "x-summary-zh": "群主是机器人，不返回群主字段",
        "value": {
          "code": 0,
          "msg": "success",
          "data": {
            "items": [
              {
                "chat_id": "oc_5ad11d72b830411d72b836c20ad2e6f1",
                "avatar": "https://p3-lark-file.byteimg.com/img/lark-avatar-staging/default-avatar_44ae0ca3-e140-494b-956f-78091e348435~100x100.jpg",
                "name": "告警通知",
                "description": "",
                "external": false,
                "tenant_key": "736588c9260f175e",
                "chat_status": "normal"
              }
            ],
            "has_more": false
          }
        }
      }
    }
  }
};
