import { createHmac } from "node:crypto";

/** The content of a page token: the position of a walk. */
export interface PageTokenContent {
  operationId: string;
  sortType: string;
  /** Sort values of the last chat on the page. */
  position: readonly number[];
}

/**
 * Writes a page token. It is self-contained, so it survives a restart with the same seed. Like Feishu's it is base64 of
 * base64, without `+` and `/`, and ends in `==`, so that clients must percent-encode it.
 */
export function writePageToken({ operationId, sortType, position }: PageTokenContent, seed: number): string {
  const payload = JSON.stringify([operationId, sortType, ...position]);
  const signature = createHmac("sha256", `feishu-mock ${seed}`)
    .update(payload)
    .digest("base64url")
    .slice(0, 16);
  const signed = signature + payload;
  const groups = Math.ceil(signed.length / 3);
  const padded = signed.padEnd((groups + ((4 - (groups % 3)) % 3)) * 3);
  return base64(base64(padded));
}

/** Reads the position from a page token. Undefined for a malformed token and for another operation, `sort_type` or seed. */
export function readPageToken(
  pageToken: string,
  operationId: string,
  sortType: string,
  seed: number,
): number[] | undefined {
  const position = positionIn(
    Buffer.from(Buffer.from(pageToken, "base64").toString("latin1"), "base64").toString(),
  );
  // Comparing with a newly written token checks the signature, the encoding and all other parts at once.
  const expected = position && writePageToken({ operationId, sortType, position }, seed);
  return expected === pageToken ? position : undefined;
}

function positionIn(signed: string): number[] | undefined {
  try {
    const [, , ...position] = JSON.parse(signed.slice(16)) as unknown[];
    return position.every((value) => typeof value === "number") ? position : undefined;
  } catch {
    return undefined;
  }
}

function base64(text: string): string {
  return Buffer.from(text).toString("base64");
}
