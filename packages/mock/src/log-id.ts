import { randomBytes } from "node:crypto";

const chinaMs = 8 * 60 * 60 * 1000;

/**
 * A new log id in Feishu's form: a time stamp of 14 digits, in China's time as recorded ones are, and 20 upper-case
 * hexadecimal digits.
 */
export function newLogId(now: number): string {
  const stamp = new Date(now + chinaMs).toISOString().replaceAll(/\D/g, "").slice(0, 14);
  return stamp + randomBytes(10).toString("hex").toUpperCase();
}
