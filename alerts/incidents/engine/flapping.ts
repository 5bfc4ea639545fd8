import type { EngineContext } from './engine-context.ts';
import type { Grouping } from './grouping.ts';
import type { Node } from './model.ts';

/** What goes down and comes back, again and again: one matter until it was quiet for long enough. */
export interface Flapping {
  /** One more outage that nothing else explains. */
  readonly countTurn: (node: Node, atMs: number) => void;
  /** It fell or came back: it is quiet from here on at the earliest. */
  readonly prolong: (node: Node) => void;
  /** The time to be quiet is over, unless it was prolonged. */
  readonly end: (node: Node) => void;
  readonly stop: (node: Node) => void;
}

export function createFlapping(
  { options, agenda, book, nowMs }: EngineContext,
  { ownIncident }: Pick<Grouping, 'ownIncident'>,
): Flapping {
  return { countTurn, prolong, end, stop };

  function countTurn(node: Node, atMs: number): void {
    node.turns = [...node.turns.filter((turnMs) => turnMs > atMs - options.flapMs), atMs];
    if (node.turns.length < options.flapCount || node.flapsUntilMs !== undefined) return;
    node.flapsUntilMs = nowMs();
    prolong(node);
    const incident = ownIncident(node, atMs);
    incident.isFlapping = true;
    if (incident.status === 'open') book.tell(incident, 'flapping');
  }

  function prolong(node: Node): void {
    if (node.flapsUntilMs === undefined) return;
    node.flapsUntilMs = nowMs() + options.flapMs;
    agenda.add(node.flapsUntilMs, { kind: 'quiet', node });
  }

  function end(node: Node): void {
    if (node.flapsUntilMs === nowMs()) stop(node);
  }

  function stop(node: Node): void {
    node.flapsUntilMs = undefined;
    node.turns = [];
    if (!node.own) return;
    node.own.isFlapping = false;
    book.touch(node.own);
  }
}
