export { createClient } from "./create-client.ts";
export type { FeishuClient } from "./create-client.ts";
export type { ClientOptions, Credential } from "./options.ts";
export type { TokenOption } from "./token.ts";
export type { CallOptions, ErrorKind, List, ListOptions, Page } from "./types.ts";
export {
  FeishuApiError,
  FeishuConnectionError,
  FeishuError,
  FeishuResponseError,
  FeishuTimeoutError,
} from "./errors.ts";
export type { ResponseFault } from "./errors.ts";
export type { Http } from "./http.ts";
export type { DocumentedCode } from "./generated/errors.ts";
export type { components, paths } from "./generated/schema.ts";
export type * from "./generated/client.ts";
