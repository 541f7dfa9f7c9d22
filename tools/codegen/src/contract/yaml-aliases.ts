import { isAlias, isNode, visit, type Document, type Node } from "yaml";

/** Limit for the number of values that the aliases of a file expand to. */
const MAX_VALUES = 100_000;

/** Refuses an alias without an anchor, one inside its own anchor, and aliases that expand to too many values. */
export function refuseInvalidAliases(
  source: Document,
  refuse: (offset: number, reason: string, remedy: string) => never,
): void {
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
