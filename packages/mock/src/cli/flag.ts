import type { MockOptions } from "../options.ts";
import type { Rule } from "../faults/rule.ts";

/** What the command line has gathered, while it is read. */
export interface Draft {
  options: MockOptions;
  /** Path of a file with the chats. */
  data: string | undefined;
  /** What is to go wrong with every operation. */
  failure: Pick<Rule, "fault" | "code" | "rate">;
  delay: Rule["delay"];
  /** Whom to record. */
  upstream: string | undefined;
  /** Switches of the program itself. */
  switches: Set<string>;
}

/** A flag: how it is written, what the help says of it, and what it does. */
export interface Flag {
  /** Without the dashes. */
  readonly name: string;
  /** What the help writes for its value; undefined for a switch, which has none. */
  readonly value?: string;
  /** What stands for its value where none is given. Without it a value must be. */
  readonly fallback?: string;
  readonly about: string;
  readonly chinese: string;
  /** Puts the value into the draft; else says what it must be. */
  take(draft: Draft, text: string): string | undefined;
}

/** A headline of the help and the flags under it. */
export interface FlagGroup {
  readonly title: string;
  readonly flags: readonly Flag[];
}
