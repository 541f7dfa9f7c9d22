/** A page as the mock answers it. */
export interface Page {
  readonly code: number;
  readonly msg: string;
  readonly data: {
    readonly items: readonly object[];
    readonly page_token: string;
    readonly has_more: boolean;
  };
}

const text = { type: "string" };

/** The contract's query of the list of chats, as JSON Schema. */
export const query: object = {
  type: "object",
  properties: {
    page_size: { type: "integer", minimum: 1, maximum: 100, default: 20 },
    page_token: text,
    sort_type: { enum: ["ByCreateTimeAsc", "ByActiveTimeDesc"] },
    user_id_type: { enum: ["open_id", "union_id", "user_id"] },
  },
};

const chat = {
  type: "object",
  properties: {
    chat_id: text,
    avatar: text,
    name: text,
    description: text,
    owner_id: text,
    owner_id_type: text,
    external: { type: "boolean" },
    tenant_key: text,
    chat_status: text,
  },
};

/** Its answer. */
export const answerSchema: object = {
  type: "object",
  properties: {
    code: { type: "integer" },
    msg: text,
    data: {
      type: "object",
      properties: { items: { type: "array", items: chat }, page_token: text, has_more: { type: "boolean" } },
    },
  },
};
