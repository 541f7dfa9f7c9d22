/** Thrown by {@link readBody}. The caller turns it into an error of the operation. */
export class BodyTooLargeError extends Error {}

/** A response of the Node transport. It reads its body with a size limit and without a web stream. */
export interface SizeLimitedResponse {
  /** @throws {BodyTooLargeError} as soon as the body is known to be larger than `maxBytes`. */
  textUpTo(maxBytes: number): Promise<string>;
}

/**
 * Reads the body as text and holds at most `maxBytes` of it in memory.
 *
 * @throws {BodyTooLargeError} as soon as the body is known to be larger; the rest is not read.
 */
export async function readBody(response: Response, maxBytes: number): Promise<string> {
  if (isSizeLimited(response)) return response.textUpTo(maxBytes);
  // NaN, if there is no Content-Length, makes both comparisons false.
  const declared = Number(response.headers.get("content-length") ?? Number.NaN);
  const compressed = response.headers.has("content-encoding");
  if (declared > maxBytes && !compressed) {
    await response.body?.cancel();
    throw new BodyTooLargeError();
  }
  // Without compression, Content-Length bounds the body, so the runtime's faster `text()` is safe.
  if (declared <= maxBytes && !compressed) return response.text();
  if (!response.body) return "";
  return readStream(response.body, maxBytes);
}

async function readStream(body: ReadableStream<Uint8Array>, maxBytes: number): Promise<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.byteLength;
    if (size > maxBytes) {
      await reader.cancel();
      throw new BodyTooLargeError();
    }
    text += decoder.decode(value, { stream: true });
  }
}

function isSizeLimited(
  response: Response | (Response & SizeLimitedResponse),
): response is Response & SizeLimitedResponse {
  return "textUpTo" in response;
}
