/**
 * Milliseconds that a response asks to wait: from Feishu's `x-ogw-ratelimit-reset` (seconds, possibly fractional),
 * otherwise from `Retry-After` (seconds or a date). `undefined` if neither can be read.
 */
export function retryAfterMs(headers: Headers, now: number): number | undefined {
  return (
    seconds(headers.get("x-ogw-ratelimit-reset")) ??
    seconds(headers.get("retry-after")) ??
    date(headers.get("retry-after"), now)
  );
}

function seconds(value: string | null): number | undefined {
  return value && /^\s*\d{1,9}(\.\d+)?\s*$/.test(value) ? Math.ceil(Number(value) * 1000) : undefined;
}

function date(value: string | null, now: number): number | undefined {
  // `Date.parse` accepts some plain numbers as dates.
  const time = value && /[a-z]/i.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? undefined : Math.max(0, time - now);
}
