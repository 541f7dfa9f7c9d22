import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startMock } from "../src/index.ts";
import { chromiumPath, openPage, startBrowser } from "./browser.ts";
import { ask, signedIn } from "./support.ts";

const views = ["chats", "requests", "failures", "tenant", "reference"];
const why = chromiumPath === undefined ? " (skipped: no Chromium on this machine)" : "";

describe.skipIf(chromiumPath === undefined)(`the site in a browser${why}`, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser.close());

  test("searches, pages and scrolls 100,000 chats without long tasks", async () => {
    await using mock = await startMock({ chats: 100_000 });
    mock.chats.create({ name: "针 needle" });
    await using opened = await openPage(browser, mock);
    const { page } = opened;
    const rows = page.locator(".chats > li");
    await expect.poll(() => rows.count()).toBe(50);
    const longest = await watchLongTasks(page);
    await page.mouse.move(600, 600);
    for (let turn = 0; turn < 8; turn += 1) await page.mouse.wheel(0, 700);
    await page.getByRole("button", { name: "Last page" }).click();
    await page.getByText("100,001–100,001 of 100,001").waitFor();
    for (const text of ["群", "组", "Release on-call", "oc_a", "needle"]) {
      await page.getByRole("searchbox", { name: "Search chats" }).fill("");
      await page.getByRole("searchbox", { name: "Search chats" }).pressSequentially(text);
    }
    await page.getByText("1–1 of 1", { exact: true }).waitFor();
    expect(await rows.locator("strong").allTextContents()).toEqual(["针 needle"]);
    expect(await page.locator("*").count()).toBeLessThan(1500);
    // A long task takes 50 ms or more. An idle machine has none.
    expect(await longest()).toBeLessThan(500);
  });

  test("creates, touches, leaves and dissolves chats", async () => {
    await using mock = await startMock({ chats: 60 });
    await using opened = await openPage(browser, mock);
    const { page } = opened;
    await page.getByRole("button", { name: "New chat" }).click();
    await page.getByRole("textbox", { name: "Name" }).fill("页面建的群");
    await page.keyboard.press("Enter");
    const row = page.locator(".chats > li", { hasText: "页面建的群" });
    await row.getByRole("button", { name: "Dissolve" }).click();
    await row.getByText("dissolved", { exact: true }).waitFor();
    const created = mock.chats.list().at(-1);
    expect(created).toMatchObject({ name: "页面建的群", chat_status: "dissolved" });
    const before = created?.activeTime ?? 0;
    await row.getByRole("button", { name: "Touch" }).click();
    await expect.poll(() => created?.activeTime).toBeGreaterThan(before);
    await row.getByRole("button", { name: "Leave" }).click();
    await row.waitFor({ state: "detached" });
    expect(mock.chats.list()).toHaveLength(60);
    // Changes from elsewhere appear, too.
    mock.chats.create({ name: "from elsewhere" });
    await page.getByText("from elsewhere").waitFor();
  });

  test("shows markup in chat names as text", async () => {
    await using mock = await startMock({ chats: 0 });
    const name = `<img src=x onerror=alert(1)><script>alert(2)</script>`;
    mock.chats.create({ name, description: "<b onmouseover=alert(3)>bold</b>" });
    await using opened = await openPage(browser, mock);
    const { page } = opened;
    await page.getByText(name).hover();
    await page.getByRole("button", { name: "Touch" }).click();
    await page.locator("#status", { hasText: name }).waitFor();
    await ask(mock, `/im/v1/chats?${name}`);
    await page.getByRole("tab", { name: "Requests" }).click();
    await page.locator("summary").click();
    await page.getByText(`"name": ${JSON.stringify(name)}`).waitFor();
    expect(await page.locator("main img, main b[onmouseover], main script").count()).toBe(0);
  });

  test("shows a request within a second, with headers and bodies", async () => {
    await using mock = await startMock({ chats: 3 });
    await using opened = await openPage(browser, mock, "requests");
    const { page } = opened;
    await page.getByText("No request yet").waitFor();
    const sentAt = performance.now();
    await ask(mock, "/im/v1/chats?page_size=2&pagesize=3");
    const row = page.locator(".log > li", { hasText: "page_size=2" });
    await row.waitFor({ timeout: 1000 });
    expect(performance.now() - sentAt).toBeLessThan(1000);
    await row.locator("summary").click();
    await row.getByText("ignored the unknown parameter pagesize").waitFor();
    await row.getByText("Bearer [redacted]").waitFor();
    expect(await row.locator("pre").textContent()).toContain('\n  "code": 0,');
    // An open row stays open when others arrive.
    await ask(mock, "/im/v1/chats", {});
    await page.locator(".log > li", { hasText: "99991661" }).waitFor();
    expect(await row.locator("pre").isVisible()).toBe(true);
    await page.getByRole("searchbox").fill("99991661 get");
    await page.getByText("1 of 2 shown").waitFor();
    await page.getByRole("button", { name: "Clear" }).click();
    await page.getByText("No request yet").waitFor();
    expect(mock.requests).toEqual([]);
  });

  test("stays responsive during a burst of requests", async () => {
    await using mock = await startMock({ chats: 3 });
    await using opened = await openPage(browser, mock, "requests");
    const { page } = opened;
    const longest = await watchLongTasks(page);
    for (let turn = 0; turn < 1500; turn += 100) {
      await Promise.all(
        Array.from({ length: 100 }, (_, at) => ask(mock, `/im/v1/chats?page_size=1&at=${turn + at}`)),
      );
    }
    await ask(mock, "/im/v1/chats?the_last");
    await page.locator(".log > li", { hasText: "the_last" }).waitFor({ timeout: 2000 });
    expect(await page.locator(".log > li").count()).toBe(200);
    await page.getByText("200 of 1,000 shown").waitFor();
    expect(await longest()).toBeLessThan(500);
  });

  test("downloads the log as HAR", async () => {
    await using mock = await startMock({ chats: 3 });
    await ask(mock, "/im/v1/chats");
    await using opened = await openPage(browser, mock, "requests");
    const started = opened.page.waitForEvent("download");
    await opened.page.getByRole("link", { name: "Download HAR" }).click();
    expect((await started).suggestedFilename()).toBe("feishu-mock.har");
  });

  test("forces an error once, or until it is undone", async () => {
    await using mock = await startMock({ chats: 3 });
    await using opened = await openPage(browser, mock, "failures");
    const { page } = opened;
    const code = async (): Promise<number> =>
      (await ask(mock, "/im/v1/chats", { headers: signedIn })).body.code;
    await page.getByRole("button", { name: "Once: 232025" }).click();
    await page.getByText("1 left").waitFor();
    expect([await code(), await code()]).toEqual([232025, 0]);
    await page.getByText("Nothing is set to fail").waitFor();
    await page.getByRole("button", { name: "Until cleared: 232034" }).click();
    const undo = page.getByRole("button", { name: "Undo 232034" });
    await undo.waitFor();
    expect([await code(), await code()]).toEqual([232034, 232034]);
    await undo.click();
    await page.getByText("Nothing is set to fail").waitFor();
    expect(await code()).toBe(0);
  });

  test("shows buttons for every documented error and every fault of an operation", async () => {
    await using mock = await startMock({ chats: 3 });
    await using opened = await openPage(browser, mock, "failures");
    const { page } = opened;
    const response = await fetch(new URL("/__mock/state", mock.url));
    const { operations } = (await response.json()) as {
      operations: { id: string; failures: { code: number }[]; faults: string[] }[];
    };
    for (const { id, failures, faults } of operations) {
      await page.getByLabel("Operation").selectOption(id);
      const names = [...failures.map(({ code }) => String(code)), ...faults, "Latency"];
      const labels = await page
        .locator('[aria-label^="Until cleared: "]')
        .evaluateAll((buttons) =>
          buttons.map((button) => button.getAttribute("aria-label")?.replace("Until cleared: ", "")),
        );
      expect(new Set(labels)).toEqual(new Set(names));
      expect(labels).toHaveLength(names.length);
    }
  });

  test("forces faults, for a share of requests and with a delay", async () => {
    await using mock = await startMock({ chats: 3 });
    await using opened = await openPage(browser, mock, "failures");
    const { page } = opened;
    await page.getByRole("button", { name: "Until cleared: reset" }).click();
    await page.getByRole("button", { name: "Undo reset" }).waitFor();
    await expect(ask(mock, "/im/v1/chats")).rejects.toThrow("fetch failed");
    await page.getByRole("button", { name: "Undo reset" }).click();
    await page.getByText("Nothing is set to fail").waitFor();
    await page.getByLabel("Share of requests").fill("25");
    await page.getByLabel("Delay, ms").fill("300");
    await page.getByRole("button", { name: "Until cleared: Latency" }).click();
    await page.getByText("until cleared · 25 % of requests").waitFor();
    await page.getByText("300 ms", { exact: true }).waitFor();
    // An invalid share is not sent.
    await page.getByLabel("Share of requests").fill("0");
    await page.getByRole("button", { name: "Once: 232025" }).click();
    expect(await page.locator(".rules").first().locator("li").count()).toBe(1);
  });

  test("changes the app and the clock, and resets the mock", async () => {
    await using mock = await startMock({ chats: 3 });
    await using opened = await openPage(browser, mock, "tenant");
    const { page } = opened;
    await page.getByRole("switch", { name: "Bot ability" }).click();
    await expect.poll(() => mock.app.botAbility).toBe(false);
    expect((await ask(mock, "/im/v1/chats")).body.code).toBe(232025);
    mock.app.installed = false;
    await expect.poll(() => page.getByRole("switch", { name: "Installed" }).isChecked()).toBe(false);
    const before = await clock(page);
    await page.getByRole("button", { name: "+ 2 hours" }).click();
    await expect.poll(async () => (await clock(page)) - before).toBeGreaterThan(7_190_000);
    await page.getByRole("button", { name: "Reset" }).click();
    await page.getByRole("button", { name: "Cancel" }).click();
    expect(mock.app.botAbility).toBe(false);
    await page.getByRole("button", { name: "Reset" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Reset" }).click();
    await page.getByText("The mock was reset").waitFor();
    expect([mock.app.botAbility, mock.app.installed, mock.requests.length]).toEqual([true, true, 0]);
    await expect.poll(() => page.getByRole("switch", { name: "Bot ability" }).isChecked()).toBe(true);
  });

  test("shows error messages of the mock", async () => {
    await using mock = await startMock({ chats: 1 });
    await using opened = await openPage(browser, mock, "", { expected: /status of 404/ });
    const { page } = opened;
    const [chat] = mock.chats.list();
    // Keeps the page from loading the change.
    await page.route("**/__mock/chats?*", () => undefined);
    mock.chats.leave(chat?.chat_id ?? "");
    await page.getByRole("button", { name: "Touch" }).click();
    await page.getByText(`the tenant has no chat ${chat?.chat_id}`).waitFor();
  });

  test("uses the language of the browser, and remembers another choice", async () => {
    await using mock = await startMock({ chats: 3 });
    await using opened = await openPage(browser, mock, "", { locale: "zh-CN" });
    const { page } = opened;
    await page.getByRole("tab", { name: "群聊" }).waitFor();
    expect(await page.locator("html").getAttribute("lang")).toBe("zh-CN");
    await page.getByRole("button", { name: /English/ }).click();
    await page.getByRole("tab", { name: "Chats" }).waitFor();
    await page.reload();
    await page.getByRole("tab", { name: "Chats" }).waitFor();
    expect(await page.locator("html").getAttribute("lang")).toBe("en");
    expect(await page.getByRole("button", { name: "Touch" }).count()).toBe(3);
  });

  test("can be used by keyboard alone", async () => {
    await using mock = await startMock({ chats: 3 });
    await using opened = await openPage(browser, mock);
    const { page } = opened;
    const press = async (...keys: string[]): Promise<string> => {
      for (const key of keys) await page.keyboard.press(key);
      return page.evaluate(() => {
        const focused = document.activeElement;
        const outline = focused ? getComputedStyle(focused) : undefined;
        const isVisible = outline?.outlineStyle === "solid" && outline.outlineWidth === "2px";
        return `${isVisible ? "" : "invisible "}${focused?.getAttribute("aria-label") ?? focused?.id ?? ""}`;
      });
    };
    expect(await press("Tab")).toContain("中文");
    expect(await press("Tab")).toBe("Copy the base URL");
    expect(await press("Tab")).toBe("Copy the curl command");
    await press("Enter");
    await page.locator("#status[aria-live=polite]", { hasText: "Copied" }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      `curl -H 'Authorization: Bearer t-mock' '${mock.url}/im/v1/chats'`,
    );
    expect(await press("Tab")).toBe("tab-chats");
    expect(await press("ArrowLeft")).toBe("tab-reference");
    expect(await press("ArrowRight", "ArrowRight")).toBe("tab-requests");
    expect(await press("End", "Home")).toBe("tab-chats");
    expect(await press("Tab", "Tab", "Tab")).toMatch(/^Touch /);
    await press("Enter");
    await page.getByText(/^Touched/).waitFor();
    // The list was rendered again and the focus was kept.
    await expect.poll(() => press()).toMatch(/^Touch /);
    await page.locator("#tab-failures").focus();
    expect(await press("Enter", "Tab")).toBe("failure-operation");
    expect(await press("Tab", "Tab")).toMatch(/^Once: /);
    await press("Space");
    await page.getByText("1 left").waitFor();
    await page.locator("#tab-tenant").focus();
    expect(await press("Space", "Tab")).toBe("app-botAbility");
    await press("Space");
    await expect.poll(() => mock.app.botAbility).toBe(false);
    await expect.poll(() => press()).toBe("app-botAbility");
  });

  test("loads the reference when it is opened, without requests to other servers", async () => {
    await using mock = await startMock({ chats: 3 });
    await using opened = await openPage(browser, mock);
    const { page, requested } = opened;
    expect(requested.some((url) => url.endsWith("/scalar.js"))).toBe(false);
    await page.getByRole("tab", { name: "API" }).click();
    const reference = page.frameLocator("iframe");
    await reference.getByRole("heading", { name: "Feishu (Lark) open platform" }).waitFor();
    await reference.getByText(mock.url).first().waitFor();
    await page.waitForLoadState("networkidle").catch(() => undefined);
    expect(requested.some((url) => url.endsWith("/scalar.js"))).toBe(true);
  });

  test("reconnects after a restart of the mock", async () => {
    const mock = await startMock({ chats: 3 });
    const port = Number(new URL(mock.url).port);
    await using opened = await openPage(browser, mock, "", { expected: /ERR_/ });
    const { page } = opened;
    await mock.close();
    await page.getByText("no connection").waitFor();
    await using again = await startMock({ port, chats: 7 });
    await page.locator("#live.on").waitFor();
    await page.getByRole("tab", { name: "Chats 7" }).waitFor();
    expect(again.url).toBe(mock.url);
  });

  test.each(["en-US", "zh-CN"])("fits a screen of 360 px (%s)", async (locale) => {
    await using mock = await startMock({ chats: 60 });
    mock.chats.create({ name: "W".repeat(60), description: "x".repeat(200) });
    mock.fail("im.v1.chat.list", { code: 232025, times: 1 });
    await ask(mock, `/im/v1/chats?page_token=${"y".repeat(300)}`);
    await using opened = await openPage(browser, mock, "", { locale, width: 360 });
    const { page } = opened;
    for (const view of views) {
      await page.locator(`#tab-${view}`).click();
      if (view === "requests") await page.locator("summary").click();
      if (view === "chats")
        await page.getByRole("button", { name: "»" }).or(page.locator('[data-key="last"]')).first().click();
      expect(await page.evaluate(() => document.documentElement.scrollWidth), view).toBe(360);
      const cut = await page
        .locator("button:visible, input:visible, select:visible")
        .evaluateAll((elements) =>
          elements
            .filter((element) => element.getBoundingClientRect().right > 360)
            .map((element) => element.outerHTML),
        );
      expect(cut).toEqual([]);
    }
  });

  test.each(["light", "dark"] as const)("has sufficient contrast in %s mode", async (colorScheme) => {
    await using mock = await startMock({ chats: 60 });
    mock.fail("im.v1.chat.list", { code: 232025 });
    await ask(mock, "/im/v1/chats?x=1");
    await using opened = await openPage(browser, mock, "", { colorScheme });
    for (const view of views.slice(0, 4)) {
      await opened.page.locator(`#tab-${view}`).click();
      if (view === "requests") await opened.page.locator("summary").click();
      await opened.page.locator("main").hover();
      expect(await lowContrastTexts(opened.page), view).toEqual([]);
    }
  });
});

