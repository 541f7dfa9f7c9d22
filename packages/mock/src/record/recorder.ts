import { mockError, pageNotFound, reply } from "../answer.ts";
import { createRedactor } from "./redactor.ts";
import type { AnswerSource } from "./source.ts";
import { openTape } from "./tape.ts";
import { forward, upstreamUrl } from "./upstream.ts";

/** What a recorder needs. */
export interface RecorderOptions {
  /** Path of a HAR file. What it holds already stays. */
  readonly file: string;
  /** Base URL, without a slash at its end. */
  readonly upstream: string;
  readonly timeoutMs: number;
}

/**
 * Passes every request on to Feishu, or to whatever else answers like it, and the answer back; and appends both to a
 * file, without tokens and secrets. An upstream that does not answer is a 502 of the mock's own, and is not recorded.
 * Throws an Error for a file that cannot be recorded to.
 */
export function createRecorder({ file, upstream, timeoutMs }: RecorderOptions): AnswerSource {
  const append = openTape(file);
  const redact = createRedactor();
  return {
    about: `records ${upstream} into ${file} / 转发并录制`,
    async answer(request, operation, signal) {
      const url = upstreamUrl(upstream, request.target);
      if (!url) return reply(pageNotFound);
      const at = new Date().toISOString();
      const startedAt = performance.now();
      let response;
      try {
        response = await forward(url, request, timeoutMs, signal);
      } catch (error) {
        return reply(mockError(502, `the upstream ${upstream} ${(error as Error).message}; see --upstream`));
      }
      const { method, target, body } = request;
      const headers = Object.fromEntries(
        Object.entries(request.headers).flatMap(([name, value]) =>
          value === undefined ? [] : [[name, value]],
        ),
      );
      append(
        redact({
          at,
          durationMs: performance.now() - startedAt,
          operation: operation?.id,
          url: url.href,
          request: { method, target, headers, body },
          response,
        }),
      );
      const { status, body: answered } = response;
      return {
        status,
        headers: { ...response.headers, "content-length": String(answered.byteLength) },
        body: answered,
      };
    },
    reset() {},
  };
}
