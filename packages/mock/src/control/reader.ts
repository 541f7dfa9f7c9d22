/** One who reads events, at its own pace. */
export interface Reader extends AsyncIterator<Buffer> {
  /** Adds a text to what waits to be read; where too much waits, the oldest makes room. */
  push(text: string): void;
  /** Ends it after what waits, or at once with a failure. */
  end(failure?: unknown): void;
  return(): Promise<IteratorResult<Buffer>>;
}

/** The most that waits for one reader, in characters. */
const mostWaiting = 1024 * 1024;

/** Makes a reader; `onEnd` is called once, when it takes no more. */
export function createReader(onEnd: () => void): Reader {
  let waiting: string[] = [];
  let size = 0;
  let lost = 0;
  let end: { readonly failure: unknown } | undefined;
  let wake: (() => void) | undefined;

  function take(): Buffer {
    const missed = lost > 0 ? `event: lost\ndata: {"count":${lost}}\n\n` : "";
    const text = missed + waiting.join("");
    waiting = [];
    size = 0;
    lost = 0;
    return Buffer.from(text);
  }

  return {
    push(text) {
      if (end) return;
      waiting.push(text);
      size += text.length;
      let surplus = 0;
      while (size > mostWaiting) size -= waiting[surplus++]!.length;
      if (surplus > 0) waiting = waiting.slice(surplus);
      lost += surplus;
      wake?.();
    },
    end(failure) {
      if (end) return;
      end = { failure };
      if (failure !== undefined) waiting = [];
      onEnd();
      wake?.();
    },
    async next() {
      if (waiting.length === 0 && lost === 0 && !end)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      if (end?.failure !== undefined) throw end.failure;
      if (waiting.length > 0 || lost > 0) return { done: false, value: take() };
      return { done: true, value: undefined };
    },
    return() {
      this.end();
      waiting = [];
      return Promise.resolve({ done: true, value: undefined });
    },
  };
}
