const names = "(?:app_secret|(?<![a-z_])[a-z_]*access_token|refresh_token)";
const fields = new RegExp(String.raw`("${names}"\s*:\s*")(?:[^"\\]|\\.)*`, "gis");
/** In JSON that is itself a string in JSON. */
const nestedFields = new RegExp(String.raw`(\\"${names}\\"\s*:\s*\\")(?:[^"\\]|\\{2,}"?|\\[^"\\])*`, "gi");
const parameters = new RegExp(`(${names}=)[^&#;]*`, "gi");
const schemes = /^(Bearer|Basic|Token|Digest)([ \t]+).+$/gis;
const tokens = /(?:\b|(?<=bearer))[tu]-[\w.-]{8,}|\beyJ[\w-]{8,}[\w.-]*/gi;
const placeholder = "$FEISHU_TOKEN";

/** Replaces each token with `$FEISHU_TOKEN` and each other secret with `[filtered]`. */
export type Redact = (text: string) => string;

/** Redacts only `token`, plain and percent-encoded. Without a token, redacts nothing. */
export function tokenRedactor(token: string | undefined): Redact {
  const forms = [token ?? "", encodeURIComponent(token ?? "")].filter((form) => form !== "");
  return (text) => forms.reduce((redacted, form) => redacted.replaceAll(form, () => placeholder), text);
}

/** Redacts `token`, and everything that looks like a token or a secret. */
export function redactorFor(token: string | undefined): Redact {
  const redactToken = tokenRedactor(token);
  return (text) =>
    redactToken(text)
      .replaceAll(fields, "$1[filtered]")
      .replaceAll(nestedFields, "$1[filtered]")
      .replaceAll(parameters, "$1[filtered]")
      .replaceAll(schemes, (_, scheme: string, gap: string) => `${scheme}${gap}${placeholder}`)
      .replaceAll(tokens, () => placeholder);
}
