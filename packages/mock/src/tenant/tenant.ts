import { seedChats, withFields } from "./chats.ts";
import type { Chat, ChatFields } from "./chats.ts";
import { randomFrom } from "../util/random.ts";
import type { Random } from "../util/random.ts";
import { seedUsers } from "./users.ts";
import type { User } from "./users.ts";

/** The tenant's chats. The same seed and options give the same chats. Only `changes.ts` modifies them. */
export interface Tenant {
  readonly seed: number;
  readonly key: string;
  readonly users: readonly User[];
  /** Continues after seeding, for chats that are created later. */
  readonly random: Random;
  /** The chats that the caller is in, oldest first. */
  chats: Chat[];
  /** The same chats, most recently active first. */
  byActivity: Chat[];
  /** Chats that the caller left. */
  left: Chat[];
  /**
   * The latest `activeTime`, in milliseconds. Later changes count up from it, so nothing depends on the system time.
   */
  lastActivity: number;
  /** The `sequence` of the next chat. */
  nextSequence: number;
  /** Number of changes so far. */
  revision: number;
}

/** Creates a tenant with a number of chats, or with the given ones, and one user per four chats. */
export function seedTenant(seed: number, countOrChats: number | readonly ChatFields[]): Tenant {
  const random = randomFrom(seed);
  const key = random.hex(16);
  const count = typeof countOrChats === "number" ? countOrChats : countOrChats.length;
  const users = seedUsers(random, Math.ceil(count / 4) + 1);
  const seeded = seedChats(random, count, users, key);
  const chats =
    typeof countOrChats === "number"
      ? seeded
      : countOrChats.map((fields, index) => withFields(seeded[index]!, fields));
  const byActivity = chats.toSorted(
    (left, right) => right.activeTime - left.activeTime || right.sequence - left.sequence,
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
