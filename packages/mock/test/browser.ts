import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";
import type { Browser, Page } from "playwright-core";
import { expect } from "vitest";
import type { Mock } from "../src/index.ts";

/** The machine's own Chromium; undefined where it has none. */
export const chromiumPath: string | undefined = ["chromium", "chromium-browser", "google-chrome"]
  .flatMap((name) => (process.env["PATH"] ?? "").split(delimiter).map((folder) => join(folder, name)))
  .find((path) => existsSync(path));

/** Starts it without a window. */
export async function startBrowser(): Promise<Browser> {
  // Chromium refuses to be root's in its sandbox.
  const chromiumSandbox = process.getuid?.() !== 0;
  return chromium.launch({ executablePath: chromiumPath ?? "", chromiumSandbox });
}

/** What the mock's page is to be opened with. */
export interface Look {
  locale?: string;
  width?: number;
  colorScheme?: "light" | "dark";
  /** What may be in the console: that which a test brings about. */
  expected?: RegExp;
}

/** The mock's page in a context of its own, closed at the end of the block. */
export interface OpenPage {
  readonly page: Page;
  /** Every URL that was asked for, the frames' as well. */
  readonly asked: readonly string[];
  /** Fails for what went wrong: messages of the console, exceptions, dialogs, requests to anybody else. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** Opens the page of a mock and waits until it follows what happens there. */
export async function openPage(
  browser: Browser,
  mock: Mock,
  view = "",
  { locale = "en-US", width = 1280, colorScheme = "light", expected }: Look = {},
): Promise<OpenPage> {
  const viewport = { width, height: 800 };
  const context = await browser.newContext({ locale, viewport, colorScheme, reducedMotion: "reduce" });
  const { origin } = new URL(mock.url);
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin });
  const page = await context.newPage();
  const asked: string[] = [];
  const troubles: string[] = [];
  page.on("request", (request) => {
    const url = request.url();
    asked.push(url);
    if (!url.startsWith(`${origin}/`) && !/^(data|blob):/.test(url)) troubles.push(`asked ${url}`);
  });
  page.on("console", (message) => {
    const isTrouble = ["error", "warning"].includes(message.type()) && !expected?.test(message.text());
    if (isTrouble) troubles.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => troubles.push(`threw ${error.message}`));
  page.on("dialog", (dialog) => {
    troubles.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(`${origin}/${view && `#${view}`}`);
  await page.locator("#live.on").waitFor();
  const close = async (): Promise<void> => {
    await context.close();
    expect(troubles).toEqual([]);
  };
  return { page, asked, [Symbol.asyncDispose]: close };
}
