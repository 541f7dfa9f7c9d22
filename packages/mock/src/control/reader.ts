/** A reader of the event stream with a bounded buffer. */
export interface Reader extends AsyncIterator<Buffer> {
  /** Buffers an event. If the buffer is full, drops the oldest events. */
  push(text: string): void;
  /** Ends the stream after the buffered events, or at once with an error. */
  end(error?: unknown): void;
  return(): Promise<IteratorResult<Buffer>>;
}

/** Size of the buffer, in characters. */
const maxBuffered = 1024 * 1024;

/** Creates a reader. `onEnd` is called once, when it ends. */
export function createReader(onEnd: () => void): Reader {
  let buffer: string[] = [];
  let size = 0;
  let lost = 0;
  let end: { readonly error: unknown } | undefined;
  let wake: (() => void) | undefined;

  function take(): Buffer {
    const prefix = lost > 0 ? `event: lost\ndata: {"count":${lost}}\n\n` : "";
    const text = prefix + buffer.join("");
    buffer = [];
    size = 0;
    lost = 0;
    return Buffer.from(text);
  }

  return {
    push(text) {
      if (end) return;
      buffer.push(text);
      size += text.length;
      let surplus = 0;
      while (size > maxBuffered) size -= buffer[surplus++]!.length;
      if (surplus > 0) buffer = buffer.slice(surplus);
      lost += surplus;
      wake?.();
    },
    end(error) {
      if (end) return;
      end = { error };
      if (error !== undefined) buffer = [];
      onEnd();
      wake?.();
    },
    async next() {
      if (buffer.length === 0 && lost === 0 && !end)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      if (end?.error !== undefined) throw end.error;
      if (buffer.length > 0 || lost > 0) return { done: false, value: take() };
      return { done: true, value: undefined };
    },
    return() {
      this.end();
      buffer = [];
      return Promise.resolve({ done: true, value: undefined });
    },
  };
}
