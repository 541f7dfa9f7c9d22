import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";
import type { Browser, Page } from "playwright-core";
import { expect } from "vitest";
import type { Mock } from "../src/index.ts";

/** Path of the installed Chromium. Undefined without one. */
export const chromiumPath: string | undefined = ["chromium", "chromium-browser", "google-chrome"]
  .flatMap((name) => (process.env["PATH"] ?? "").split(delimiter).map((folder) => join(folder, name)))
  .find((path) => existsSync(path));

/** Starts Chromium headless. */
export async function startBrowser(): Promise<Browser> {
  // Chromium refuses to run as root in its sandbox.
  const chromiumSandbox = process.getuid?.() !== 0;
  return chromium.launch({ executablePath: chromiumPath ?? "", chromiumSandbox });
}

/** Options of `openPage`. */
export interface PageOptions {
  locale?: string;
  width?: number;
  colorScheme?: "light" | "dark";
  /** Console messages that the test expects. */
  expected?: RegExp;
}

/** The site in its own browser context, closed at the end of the block. */
export interface OpenPage {
  readonly page: Page;
  /** Every requested URL, including those of frames. */
  readonly requested: readonly string[];
  /** Fails on console messages, exceptions, dialogs and requests to other servers. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** Opens the site of a mock and waits until it receives events. */
export async function openPage(
  browser: Browser,
  mock: Mock,
  view = "",
  { locale = "en-US", width = 1280, colorScheme = "light", expected }: PageOptions = {},
): Promise<OpenPage> {
  const viewport = { width, height: 800 };
  const context = await browser.newContext({ locale, viewport, colorScheme, reducedMotion: "reduce" });
  const { origin } = new URL(mock.url);
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin });
  const page = await context.newPage();
  const requested: string[] = [];
  const problems: string[] = [];
  page.on("request", (request) => {
    const url = request.url();
    requested.push(url);
    if (!url.startsWith(`${origin}/`) && !/^(data|blob):/.test(url)) problems.push(`requested ${url}`);
  });
  page.on("console", (message) => {
    const isProblem = ["error", "warning"].includes(message.type()) && !expected?.test(message.text());
    if (isProblem) problems.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => problems.push(`threw ${error.message}`));
  page.on("dialog", (dialog) => {
    problems.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(`${origin}/${view && `#${view}`}`);
  await page.locator("#live.on").waitFor();
  const close = async (): Promise<void> => {
    await context.close();
    expect(problems).toEqual([]);
  };
  return { page, requested, [Symbol.asyncDispose]: close };
}
