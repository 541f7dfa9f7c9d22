import fc from "fast-check";
import { expect, test } from "vitest";
import { changeChat, createChat, joinChat, leaveChat, touchChat } from "../src/tenant/changes.ts";
import type { Chat } from "../src/tenant/chats.ts";
import { seedTenant } from "../src/tenant/tenant.ts";
import type { Tenant } from "../src/tenant/tenant.ts";

const idsOf = (chats: readonly Chat[]): string[] => chats.map(({ chat_id }) => chat_id);
const newId = `oc_${"0a".repeat(16)}`;

test("creates a chat with a given id, unless the tenant has it", () => {
  const tenant = seedTenant(1, 2);
  expect(createChat(tenant, { chat_id: newId, name: "一" })).toMatchObject({
    chat_id: newId,
    name: "一",
    chat_status: "normal",
    sequence: 2,
  });
  expect(createChat(tenant, { chat_status: "dissolved" }).chat_status).toBe("dissolved");
  leaveChat(tenant, newId);
  for (const chat_id of [newId, tenant.chats[0]!.chat_id]) {
    const before = structuredClone(tenant.chats);
    expect(() => createChat(tenant, { chat_id })).toThrow(
      `the tenant already has a chat ${chat_id}; choose another chat_id`,
    );
    expect(tenant.chats).toEqual(before);
  }
});

test("a change keeps other fields, also of a chat that was left", () => {
  const tenant = seedTenant(1, 1);
  const [chat] = tenant.chats;
  const before = { ...chat! };
  leaveChat(tenant, before.chat_id);
  expect(changeChat(tenant, before.chat_id, { name: "改名" })).toBe(chat);
  expect(chat).toEqual({ ...before, name: "改名" });
});

test.each([0, 1, 2])("chat %i returns to its place when it is joined again", (index) => {
  const tenant = seedTenant(1, 3);
  const ids = idsOf(tenant.chats);
  leaveChat(tenant, ids[index]!);
  expect(idsOf(tenant.chats)).toEqual(ids.filter((id) => id !== ids[index]));
  joinChat(tenant, ids[index]!);
  expect(idsOf(tenant.chats)).toEqual(ids);
});

/** Actions, and whether they change a chat that the caller is in, and one that it left. */
const actions = {
  touch: { change: touchChat, member: true, left: "throws" },
  leave: { change: leaveChat, member: true, left: false },
  join: { change: joinChat, member: false, left: true },
  rename: {
    change: (tenant: Tenant, id: string) => changeChat(tenant, id, { name: "改" }),
    member: true,
    left: true,
  },
} as const;

test("both orders contain the same chats after any changes, and each change counts once", () => {
  const names = fc.constantFrom(...(Object.keys(actions) as (keyof typeof actions)[]), "create" as const);
  fc.assert(
    fc.property(fc.array(fc.tuple(names, fc.nat()), { maxLength: 40 }), (steps) => {
      const tenant = seedTenant(3, 5);
      const every = new Set(idsOf(tenant.chats));
      for (const [name, at] of steps) {
        const { revision, lastActivity } = tenant;
        const id = [...every][at % every.size]!;
        if (name === "create") {
          every.add(createChat(tenant).chat_id);
          expect(tenant.revision).toBe(revision + 1);
        } else {
          const { change, member, left } = actions[name];
          const changes = tenant.left.some(({ chat_id }) => chat_id === id) ? left : member;
          if (changes === "throws") expect(() => change(tenant, id)).toThrow(`the tenant has no chat ${id}`);
          else expect(change(tenant, id).chat_id).toBe(id);
          expect(tenant.revision).toBe(revision + (changes === true ? 1 : 0));
        }
        if (tenant.lastActivity !== lastActivity) {
          expect(tenant.lastActivity).toBe(lastActivity + 1);
          expect(tenant.byActivity[0]!.activeTime).toBe(tenant.lastActivity);
        }
        expect(tenant.chats).toEqual(tenant.chats.toSorted((left, right) => left.sequence - right.sequence));
        expect(tenant.byActivity).toEqual(
          tenant.chats.toSorted((left, right) => right.activeTime - left.activeTime),
        );
        expect(new Set(idsOf([...tenant.chats, ...tenant.left]))).toEqual(every);
        expect(tenant.chats.length + tenant.left.length).toBe(every.size);
      }
    }),
    { numRuns: 100 },
  );
});