/** Observes long tasks. Returns a function that returns the longest in milliseconds, 0 for none. */
async function watchLongTasks(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    Object.assign(globalThis, { longest: 0 });
    new PerformanceObserver((list) => {
      const known = globalThis as unknown as { longest: number };
      for (const { duration } of list.getEntries()) known.longest = Math.max(known.longest, duration);
    }).observe({ entryTypes: ["longtask"] });
  });
  return () => page.evaluate(() => (globalThis as unknown as { longest: number }).longest);
}

/** The mock's time as shown on the site. */
async function clock(page: Page): Promise<number> {
  return Date.parse((await page.locator(".clock").textContent()) ?? "");
}

/** Visible texts with a contrast below WCAG AA. */
function lowContrastTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const bytesOf = (colour: string): number[] => {
      if (!canvas) return [];
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      return [...canvas.getImageData(0, 0, 1, 1).data];
    };
    const luminance = (colour: string): number => {
      const [red = 0, green = 0, blue = 0] = bytesOf(colour).map((byte) => {
        const share = byte / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const backgroundOf = (element: Element): string => {
      for (let at: Element | null = element; at; at = at.parentElement) {
        const { backgroundColor } = getComputedStyle(at);
        if (bytesOf(backgroundColor)[3] === 255) return backgroundColor;
      }
      return "white";
    };
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement;
      const text = walker.currentNode.textContent?.trim();
      if (!element || !text || !element.checkVisibility() || element.closest(":disabled, script, noscript"))
        continue;
      const [lighter = 0, darker = 0] = [
        luminance(getComputedStyle(element).color),
        luminance(backgroundOf(element)),
      ].toSorted((a, b) => b - a);
      const contrast = (lighter + 0.05) / (darker + 0.05);
      if (contrast < 4.5) found.push(`${text.slice(0, 40)}: ${contrast.toFixed(2)}`);
    }
    return found;
  });
}
