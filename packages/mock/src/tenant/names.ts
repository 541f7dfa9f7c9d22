import type { Random } from "../util/random.ts";

const teams = "产品 研发 设计 市场 销售 人事 财务 法务 客服 数据 运维 华东大区".split(" ");
const purposes = "讨论群 项目组 周会 值班群 通知群 需求评审 新人群 公告 故障响应 读书会".split(" ");
const topics = "Platform Growth Mobile Payments Search Design Data Release Infra Lark".split(" ");
const kinds = "weekly, on-call, standup, announcements, project, incidents, hiring, book club".split(", ");
const descriptions = [
  "测试群描述",
  "日常沟通，请勿发广告",
  "每周三上午十点同步进展",
  "Questions are welcome, decisions go to the wiki",
  "Alerts only; discuss them in the thread",
  "Meets every other Friday",
];

/** A random chat name, Chinese or English. Not unique, as in a real tenant. */
export function chatName(random: Random): string {
  return random.below(3) === 0
    ? `${random.pick(topics)} ${random.pick(kinds)}`
    : `${random.pick(teams)}${random.pick(purposes)}`;
}

/** A random chat description. About 1 in 3 is empty. */
export function chatDescription(random: Random): string {
  return random.below(3) === 0 ? "" : random.pick(descriptions);
}
