import type { Random } from "./random.ts";

/** A user of the tenant by each kind of id that `user_id_type` names. */
export interface User {
  /** `ou_` and 32 hexadecimal digits: the user within one app. */
  open_id: string;
  /** `on_` and 32 hexadecimal digits: the user within one developer's apps. */
  union_id: string;
  /** 8 characters: the user within the tenant. */
  user_id: string;
}

/** Makes as many users as asked for, no two alike in any id. */
export function seedUsers(random: Random, count: number): User[] {
  return Array.from({ length: count }, () => ({
    open_id: `ou_${random.hex(32)}`,
    union_id: `on_${random.hex(32)}`,
    user_id: random.hex(8),
  }));
}
