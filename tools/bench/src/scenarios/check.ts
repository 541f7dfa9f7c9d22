import { responseCheck } from "@feishu-openapi/client/check";
import { chatAt } from "../harness/chats.ts";
import { interleave, type Measure } from "../harness/figures.ts";
import type { Scenario } from "../harness/scenario.ts";

const ROUNDS = { full: 41, quick: 11, tiny: 1 };
const REPEATS = { full: 200, quick: 50, tiny: 2 };

/** The cost of the response check beside that of parsing the same response. */
export const check: Scenario = {
  name: "check",
  title: "The response check",
  note: "CPU of one page of 100 chats without drift; the ratio is to `JSON.parse` of the same page.",
  async measure(_server, effort): Promise<Measure[]> {
    const items = Array.from({ length: 100 }, (_, index) => chatAt(index));
    const text = JSON.stringify({ items, has_more: true, page_token: "next" });
    const page: unknown = JSON.parse(text);
    if (responseCheck.find("im.v1.chat.list", page).length > 0) throw new Error("check: the page drifts");
    const subjects = {
      parse: () => void JSON.parse(text),
      check: () => void responseCheck.find("im.v1.chat.list", page),
    };
    const samples = await interleave(ROUNDS[effort], ["parse", "check"], async (subject) => {
      const before = process.cpuUsage();
      for (let repeat = 0; repeat < REPEATS[effort]; repeat += 1) subjects[subject]();
      const { user, system } = process.cpuUsage(before);
      return { cpu: (user + system) / REPEATS[effort] };
    });
    const titles = { parse: "JSON.parse", check: "response check" };
    return [{ key: "check", title: "CPU", unit: "µs", base: "parse", samples: samples["cpu"]!, titles }];
  },
};
