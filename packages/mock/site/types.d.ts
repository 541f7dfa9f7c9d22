/** The fields of `GET /__mock/state` that the site uses. */
export interface State {
  url: string;
  seed: number;
  contract: string;
  clock: { now: number };
  app: { botAbility: boolean; installed: boolean };
  tokens: { valid: number };
  chats: { listed: number; left: number };
  requests: { kept: number; dropped: number };
  rules: Rule[];
  operations: Operation[];
}

/** An active fault rule. */
export interface Rule {
  id: number;
  operation: string;
  code?: number;
  fault?: string;
  delay?: number | [smallest: number, largest: number];
  rate?: number;
  left?: number;
}

/** An operation with its possible failures. */
export interface Operation {
  id: string;
  method: string;
  path: string;
  summary: string;
  summaryZh: string;
  failures: { code: number; status: number; msg: string }[];
  faults: string[];
}

/** A chat in the list. */
export interface Chat {
  chat_id: string;
  name: string;
  description: string;
  external: boolean;
  chat_status: string;
  owner_id: string | null;
  active_time: number;
}

/** A request in the log. Entries of the event stream have no bodies. */
export interface Entry {
  id: number;
  at: string;
  operation?: string;
  method: string;
  target: string;
  headers: Record<string, string>;
  body?: string;
  status: number;
  code?: number;
  logId?: string;
  responseHeaders: Record<string, string>;
  responseBody?: string;
  durationMs: number;
  fault?: string;
  notes: string[];
}

/** A view of the site. */
export interface View {
  open: () => void;
  update: (state: State) => void;
}
