import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { PAGES, runCompare } from "./support/run.ts";

const zh = readFileSync(join(PAGES, "chats.zh.md"), "utf8");
const html = readFileSync(join(PAGES, "chats-html.zh.md"), "utf8");

/** Long enough that quadratic time would take minutes. */
const LONG = 60_000;

function long(piece: string, length = LONG): string {
  return piece.repeat(Math.floor(length / piece.length));
}

function rows(row: (index: number) => string): string {
  return Array.from({ length: LONG / 20 }, (_, index) => row(index)).join("\n");
}

const inCell = (text: string): string => zh.replace("每页最多多少个群", () => text);
const asRows = (text: string): string => zh.replace("page_size | int", () => `${text}\npage_size | int`);
const inResponse = (text: string): string =>
  zh.replace("has_more | boolean", () => `${text}\nhas_more | boolean`);
const inRequest = (text: string): string => zh.replace("任意一项即可 | ", () => text);
const inHtml = (text: string): string => html.replace("每页的数目", () => text);
const asExample = (text: string): string =>
  zh.replace(/```json[^]*?```/, () => `\`\`\`json\n${text}\n\`\`\``);

/** Each page is valid except for one hostile part. */
const pages: Record<string, string> = {
  "quotes in quotes": long("> "),
  "quotes in quotes in a cell": inCell(long(">")),
  "lists in lists": inCell(`\n${long("- ")}x`),
  "emphasis in emphasis": inCell(long("*a **b ")),
  underscores: inCell(long("_a")),
  brackets: inCell(long("[")),
  "links in links": inCell(long("[a](")),
  "images in images": inCell(long("![[")),
  "back-quotes of all lengths": inCell(
    Array.from({ length: 800 }, (_, index) => "`".repeat(index)).join(" "),
  ),
  backslashes: inCell(long("\\")),
  entities: inCell(long("&amp;&#x0;&#xD800;&nope;")),
  "incomplete tags": inCell(long("<a ")),
  "tags in tags": inCell(long("<div>")),
  "unclosed comments": inCell(long("<!-- ")),
  "tags in tags in an HTML cell": inHtml(long("<b><a>")),
  "tables in tables": inHtml(long("<table>")),
  "cells that cover everything": inHtml(
    `</td></tr>${long('<tr><td rowspan="9999" colspan="9999">a</td></tr>', 40_000)}`,
  ),
  "unclosed attributes": inHtml(`<td ${long('a="')}`),
  pipes: asRows(long("|")),
  "a thousand columns": zh.replaceAll(
    "名称 | 类型 | 必填 | 描述\n---|---|---|---",
    `${long("名称|", 4000)}\n${long("---|", 3000)}`,
  ),
  rules: zh.replace("---|---|---|---", () => `${long("-")}x`),
  "rules of many cells": zh.replace("---|---|---|---", () => `${long("-|")}x`),
  "many rows": asRows(rows((index) => `p${index} | int | 否 | x`)),
  "one row, many times": asRows(rows(() => "again | int | 否 | x")),
  "many objects in a row": inResponse(rows((index) => `o${index} | object | x`)),
  "objects in objects": inResponse(
    Array.from({ length: 200 }, (_, at) => `${"&nbsp;".repeat(at * 2)}o${at} | object | x`).join("\n"),
  ),
  "a name of many steps": asRows(`a${long(".a")} | int | 否 | x`),
  "a list of lists": asRows(`a | string${long("[]")} | 否 | x`),
  "types in types": asRows(`a | ${long("array<")} | 否 | x`),
  "marks before a name": inResponse(`${long("└ ")}a | int | x`),
  "many values": inCell(`x\n\n**可选值有**：\n\n${rows((index) => `- ${index}：x`)}`),
  "many labels": inCell(long("**默认值**： ")),
  "labels in labels": inCell(long("**")),
  "spaces before a colon": inCell(`**${" ".repeat(LONG)}x：`),
  conditions: inCell(long("when a is true ")),
  "incomplete conditions": inCell(`当${long(" a")}`),
  digits: inCell(`**默认值**：${long("1")}\n\n**最大值**：${long("9")}`),
  "a limit of many digits": zh.replace("1000 次/分钟", () => long("1")),
  scopes: inRequest(long("im:a ")),
  "incomplete scopes": inRequest(long("a.")),
  headings: `${long("# 请求x\n")}${zh}`,
  "brackets in a heading": `# ${long("(")}\n${zh}`,
  fences: `${long("```\nx\n```\n")}${zh}`,
  "unclosed front matter": `---\n${long("a: b\n")}${zh}`,
  "lists in an example": asExample(long("[")),
  "objects in an example": asExample(long('{"data":')),
  "many entries in an example": asExample(
    JSON.stringify({ code: 0, data: { items: Array.from({ length: 20_000 }, () => ({ a: 1 })) } }, null, 1),
  ),
  "a key with a special meaning in JavaScript": asExample(
    '{"__proto__": {"code": 0}, "constructor": 1, "toString": 2}',
  ),
  "rows with a special meaning in JavaScript": inResponse(
    "__proto__ | object | x\nconstructor | string | x\nhasOwnProperty | int | x",
  ),
  "an example that is null": asExample("null"),
  "many codes": `${zh}\n${rows((index) => `400 | ${index} | x | y`)}`,
  "bidirectional control characters": inCell("\u202E\u2066\u200B\u0007\u001B[31m"),
  "lone surrogates": inCell("\uD800 \uDC00 \uFFFF"),
};

test.for(Object.entries(pages))("reads or rejects a page with %s", async ([, page]) => {
  for (const options of [[], ["--draft"]]) {
    const { status, stdout, stderr } = await runCompare(["-", ...options], { stdin: page, width: 80 });
    expect([0, 2, 3]).toContain(status);
    expect(stdout === "").toBe(status === 2);
    expect(stderr).toMatch(status === 2 ? /^compare: stdin:\d+: .{1,400}\n$/ : /^$/);
    // No control character of a page may reach the terminal.
    expect(`${stdout}${stderr}`.replaceAll("\n", "")).not.toMatch(/\p{Cc}|\p{Cf}/u);
  }
});

test("reads or rejects a page that is truncated, or has a part removed, repeated or moved", async () => {
  const lines = zh.split("\n");
  const at = fc.nat(lines.length - 1);
  await fc.assert(
    fc.asyncProperty(
      at,
      fc.nat(12),
      at,
      fc.constantFrom("cut", "gone", "doubled", "moved"),
      async (from, count, to, how) => {
        const piece = lines.slice(from, from + count);
        const rest = lines.toSpliced(from, count);
        const changed = {
          cut: lines.slice(0, from),
          gone: rest,
          doubled: lines.toSpliced(to, 0, ...piece),
          moved: rest.toSpliced(to, 0, ...piece),
        }[how];
        const { status, stderr } = await runCompare(["-"], { stdin: changed.join("\n") });
        expect([0, 2, 3]).toContain(status);
        expect(stderr).toMatch(status === 2 ? /^compare: stdin:\d+: .+\n$/ : /^$/);
      },
    ),
    { numRuns: 150 },
  );
});
