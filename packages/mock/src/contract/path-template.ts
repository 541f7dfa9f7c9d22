/** The percent-decoded parameters of a matching path, otherwise undefined. */
export type PathMatcher = (path: string) => Readonly<Record<string, string>> | undefined;

/** Creates a matcher for a template such as `/im/v1/chats/{chat_id}`. A parameter matches one non-empty segment. */
export function matcherOf(template: string): PathMatcher {
  const names: string[] = [];
  const source = template
    .split(/(\{[^{}]+\})/)
    .map((part) => {
      if (!/^\{.+\}$/.test(part)) return part.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
      names.push(part.slice(1, -1));
      return "([^/]+)";
    })
    .join("");
  const pattern = new RegExp(`^${source}$`);
  return (path) => {
    const match = pattern.exec(path);
    return match
      ? Object.fromEntries(names.map((name, index) => [name, decode(match[index + 1] ?? "")]))
      : undefined;
  };
}

/** Fills a template with percent-encoded values. */
export function fillTemplate(template: string, values: Readonly<Record<string, string>>): string {
  return template.replaceAll(/\{([^{}]+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ""));
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
