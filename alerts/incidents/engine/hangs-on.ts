import type { Behind } from '../../../ledger/record/incidents/incident-event.ts';
import { behind } from './behind.ts';
import { findRoot } from './find-root.ts';
import type { Fall, Node } from './model.ts';

/** Whether others hang on it, and nothing that could have taken it along is above it. */
export const isTop = ({ ways, below }: Node): boolean => ways.length === 0 && below.length > 0;

/**
 * What an entity took along when it was cut, and will have as soon as that is asked, where so many of it are down already
 * that it is no accident: `leastCount` of them, or all where they are fewer.
 */
export function hangsOn(node: Node, cut: Fall, leastCount: number): Behind | undefined {
  const all = behind(node);
  const isDown = ({ outage }: Node) => outage !== undefined && !outage.isQuiet;
  const isTakenAlong = (other: Node) => findRoot(other, isDown(other) ? (other.outage ?? cut) : cut) === node;
  const fallen = all.filter(isDown).filter(isTakenAlong);
  // What is alone down for long is looked at often: all that is behind it only where something fell with it.
  if (fallen.length === 0) return undefined;
  const hanging = all.filter(isTakenAlong);
  if (fallen.length < Math.min(leastCount, hanging.length)) return undefined;
  return { things: hanging.length, cameras: hanging.filter(({ facts }) => facts.kind === 'camera').length };
}
