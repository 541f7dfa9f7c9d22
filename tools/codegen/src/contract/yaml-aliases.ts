import { isAlias, isNode, isScalar, visit, type Document, type Node } from "yaml";

/** Limit for the number of values that the aliases of a file expand to. */
const MAX_VALUES = 100_000;

type Refuse = (offset: number, reason: string, remedy: string) => never;

/** Refuses a merge key, which YAML 1.2 lacks, and a key that is read as other text than is written, such as `1.0`. */
export function refuseAmbiguousKeys(source: Document, refuse: Refuse): void {
  visit(source, {
    Pair(_, { key }) {
      if (!isScalar(key))
        return refuse(isNode(key) ? (key.range?.[0] ?? 0) : 0, "a key is not a string", "write one");
      const [offset = 0] = key.range ?? [];
      if (key.value === "<<")
        refuse(offset, "`<<` merges nothing in YAML 1.2", "write out what it would merge");
      if (String(key.value) !== (key.source ?? key.value))
        refuse(offset, `the key ${key.source} is read as ${String(key.value)}`, "put it in quotes");
      return undefined;
    },
  });
}

/** Refuses an alias without an anchor, one inside its own anchor, and aliases that expand to too many values. */
export function refuseInvalidAliases(source: Document, refuse: Refuse): void {
  const sizes = new Map<Node, number>();
  let total = 0;
  visit(source, {
    Alias(_, alias) {
      const [offset = 0] = alias.range ?? [];
      const target = alias.resolve(source);
      if (!target)
        return refuse(
          offset,
          `*${alias.source} has no anchor before it`,
          `add &${alias.source} or correct it`,
        );
      const [start = 0, , end = 0] = target.range ?? [];
      if (start <= offset && offset < end)
        return refuse(offset, `*${alias.source} is inside its own anchor`, "break the cycle");
      total += sizeOf(target);
      if (total > MAX_VALUES)
        return refuse(
          offset,
          `the aliases up to *${alias.source} expand to too many values`,
          "write out less",
        );
      return undefined;
    },
  });

  /** The number of values of an anchored node. All aliases inside have been visited before. */
  function sizeOf(anchored: Node): number {
    const known = sizes.get(anchored);
    if (known !== undefined) return known;
    let size = 0;
    visit(anchored, {
      Node(_, node) {
        const target = isAlias(node) ? node.resolve(source) : undefined;
        size += isNode(target) ? sizeOf(target) : 1;
      },
    });
    sizes.set(anchored, size);
    return size;
  }
}
