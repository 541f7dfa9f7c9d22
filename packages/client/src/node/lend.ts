/**
 * Makes `own` pass for a class of the platform (`instanceof` holds) and lends it every member it lacks, from the
 * platform's real object that `whole` makes when it is first needed. The platform's class itself is looked at only
 * when a member is missing: in Node its first use loads the whole of `fetch`, which takes longer than a request.
 */
export function lend<Own extends object>(
  own: Own,
  platform: () => object,
  whole: (self: Own) => object,
): void {
  const load = (): object => {
    Object.setPrototypeOf(own, platform());
    lendMembers(own, platform(), whole);
    return own;
  };
  Object.setPrototypeOf(
    own,
    new Proxy(Object.create(null) as object, {
      // Whoever awaits a value asks for `then`; no class of the platform has one.
      get: (_, name, self) => (name === "then" ? undefined : Reflect.get(load(), name, self)),
      has: (_, name) => Reflect.has(load(), name),
      getPrototypeOf: () => (load(), platform()),
    }),
  );
}

function lendMembers<Own extends object>(own: Own, platform: object, whole: (self: Own) => object): void {
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
