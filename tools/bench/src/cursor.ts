import type { Chat, Item, Peer } from "./peer.ts";

/** What a list answers, in Feishu's envelope. */
export interface Envelope {
  readonly code: number;
  readonly data?: { readonly items?: Chat[]; readonly page_token?: string; readonly has_more?: boolean };
}

/** Sends one request and parses the answer. */
type Ask = (query: Record<string, string | number>) => Promise<unknown>;

/** The loop that people write by hand around a client that does not page. */
export function byHand(ask: Ask): Peer {
  async function open(query: Record<string, string | number>): Promise<NonNullable<Envelope["data"]>> {
    const { code, data } = (await ask(query)) as Envelope;
    if (code !== 0 || !data) throw new Error(`the server answered code ${code}`);
    return data;
  }
  return {
    page: async (page_size) => (await open({ page_size })).items ?? [],
    async *walk(page_size): AsyncGenerator<readonly Item[]> {
      let data = await open({ page_size });
      yield data.items ?? [];
      while (data.has_more) {
        data = await open({ page_size, page_token: data.page_token ?? "" });
        yield data.items ?? [];
      }
    },
  };
}
