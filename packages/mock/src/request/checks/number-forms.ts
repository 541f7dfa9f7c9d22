/** An integer in decimal, without a plus sign or leading zeros. */
export const integer: RegExp = /^(0|-?[1-9]\d*)$/;
/** A number in decimal, without a plus sign, leading zeros or exponent. */
export const decimal: RegExp = /^-?(0|[1-9]\d*)(\.\d+)?$/;
