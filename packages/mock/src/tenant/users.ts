import type { Random } from "../util/random.ts";

/** The ids of a user, by `user_id_type`. */
export interface User {
  /** `ou_` and 32 hexadecimal digits. Identifies the user within one app. */
  open_id: string;
  /** `on_` and 32 hexadecimal digits. Identifies the user within the apps of one developer. */
  union_id: string;
  /** 8 characters. Identifies the user within the tenant. */
  user_id: string;
}

/** Creates users with unique ids. */
export function seedUsers(random: Random, count: number): User[] {
  return Array.from({ length: count }, () => ({
    open_id: `ou_${random.hex(32)}`,
    union_id: `on_${random.hex(32)}`,
    user_id: random.hex(8),
  }));
}
