// Takes screenshots of every view of the site: node scripts/screenshots.ts [FOLDER]
import { join } from "node:path";
import { startMock } from "../src/index.ts";
import { openPage, startBrowser } from "../test/browser.ts";
import { ask, signedIn } from "../test/support.ts";

const folder = process.argv[2] ?? "reports/screenshots";

await using mock = await startMock({ chats: 100_000 });
await using browser = await startBrowser();
for (const query of ["page_size=2", "page_size=100&sort_type=ByActiveTimeDesc", "page_size=0", "pagesize=5"])
  await ask(mock, `/im/v1/chats?${query}`);
await ask(mock, "/im/v1/chats", {});
await ask(mock, "/auth/v3/tenant_access_token/internal", {
  method: "POST",
  headers: { "content-type": "application/json" },
  body: '{"app_id":"cli_1","app_secret":"s"}',
});
await ask(mock, "/im/v1/chats", { headers: { ...signedIn, prefer: "fault=html" } });
mock.fail("im.v1.chat.list", { code: 232025, times: 2 });
mock.fail("*", { fault: "slow", rate: 0.3 });

for (const width of [360, 1280]) {
  for (const colorScheme of ["light", "dark"] as const) {
    for (const locale of ["en-US", "zh-CN"]) {
      for (const view of ["chats", "requests", "failures", "tenant", "reference"]) {
        await using opened = await openPage(browser, mock, view, { width, colorScheme, locale });
        const { page } = opened;
        if (view === "chats") await page.locator(".chats > li").first().waitFor();
        if (view === "requests") await page.locator("summary").nth(1).click();
        if (view === "requests") await page.locator("pre").last().waitFor();
        if (view === "reference") await page.frameLocator("iframe").locator("h1").first().waitFor();
        const name = `${width}-${colorScheme}-${locale.slice(0, 2)}-${view}.png`;
        await page.screenshot({ path: join(folder, name) });
        if (view === "failures")
          await page.screenshot({ path: join(folder, `full-${name}`), fullPage: true });
      }
    }
  }
}
