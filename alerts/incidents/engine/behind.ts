import type { Node } from './model.ts';

/** Everything that has an entity on one of its ways, what is nearer to it first. */
export function behind(node: Node): readonly Node[] {
  if (node.below.length === 0) return [];
  const round = {};
  const found = [...node.below];
  node.metIn = round;
  for (const other of node.below) other.metIn = round;
  for (const other of found) {
    for (const next of other.below) {
      if (next.metIn === round) continue;
      next.metIn = round;
      found.push(next);
    }
  }
  return found;
}
