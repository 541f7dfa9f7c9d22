import { execFile, spawnSync } from "node:child_process";
import { isDeepStrictEqual, promisify } from "node:util";
import { expect, test } from "vitest";
import { codeOf, type Aim } from "../src/probe/case.ts";
import { curlOf } from "../src/probe/curl.ts";
import { probe } from "../src/probe/run.ts";
import { withoutLogId } from "../src/probe/run-walks.ts";
import { mockWith } from "./support/proxy.ts";

const hasCurl = spawnSync("curl", ["--version"]).status === 0;
/** Cases whose requests are odd in themselves; of the others, every so many are repeated. */
const odd = new Set<Aim>(["path", "method", "authorization", "unknown"]);
const step = 12;
const token = "t-7f1bcd13fc57d46bac21793a18e560";

/** The last answer that a command prints. */
async function answerTo(command: string): Promise<{ status: number; text: string }> {
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

// A server with faults in both directions: what it takes for good, and what it answers.
const faulty = mockWith(() => ({
  request: (asked) => void (asked.target = asked.target.replace("page_size=0x10", "page_size=16")),
  answer(answer, { target }) {
    if (target.endsWith("sort_type=ByActiveTimeDesc")) answer.status = 418;
  },
}));

test.skipIf(!hasCurl)("the curl of a fault repeats it", async () => {
  const { faults, exchanges, target } = await probe({ start: faulty });
  const server = await faulty({ chats: 123, seed: 1, now: () => Date.UTC(2026, 10, 23, 4) });
  try {
    const told = faults.filter(({ check, given }) => given === undefined && check !== "defaults");
    const alike = [...Map.groupBy(told, ({ repeat }) => repeat).values()].map(([first]) => first!);
    expect(alike.length).toBeGreaterThan(1);
    for (const { repeat: curl, got, case: name } of alike.slice(0, 8)) {
      const { status, text } = await answerTo(curl.replaceAll(target, server.url));
      const code = text.startsWith("{") ? `code ${codeOf(JSON.parse(text))}` : "";
      expect([name, got]).toEqual([name, expect.stringContaining(`${status} with ${code}`)]);
    }

    // Whatever can be asked without a state, with the token in the environment.
    const stateless = exchanges.filter(
      ({ case: one }) =>
        one.given === undefined && !one.expect.transport && one.aim !== "state" && one.aim !== "token",
    );
    const some = stateless.filter(({ case: { aim } }, index) => odd.has(aim) || index % step === 0);
    for (const { case: one, answer } of some) {
      const command = curlOf(server.url, one.request, token);
      expect(command).not.toContain(token);
      if (!command.startsWith("curl")) continue;
      const { status, text } = await answerTo(command);
      const isSame = status === answer.status && isDeepStrictEqual(bodyOf(text), bodyOf(answer.text));
      expect([
        one.name,
        isSame ? "" : `${status} ${text.slice(0, 200)}, was ${answer.status} ${answer.text.slice(0, 200)}`,
      ]).toEqual([one.name, ""]);
    }
  } finally {
    await server.close();
  }
});
