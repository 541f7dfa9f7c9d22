import { execFile, spawnSync } from "node:child_process";
import { isDeepStrictEqual, promisify } from "node:util";
import { expect, test } from "vitest";
import type { Category } from "../src/cases/case.ts";
import { probe } from "../src/probe/probe.ts";
import { curlOf } from "../src/report/curl.ts";
import { withoutLogId } from "../src/server/walks.ts";
import { codeOf } from "../src/wire/types.ts";
import { mockBehind } from "./mutants/proxy.ts";

const hasCurl = spawnSync("curl", ["--version"]).status === 0;
/** Categories of unusual requests: all of them are repeated, of the others one in twelve. */
const unusual = new Set<Category>(["path", "method", "authorization", "unknown"]);
const step = 12;
const token = "t-7f1bcd13fc57d46bac21793a18e560";

/** The last response that a command prints. */
async function run(command: string): Promise<{ status: number; text: string }> {
  const { stdout } = await promisify(execFile)("sh", ["-c", command], {
    encoding: "utf8",
    env: { ...process.env, FEISHU_TOKEN: token },
  });
  const end = stdout.indexOf("\r\n\r\n");
  return { status: Number(/^HTTP\/1\.1 (\d+)/.exec(stdout)?.[1]), text: stdout.slice(end + 4) };
}

function bodyOf(text: string): unknown {
  return text.startsWith("{") ? withoutLogId(JSON.parse(text)) : text;
}

/** Accepts an invalid request, and sends an undocumented status. */
const startMutant = mockBehind(() => ({
  request: (request) => void (request.target = request.target.replace("page_size=0x10", "page_size=16")),
  response(response, { target }) {
    if (target.endsWith("sort_type=ByActiveTimeDesc")) response.status = 418;
  },
}));

test.skipIf(!hasCurl)("the curl command of a finding repeats its request", async () => {
  const { findings, exchanges, target } = await probe({ start: startMutant });
  const server = await startMutant({ chats: 123, seed: 1, now: () => Date.UTC(2026, 10, 23, 4) });
  try {
    const stateless = findings.filter(
      ({ assertion, state }) => state === undefined && assertion !== "default_values",
    );
    const distinct = [...Map.groupBy(stateless, ({ repeat }) => repeat).values()].map(([first]) => first!);
    expect(distinct.length).toBeGreaterThan(1);
    for (const { repeat, got, case: name } of distinct.slice(0, 8)) {
      const { status, text } = await run(repeat.replaceAll(target, server.url));
      const code = text.startsWith("{") ? `code ${codeOf(JSON.parse(text))}` : "";
      expect([name, got]).toEqual([name, expect.stringContaining(`${status} with ${code}`)]);
    }

    // Every kind of request that needs no state, with the token in the environment.
    const repeatable = exchanges.filter(
      ({ case: { state, expect: expected, category } }) =>
        state === undefined && !expected.transport && category !== "state" && category !== "cursor",
    );
    const selected = repeatable.filter(
      ({ case: { category } }, index) => unusual.has(category) || index % step === 0,
    );
    for (const { case: testCase, response } of selected) {
      const command = curlOf(server.url, testCase.request, token);
      expect(command).not.toContain(token);
      if (!command.startsWith("curl")) continue;
      const { status, text } = await run(command);
      const isSame = status === response.status && isDeepStrictEqual(bodyOf(text), bodyOf(response.text));
      const difference = `${status} ${text.slice(0, 200)}, was ${response.status} ${response.text.slice(0, 200)}`;
      expect([testCase.name, isSame ? "" : difference]).toEqual([testCase.name, ""]);
    }
  } finally {
    await server.close();
  }
});
