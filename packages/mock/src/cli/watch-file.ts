import { stat } from "node:fs/promises";

/** Polling interval in milliseconds. */
const defaultIntervalMs = 150;

/**
 * Calls back after a file was changed, replaced, moved or deleted, as soon as it is unchanged for one interval; and
 * once at the start. Polls the path, which also works for files that editors replace, for links and for mounted
 * folders. Returns a function that stops watching.
 */
export function watchFile(
  path: string,
  onChange: () => Promise<void>,
  intervalMs: number = defaultIntervalMs,
): () => void {
  let last = "";
  let reported = "";
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  const poll = async (): Promise<void> => {
    const current = await identityOf(path);
    const isStable = current === last;
    last = current;
    if (isStable && current !== reported) {
      reported = current;
      await onChange();
    }
    // It may have been stopped during the awaits.
    if (!isStopped) timer = setTimeout(() => void poll(), intervalMs);
  };
  void poll();
  return () => {
    isStopped = true;
    clearTimeout(timer);
  };
}

/** Changes whenever the file or its content changes. */
async function identityOf(path: string): Promise<string> {
  try {
    const { dev, ino, size, mtimeNs } = await stat(path, { bigint: true });
    return [dev, ino, size, mtimeNs].join(" ");
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? "missing";
  }
}
