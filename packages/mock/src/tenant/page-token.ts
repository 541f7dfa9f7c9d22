import { createHmac } from "node:crypto";

/** What a page token says: where a walk of one operation in one order stands. */
export interface PageCursor {
  /** The operationId. */
  operation: string;
  /** The `sort_type`. */
  order: string;
  /** The order's position of the last chat that was handed out. */
  position: readonly number[];
}

/**
 * Writes a page token. It holds all it needs, so it survives a restart with the same seed. Base64 of base64, like
 * Feishu's: no `+`, no `/`, and padded so that it ends in `==` and must be percent-encoded.
 */
export function writePageToken(cursor: PageCursor, seed: number): string {
  const payload = JSON.stringify([cursor.operation, cursor.order, ...cursor.position]);
  const signature = createHmac("sha256", `feishu-mock ${seed}`)
    .update(payload)
    .digest("base64url")
    .slice(0, 16);
  const signed = signature + payload;
  const groups = Math.ceil(signed.length / 3);
  const padded = signed.padEnd((groups + ((4 - (groups % 3)) % 3)) * 3);
  return base64(base64(padded));
}

/** Reads a page token of this operation, order and seed. Undefined for any other text. */
export function readPageToken(
  token: string,
  operation: string,
  order: string,
  seed: number,
): number[] | undefined {
  const position = positionIn(
    Buffer.from(Buffer.from(token, "base64").toString("latin1"), "base64").toString(),
  );
  // Written again it must be the same to the letter: one comparison for signature, spelling, order and operation.
  return position && writePageToken({ operation, order, position }, seed) === token ? position : undefined;
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
