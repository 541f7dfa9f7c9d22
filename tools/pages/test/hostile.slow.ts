import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { PAGES, runCompare } from "./support/run.ts";

const zh = readFileSync(join(PAGES, "chats.zh.md"), "utf8");
const html = readFileSync(join(PAGES, "chats-html.zh.md"), "utf8");

/** So much that reading in quadratic time makes these tests take minutes. */
const LONG = 60_000;

function long(piece: string, length = LONG): string {
  return piece.repeat(Math.floor(length / piece.length));
}

function rows(row: (index: number) => string): string {
  return Array.from({ length: LONG / 20 }, (_, index) => row(index)).join("\n");
}

const inCell = (text: string): string => zh.replace("每页最多多少个群", () => text);
const asRows = (text: string): string => zh.replace("page_size | int", () => `${text}\npage_size | int`);
const inAnswer = (text: string): string =>
  zh.replace("has_more | boolean", () => `${text}\nhas_more | boolean`);
const inRequest = (text: string): string => zh.replace("任意一项即可 | ", () => text);
const inHtml = (text: string): string => html.replace("每页的数目", () => text);
const asExample = (text: string): string =>
  zh.replace(/```json[^]*?```/, () => `\`\`\`json\n${text}\n\`\`\``);

/** Each is understood, or is refused in one line; the page around them is a good one. */
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
  "half a tag": inCell(long("<a ")),
  "tags in tags": inCell(long("<div>")),
  "comments left open": inCell(long("<!-- ")),
  "tags in tags in a cell of HTML": inHtml(long("<b><a>")),
  "tables in tables": inHtml(long("<table>")),
  "cells that cover everything": inHtml(
    `</td></tr>${long('<tr><td rowspan="9999" colspan="9999">a</td></tr>', 40_000)}`,
  ),
  "attributes without end": inHtml(`<td ${long('a="')}`),
  pipes: asRows(long("|")),
  "a thousand columns": zh.replaceAll(
    "名称 | 类型 | 必填 | 描述\n---|---|---|---",
    `${long("名称|", 4000)}\n${long("---|", 3000)}`,
  ),
  rules: zh.replace("---|---|---|---", () => `${long("-")}x`),
  "rules of many cells": zh.replace("---|---|---|---", () => `${long("-|")}x`),
  "many rows": asRows(rows((index) => `p${index} | int | 否 | x`)),
  "one row, many times": asRows(rows(() => "again | int | 否 | x")),
  "many objects in a row": inAnswer(rows((index) => `o${index} | object | x`)),
  "objects in objects": inAnswer(
    Array.from({ length: 200 }, (_, at) => `${"&nbsp;".repeat(at * 2)}o${at} | object | x`).join("\n"),
  ),
  "a name of many steps": asRows(`a${long(".a")} | int | 否 | x`),
  "a list of lists": asRows(`a | string${long("[]")} | 否 | x`),
  "types in types": asRows(`a | ${long("array<")} | 否 | x`),
  "marks before a name": inAnswer(`${long("└ ")}a | int | x`),
  "many values": inCell(`x\n\n**可选值有**：\n\n${rows((index) => `- ${index}：x`)}`),
  "many labels": inCell(long("**默认值**： ")),
  "labels in labels": inCell(long("**")),
  "spaces before a colon": inCell(`**${" ".repeat(LONG)}x：`),
  conditions: inCell(long("when a is true ")),
  "conditions half said": inCell(`当${long(" a")}`),
  digits: inCell(`**默认值**：${long("1")}\n\n**最大值**：${long("9")}`),
  "a limit of many digits": zh.replace("1000 次/分钟", () => long("1")),
  scopes: inRequest(long("im:a ")),
  "half a scope": inRequest(long("a.")),
  headings: `${long("# 请求x\n")}${zh}`,
  "brackets in a heading": `# ${long("(")}\n${zh}`,
  fences: `${long("```\nx\n```\n")}${zh}`,
  "front matter without end": `---\n${long("a: b\n")}${zh}`,
  "lists in an example": asExample(long("[")),
  "objects in an example": asExample(long('{"data":')),
  "many entries in an example": asExample(
    JSON.stringify({ code: 0, data: { items: Array.from({ length: 20_000 }, () => ({ a: 1 })) } }, null, 1),
  ),
  "a key that means something to JavaScript": asExample(
    '{"__proto__": {"code": 0}, "constructor": 1, "toString": 2}',
  ),
  "rows that mean something to JavaScript": inAnswer(
    "__proto__ | object | x\nconstructor | string | x\nhasOwnProperty | int | x",
  ),
  "an example that is null": asExample("null"),
  "many codes": `${zh}\n${rows((index) => `400 | ${index} | x | y`)}`,
  "marks that turn the writing round": inCell("\u202E\u2066\u200B\u0007\u001B[31m"),
  "characters cut in half": inCell("\uD800 \uDC00 \uFFFF"),
};

test.for(Object.entries(pages))("%s: an answer in order, and no fault", async ([, page]) => {
  for (const wish of [[], ["--draft"]]) {
    const { status, stdout, stderr } = await runCompare(["-", ...wish], { stdin: page, width: 80 });
    expect([0, 2, 3]).toContain(status);
    expect(stdout === "").toBe(status === 2);
    expect(stderr).toMatch(status === 2 ? /^compare: stdin:\d+: .{1,400}\n$/ : /^$/);
    // Nothing that a page says may steer the terminal.
    expect(`${stdout}${stderr}`.replaceAll("\n", "")).not.toMatch(/\p{Cc}|\p{Cf}/u);
  }
});

test("a page cut short or with a piece gone, doubled or moved never is a fault of ours", async () => {
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
