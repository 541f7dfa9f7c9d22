const members = /("(?:app_secret|[a-z_]*access_token|refresh_token)"\s*:\s*")(?:[^"\\]|\\.)*/g;
const parameters = /((?:app_secret|[a-z_]*access_token|refresh_token)=)[^&#;]*/gi;
const schemes = /^(Bearer|Basic|Token|Digest)( +).+$/gi;
const tokens = /(?:\b|(?<=bearer))[tu]-[\w.-]{8,}|\beyJ[\w-]{8,}[\w.-]*/gi;

/** A text in which `$FEISHU_TOKEN` stands for every token, and `[filtered]` for every secret. */
export function secretless(text: string): string {
  return text
    .replaceAll(members, "$1[filtered]")
    .replaceAll(parameters, "$1[filtered]")
    .replaceAll(schemes, (_, scheme: string, gap: string) => `${scheme}${gap}$FEISHU_TOKEN`)
    .replaceAll(tokens, () => "$FEISHU_TOKEN");
}
