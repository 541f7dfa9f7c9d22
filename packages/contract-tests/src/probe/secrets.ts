const names = "(?:app_secret|(?<![a-z_])[a-z_]*access_token|refresh_token)";
const members = new RegExp(String.raw`("${names}"\s*:\s*")(?:[^"\\]|\\.)*`, "gis");
/** In a JSON text that is itself a member of one. */
const nested = new RegExp(String.raw`(\\"${names}\\"\s*:\s*\\")(?:[^"\\]|\\{2,}"?|\\[^"\\])*`, "gi");
const parameters = new RegExp(`(${names}=)[^&#;]*`, "gi");
const schemes = /^(Bearer|Basic|Token|Digest)([ \t]+).+$/gis;
const tokens = /(?:\b|(?<=bearer))[tu]-[\w.-]{8,}|\beyJ[\w-]{8,}[\w.-]*/gi;
const place = "$FEISHU_TOKEN";

/** A text in which `$FEISHU_TOKEN` stands for every token, and `[filtered]` for every secret. */
export type Conceal = (text: string) => string;

/** Finds the `token` itself, whatever it looks like, and nothing else. Undefined finds nothing. */
export function withoutToken(token: string | undefined): Conceal {
  const written = [token ?? "", encodeURIComponent(token ?? "")].filter((form) => form !== "");
  return (text) => written.reduce((shown, form) => shown.replaceAll(form, () => place), text);
}

/** Finds what looks like a token or a secret, and `token` itself. */
export function concealing(token: string | undefined): Conceal {
  const tokenless = withoutToken(token);
  return (text) => secretless(tokenless(text));
}

function secretless(text: string): string {
  return text
    .replaceAll(members, "$1[filtered]")
    .replaceAll(nested, "$1[filtered]")
    .replaceAll(parameters, "$1[filtered]")
    .replaceAll(schemes, (_, scheme: string, gap: string) => `${scheme}${gap}${place}`)
    .replaceAll(tokens, () => place);
}
