/** The log id of an answer, what Feishu's support asks for: `X-Tt-Logid`, else `X-Request-Id`. */
export function logIdOf(headers: Headers): string | undefined {
  return headers.get("x-tt-logid") ?? headers.get("x-request-id") ?? undefined;
}
