import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { PAGES, runCompare } from "./support/run.ts";

test("the README shows the output of the command", async () => {
  const page = [
    ["最大值：`100`", "最大值：`200`"],
    ["- dissolved_save：已解散并保留\n", ""],
    ["50 次/秒", "100 次/秒"],
    ["    只读群(im:chat:readonly)  \n", ""],
    ["tenant_key | string | 所属租户", "tenant_key | string | 所属租户\nlabel | string | 标签"],
    ['"has_more": true', '"has_more": false'],
  ].reduce(
    (text, [from = "", to = ""]) => text.replace(from, to),
    readFileSync(join(PAGES, "chats.zh.md"), "utf8"),
  );
  const { stdout } = await runCompare(["-"], { stdin: page, width: 80 });
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  expect(readme).toContain(`\`\`\`\n${stdout.replace("stdin", "chats.md")}\`\`\`\n`);
});
