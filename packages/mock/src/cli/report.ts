import { styleText } from "node:util";
import type { LoggedRequest } from "../log/log.ts";

/** A request as a line of JSON. Every member is always there, null where there is nothing to tell. */
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

/** A request as a short line for people; in colours where the stream is a terminal and NO_COLOR does not forbid it. */
export function textLine(entry: LoggedRequest, stream: NodeJS.WriteStream): string {
  const { at, method, target, status, code, durationMs, fault } = entry;
  const colour = status === 0 || status >= 500 ? "red" : status >= 400 || code ? "yellow" : "green";
  const outcome = styleText(colour, status === 0 ? "no answer" : String(status), { stream });
  const told = [
    at.slice(11, 23),
    method,
    printable(target),
    outcome,
    ...(code === undefined ? [] : [`code=${code}`]),
    `${rounded(durationMs)} ms`,
    ...(fault === undefined ? [] : [`fault=${fault}`]),
  ];
  return told.join(" ");
}

function rounded(ms: number): number {
  return Math.round(ms * 10) / 10;
}

/** Bytes beyond ASCII could be a terminal's orders. */
function printable(target: string): string {
  const short = target.length > 200 ? `${target.slice(0, 199)}…` : target;
  return short.replaceAll(/[^\x20-\x7e…]/g, (sign) => encodeURIComponent(sign));
}
