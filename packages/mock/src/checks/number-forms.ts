/** An integer as it may be written: decimal, without a sign that says nothing, without leading zeros. */
export const integer: RegExp = /^(0|-?[1-9]\d*)$/;
/** A number as it may be written. */
export const decimal: RegExp = /^-?(0|[1-9]\d*)(\.\d+)?$/;
