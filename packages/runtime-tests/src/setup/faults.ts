import type { ServerResponse } from "node:http";

/** Responses that the mock cannot give, by the first path segment. */
export interface Faults {
  /** Responds if the path is one of them; returns whether it did. */
  respond(url: URL, response: ServerResponse): boolean;
}

/**
 * `/stalled` stops in the middle of the body, `/silent` never responds, `/moved` redirects, `/timed` is a list of three
 * pages with the time of each request, and `/open` returns the number of responses still open.
 */
export function createFaults(): Faults {
  const open = new Set<ServerResponse>();
  const keepOpen = (response: ServerResponse): void => {
    open.add(response);
    response.on("close", () => open.delete(response));
  };
  const responders: { readonly [segment: string]: (response: ServerResponse, url: URL) => void } = {
    stalled(response) {
      keepOpen(response);
      response.writeHead(200, { "content-type": "application/json" });
      response.write('{"code":0,"msg":"success","data":{"items":[{"chat_id":"oc_');
    },
    silent: keepOpen,
    moved: (response) => response.writeHead(302, { location: "/elsewhere" }).end(),
    timed(response, { searchParams }) {
      const page = Number(searchParams.get("page_token") ?? 0);
      const items = [{ chat_id: `oc_${page}`, requested_at: Date.now() }];
      const data = { items, has_more: page < 2, page_token: String(page + 1) };
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify({ code: 0, msg: "success", data }));
    },
    open: (response) => response.end(String(open.size)),
  };
  return {
    respond(url, response) {
      const segment = url.pathname.split("/")[1] ?? "";
      if (!Object.hasOwn(responders, segment)) return false;
      responders[segment]?.(response, url);
      return true;
    },
  };
}
