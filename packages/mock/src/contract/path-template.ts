/** The path parameters of a path that fits, percent-decoded, or undefined for one that does not. */
export type PathMatcher = (path: string) => Readonly<Record<string, string>> | undefined;

/** Makes the matcher of a template such as `/im/v1/chats/{chat_id}`. A parameter is never empty and holds no slash. */
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

/** Writes values into a template, percent-encoded. */
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
