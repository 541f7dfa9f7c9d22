import { startMock } from "@feishu-openapi/mock";
import { http } from "msw";
import { setupServer } from "msw/node";

/** The mock without a socket, and a server of MSW that hands it whatever would go to Feishu. */
export const feishu = await startMock({ listen: false });
export const server = setupServer(
  http.all("https://open.feishu.cn/*", ({ request }) => feishu.fetch(request)),
);
