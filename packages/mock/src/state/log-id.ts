import { randomFillSync } from "node:crypto";

const chinaMs = 8 * 60 * 60 * 1000;

// Random bytes for 256 ids at a time: a system call costs more than the rest of an id.
const random = Buffer.alloc(10 * 256);
let used = random.byteLength;
let second = Number.NaN;
let stamp = "";

/** A new log id in Feishu's form: a 14-digit timestamp in China's time zone and 20 upper-case hexadecimal digits. */
export function newLogId(now: number): string {
  if (Math.floor(now / 1000) !== second) {
    second = Math.floor(now / 1000);
    stamp = new Date(now + chinaMs).toISOString().replaceAll(/\D/g, "").slice(0, 14);
  }
  if (used === random.byteLength) {
    randomFillSync(random);
    used = 0;
  }
  used += 10;
  return stamp + random.toString("hex", used - 10, used).toUpperCase();
}
