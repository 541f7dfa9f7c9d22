import { startMock, type Mock } from "@feishu-openapi/mock";
import { test as base } from "vitest";

/** `test` with a mock of Feishu: one for each file, back at its beginning for each test. */
export const test = base.extend<{ running: Mock; feishu: Mock }>({
  running: [
    async ({}, use) => {
      await using mock = await startMock({ chats: 250 });
      await use(mock);
    },
    { scope: "file" },
  ],
  feishu: async ({ running }, use) => {
    running.reset();
    await use(running);
  },
});
