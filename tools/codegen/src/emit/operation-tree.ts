import type { Model, Operation } from "../model/model.ts";

/** Operations nested by the steps of their ids: `im`, `v1`, `chat`, `list`. */
export type Tree = Map<string, Operation | Tree>;

/** Nests the operations. In a model no id repeats or is a prefix of another. */
export function operationTree(model: Model): Tree {
  const root: Tree = new Map();
  for (const operation of model.operations) {
    const steps = operation.id.split(".");
    const leaf = steps.pop() ?? "";
    let node = root;
    for (const step of steps) {
      const next = node.get(step);
      const child: Tree = next instanceof Map ? next : new Map();
      node.set(step, child);
      node = child;
    }
    node.set(leaf, operation);
  }
  return root;
}
