import type { ServerResponse } from "node:http";

/** Answers that the mock does not give, by the first step of the path. */
export interface Faults {
  /** Whether the path asks for one; if so it is on its way. */
  answer(url: URL, response: ServerResponse): boolean;
}

/**
 * `/stalled` stops in the middle of a body, `/silent` never begins, `/moved` redirects, `/timed` is a list of three pages
 * that tell when they were asked for; `/open` counts what hangs.
 */
export function createFaults(): Faults {
  const hanging = new Set<ServerResponse>();
  const hang = (response: ServerResponse): void => {
    hanging.add(response);
    response.on("close", () => hanging.delete(response));
  };
  const answers: { readonly [step: string]: (response: ServerResponse, url: URL) => void } = {
    stalled(response) {
      hang(response);
      response.writeHead(200, { "content-type": "application/json" });
      response.write('{"code":0,"msg":"success","data":{"items":[{"chat_id":"oc_');
    },
    silent: hang,
    moved: (response) => response.writeHead(302, { location: "/elsewhere" }).end(),
    timed(response, { searchParams }) {
      const page = Number(searchParams.get("page_token") ?? 0);
      const items = [{ chat_id: `oc_${page}`, asked_at: Date.now() }];
      const data = { items, has_more: page < 2, page_token: String(page + 1) };
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify({ code: 0, msg: "success", data }));
    },
    open: (response) => response.end(String(hanging.size)),
  };
  return {
    answer(url, response) {
      const step = url.pathname.split("/")[1] ?? "";
      if (!Object.hasOwn(answers, step)) return false;
      answers[step]?.(response, url);
      return true;
    },
  };
}
