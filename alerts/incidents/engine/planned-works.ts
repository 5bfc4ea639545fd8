import type { Entity } from '../../../core/domain/state.ts';
import type { PlannedWorkEvent } from './engine-input.ts';
import type { Node } from './model.ts';

export interface PlannedWorks {
  readonly put: (work: PlannedWorkEvent) => void;
  /** Unless other work has taken its place. */
  readonly drop: (work: PlannedWorkEvent) => void;
  /** Whether something is worked on, or something on all ways to it. */
  readonly covers: (node: Node, atMs: number) => boolean;
  readonly all: () => Iterable<PlannedWorkEvent>;
}

export function createPlannedWorks(): PlannedWorks {
  const works = new Map<string, PlannedWorkEvent>();
  const byEntity = new Map<Entity, Set<string>>();

  return {
    put: (work) => {
      remove(work.id);
      works.set(work.id, work);
      for (const entity of work.entities) {
        const ids = byEntity.get(entity) ?? new Set();
        byEntity.set(entity, ids.add(work.id));
      }
    },
    drop: (work) => {
      if (works.get(work.id) === work) remove(work.id);
    },
    covers: (node, atMs) => works.size > 0 && covers(node, atMs, new Map()),
    all: () => works.values(),
  };

  function remove(id: string): void {
    for (const entity of works.get(id)?.entities ?? []) {
      const ids = byEntity.get(entity);
      ids?.delete(id);
      if (ids?.size === 0) byEntity.delete(entity);
    }
    works.delete(id);
  }

  function covers(node: Node, atMs: number, met: Map<Node, boolean>): boolean {
    const known = met.get(node);
    if (known !== undefined) return known;
    met.set(node, false);
    const { entity, ways } = node;
    const areWaysCovered = () => ways.every((way) => way.some((member) => covers(member, atMs, met)));
    const isCovered = isWorkedOn(entity, atMs) || (ways.length > 0 && areWaysCovered());
    met.set(node, isCovered);
    return isCovered;
  }

  function isWorkedOn(entity: Entity, atMs: number): boolean {
    const ids = byEntity.get(entity);
    if (!ids) return false;
    return [...ids].some((id) => {
      const work = works.get(id);
      return work !== undefined && work.fromMs <= atMs && atMs < work.toMs;
    });
  }
}
