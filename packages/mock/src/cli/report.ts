import { styleText } from "node:util";
import type { LoggedRequest } from "../log/log.ts";

/** A request as a JSON line. Every field is present; missing values are null. */
export function jsonLine(entry: LoggedRequest): string {
  const { at, method, target, operation, status, code, durationMs, fault, logId } = entry;
  return JSON.stringify({
    event: "request",
    at,
    method,
    target,
    operation: operation ?? null,
    status,
    code: code ?? null,
    durationMs: rounded(durationMs),
    fault: fault ?? null,
    logId: logId ?? null,
  });
}

/** A request as a short line, with colours if the stream is a terminal and NO_COLOR is not set. */
export function textLine(entry: LoggedRequest, stream: NodeJS.WritableStream): string {
  const { at, method, target, status, code, durationMs, fault } = entry;
  const colour = status === 0 || status >= 500 ? "red" : status >= 400 || code ? "yellow" : "green";
  const parts = [
    at.slice(11, 23),
    method,
    printable(target),
    styleText(colour, status === 0 ? "no response" : String(status), { stream }),
    ...(code === undefined ? [] : [`code=${code}`]),
    `${rounded(durationMs)} ms`,
    ...(fault === undefined ? [] : [`fault=${fault}`]),
  ];
  return parts.join(" ");
}

function rounded(ms: number): number {
  return Math.round(ms * 10) / 10;
}

/** Encodes non-ASCII bytes, which could be terminal escape sequences. */
function printable(target: string): string {
  const short = target.length > 200 ? `${target.slice(0, 199)}…` : target;
  return short.replaceAll(/[^\x20-\x7e…]/g, (character) => encodeURIComponent(character));
}
