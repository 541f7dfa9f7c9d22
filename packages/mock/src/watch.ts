import { stat } from "node:fs/promises";

/** How often a watched file is looked at, in milliseconds. */
const usualIntervalMs = 150;

/**
 * Calls back whenever a file has another content, name or place behind its path, or is gone, once it has stayed the same
 * for an interval; and once at the start, for what happened before. It looks at the path again and again, since that
 * sees files that editors replace, links and mounted folders alike. The answer ends it.
 */
export function watchFile(
  path: string,
  onChange: () => Promise<void>,
  intervalMs: number = usualIntervalMs,
): () => void {
  let last = "";
  let told = "";
  let isOver = false;
  let timer: NodeJS.Timeout | undefined;
  const look = async (): Promise<void> => {
    const now = await identityOf(path);
    const isSettled = now === last;
    last = now;
    if (isSettled && now !== told) {
      told = now;
      await onChange();
    }
    // Ended while it waited, it must not go on.
    if (!isOver) timer = setTimeout(() => void look(), intervalMs);
  };
  void look();
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}

/** The same text for the same file with the same content. */
async function identityOf(path: string): Promise<string> {
  try {
    const { dev, ino, size, mtimeNs } = await stat(path, { bigint: true });
    return [dev, ino, size, mtimeNs].join(" ");
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? "gone";
  }
}
