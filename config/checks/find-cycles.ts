/**
 * The circles in a graph, each once, as the nodes along it. A depth-first walk without recursion, since a long chain
 * of switches must not exhaust the stack.
 */
export function findCycles<Node>(
  nodes: Iterable<Node>,
  nextOf: (node: Node) => readonly Node[],
): readonly (readonly Node[])[] {
  const cycles: (readonly Node[])[] = [];
  const finished = new Set<Node>();
  for (const start of nodes) {
    const path: Node[] = [];
    const positions = new Map<Node, number>();
    const pending: { readonly node: Node; readonly depth: number }[] = [{ node: start, depth: 0 }];
    for (let step = pending.pop(); step; step = pending.pop()) {
      for (const left of path.splice(step.depth)) {
        positions.delete(left);
        finished.add(left);
      }
      const position = positions.get(step.node);
      if (position !== undefined) cycles.push(path.slice(position));
      if (position !== undefined || finished.has(step.node)) continue;
      positions.set(step.node, path.length);
      path.push(step.node);
      const depth = path.length;
      for (const node of nextOf(step.node)) pending.push({ node, depth });
    }
    for (const left of path) finished.add(left);
  }
  return cycles;
}
