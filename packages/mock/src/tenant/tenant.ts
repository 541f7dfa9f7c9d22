import { completeChat, seedChats } from "./chats.ts";
import type { Chat, ChatFields } from "./chats.ts";
import { randomFrom } from "./random.ts";
import type { Random } from "./random.ts";
import { seedUsers } from "./users.ts";
import type { User } from "./users.ts";

/** All chats of a mock. The same seed and the same making give the same ones. `changes.ts` alone changes it. */
export interface Tenant {
  readonly seed: number;
  readonly key: string;
  readonly users: readonly User[];
  /** Goes on where the seeding stopped, for what is made later. */
  readonly random: Random;
  /** The chats that the caller is in, oldest first. */
  chats: Chat[];
  /** The same, the one that was active last first. */
  byActivity: Chat[];
  /** Chats that the caller is not in, or not any more. */
  left: Chat[];
  /** The latest `activeTime` of all, in milliseconds. A clock of its own: nothing depends on the day. */
  lastActivity: number;
  /** The `sequence` of the next chat. */
  nextSequence: number;
  /** How many changes there were: whoever looks again sees whether there were any. */
  revision: number;
}

/** Makes a tenant with as many chats as asked for, or with the given ones, and about one user for four chats. */
export function seedTenant(seed: number, wanted: number | readonly ChatFields[]): Tenant {
  const random = randomFrom(seed);
  const key = random.hex(16);
  const count = typeof wanted === "number" ? wanted : wanted.length;
  const users = seedUsers(random, Math.ceil(count / 4) + 1);
  const seeded = seedChats(random, count, users, key);
  const chats =
    typeof wanted === "number" ? seeded : wanted.map((fields, at) => completeChat(seeded[at]!, fields));
  const byActivity = chats.toSorted(
    (one, other) => other.activeTime - one.activeTime || other.sequence - one.sequence,
  );
  const lastActivity = byActivity[0]?.activeTime ?? 0;
  return {
    seed,
    key,
    users,
    random,
    chats,
    byActivity,
    left: [],
    lastActivity,
    nextSequence: count,
    revision: 0,
  };
}
