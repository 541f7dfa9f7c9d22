import { isAlias, isNode, visit, type Document, type Node } from "yaml";

/** Values that all aliases of a file together may stand for. */
const MOST = 100_000;

/** Refuses, at its offset, an alias without an anchor, one within what it stands for, and the one that is too much. */
export function refuseUnfitAliases(
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
        return refuse(offset, `*${alias.source} stands within what it stands for`, "break the circle");
      total += sizeOf(target);
      if (total > MOST)
        return refuse(offset, `the aliases up to *${alias.source} stand for too much`, "write out less");
      return undefined;
    },
  });

  /** Of an anchor that comes before, and so holds only aliases that have been seen. */
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
