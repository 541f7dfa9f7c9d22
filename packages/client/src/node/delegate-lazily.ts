/**
 * Makes the prototype `own` stand in for a class of the platform: `instanceof` holds, and every member that `own` lacks
 * is delegated to the real object, which `toReal` creates when it is first needed. The platform's class is accessed only
 * for a missing member, since in Node its first use loads the whole of `fetch`, which takes longer than a request.
 */
export function delegateLazily<Own extends object>(
  own: Own,
  platform: () => object,
  toReal: (self: Own) => object,
): void {
  const load = (): object => {
    Object.setPrototypeOf(own, platform());
    delegateMembers(own, platform(), toReal);
    return own;
  };
  Object.setPrototypeOf(
    own,
    new Proxy(Object.create(null) as object, {
      // `await` reads `then`, which no class of the platform has.
      get: (_, name, self) => (name === "then" ? undefined : Reflect.get(load(), name, self)),
      has: (_, name) => Reflect.has(load(), name),
      getPrototypeOf: () => (load(), platform()),
    }),
  );
}

function delegateMembers<Own extends object>(
  own: Own,
  platform: object,
  toReal: (self: Own) => object,
): void {
  for (const name of Reflect.ownKeys(platform)) {
    const member = Object.getOwnPropertyDescriptor(platform, name);
    const isMethod = typeof member?.value === "function";
    if (Object.hasOwn(own, name) || !(isMethod || member?.get)) continue;
    const delegate = !isMethod
      ? {
          get(this: Own): unknown {
            return Reflect.get(toReal(this), name);
          },
        }
      : {
          value(this: Own, ...values: unknown[]): unknown {
            return Reflect.apply(member.value as (...values: unknown[]) => unknown, toReal(this), values);
          },
        };
    Object.defineProperty(own, name, { configurable: true, ...delegate });
  }
}
