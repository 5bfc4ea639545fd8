import type { EngineContext } from './engine-context.ts';
import type { PlannedWorkEvent } from './engine-input.ts';
import type { Root } from './model.ts';
import type { PlannedWorks } from './planned-works.ts';

/** Planned work keeps quiet what it takes down, for as long as it is on. */
export interface Muting {
  readonly begin: (work: PlannedWorkEvent) => void;
  readonly end: (work: PlannedWorkEvent) => void;
}

export function createMuting(
  { agenda, book, nowMs }: EngineContext,
  works: PlannedWorks,
  isMuted: (root: Root) => boolean,
): Muting {
  return { begin, end };

  function begin(work: PlannedWorkEvent): void {
    works.put(work);
    if (work.toMs > nowMs()) agenda.add(work.toMs, { kind: 'work-end', work });
    unmute();
  }

  function end(work: PlannedWorkEvent): void {
    works.drop(work);
    unmute();
  }

  /** What is still down when the work on it is over is news. */
  function unmute(): void {
    const over = [...book.unresolved].filter((incident) => incident.isMuted && !isMuted(incident.root));
    for (const incident of over.sort((a, b) => (a.id < b.id ? -1 : 1))) {
      incident.isMuted = false;
      if (incident.status === 'open') book.tell(incident, 'unmuted');
    }
  }
}

/** Whether work is on at everything that it is blamed on. */
export function isMutedAt(works: PlannedWorks, root: Root, atMs: number): boolean {
  if (root.kind === 'collector') return false;
  const nodes = root.kind === 'entity' ? [root.node] : [...root.fallen];
  return nodes.length > 0 && nodes.every((node) => works.covers(node, atMs));
}
