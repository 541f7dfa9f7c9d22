import { mockError, pageNotFound, toResponse } from "../http/response.ts";
import { openHarFile } from "./har-file.ts";
import { createRedactor } from "./redactor.ts";
import type { RecorderOrReplayer } from "./recorder-or-replayer.ts";
import { forward, upstreamUrl } from "./upstream.ts";

/** Options of a recorder. */
export interface RecorderOptions {
  /** Path of a HAR file. New recordings are appended. */
  readonly file: string;
  /** Base URL without a trailing slash. */
  readonly upstream: string;
  readonly timeoutMs: number;
}

/**
 * Creates a recorder, which forwards every request to the upstream and appends the exchange to a file, without tokens and
 * secrets. If the upstream does not respond, it returns a 502 of the mock and records nothing. Throws an Error for an
 * unusable file.
 */
export function createRecorder({ file, upstream, timeoutMs }: RecorderOptions): RecorderOrReplayer {
  const append = openHarFile(file);
  const redact = createRedactor();
  return {
    description: `records ${upstream} into ${file} / 转发并录制`,
    async respond(request, operation, signal) {
      const url = upstreamUrl(upstream, request.target);
      if (!url) return toResponse(pageNotFound);
      const at = new Date().toISOString();
      const startedAt = performance.now();
      let response;
      try {
        response = await forward(url, request, timeoutMs, signal);
      } catch (error) {
        const reason = (error as Error).message;
        return toResponse(mockError(502, `the upstream ${upstream} ${reason}; check --upstream`));
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
      const length = { "content-length": String(response.body.byteLength) };
      return { ...response, headers: { ...response.headers, ...length } };
    },
    reset() {},
  };
}
