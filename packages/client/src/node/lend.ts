/**
 * Makes `own` pass for `platform` (`instanceof` holds) and lends it every member it lacks, from the platform's real
 * object that `whole` makes when it is first needed. What a later Node adds is lent as well.
 */
export function lend<Own extends object>(own: Own, platform: object, whole: (self: Own) => object): void {
  Object.setPrototypeOf(own, platform);
  for (const name of Reflect.ownKeys(platform)) {
    const member = Object.getOwnPropertyDescriptor(platform, name);
    const isMethod = typeof member?.value === "function";
    if (Object.hasOwn(own, name) || !(isMethod || member?.get)) continue;
    const lent = !isMethod
      ? {
          get(this: Own): unknown {
            return Reflect.get(whole(this), name);
          },
        }
      : {
          value(this: Own, ...values: unknown[]): unknown {
            return Reflect.apply(member.value as (...values: unknown[]) => unknown, whole(this), values);
          },
        };
    Object.defineProperty(own, name, { configurable: true, ...lent });
  }
}
