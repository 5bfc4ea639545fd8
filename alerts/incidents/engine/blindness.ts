import type { CollectorRoot } from '../../../ledger/record/incidents/incident-event.ts';
import type { SightEvent } from '../../../ledger/record/incidents/incident-inputs.ts';
import type { EngineContext } from './engine-context.ts';
import type { EngineParts } from './engine-parts.ts';
import type { Flapping } from './flapping.ts';
import type { Task } from './model.ts';

/** Collectors that see nothing, and what waits until they do. */
export interface Blindness {
  readonly take: (event: SightEvent) => void;
  /** It has been blind for long enough to be told of, unless it sees again. */
  readonly report: (collector: string, sinceMs: number) => void;
  readonly isSuspended: (task: Task) => boolean;
  /** To be done when somebody sees again. */
  readonly freeze: (task: Task) => void;
  readonly frozen: () => readonly Task[];
}

export function createBlindness(
  { options, agenda, book, nowMs }: EngineContext,
  { blindSince, ofCollectors }: Pick<EngineParts, 'blindSince' | 'ofCollectors'>,
  flapping: Pick<Flapping, 'prolong'>,
): Blindness {
  let frozen: Task[] = [];
  return {
    take,
    report,
    isSuspended,
    freeze: (task) => void frozen.push(task),
    frozen: () => frozen,
  };

  function take({ collector, sight, clockDoubt }: SightEvent): void {
    if (sight === 'blind') {
      if (blindSince.has(collector) && isDoubted(collector) === (clockDoubt !== undefined)) return;
      blindSince.set(collector, nowMs());
      if (clockDoubt) tellBlindness({ kind: 'collector', collector, clockDoubt }, nowMs());
      else agenda.add(nowMs() + options.blindMs, { kind: 'blind', collector, sinceMs: nowMs() });
      return;
    }
    blindSince.delete(collector);
    const incident = ofCollectors.get(collector);
    if (incident) book.touch(incident);
    const suspended = frozen;
    frozen = [];
    for (const task of suspended) {
      if (task.kind === 'quiet') flapping.prolong(task.node);
      else agenda.add(nowMs() + (task.kind === 'recheck' ? options.returnMs : options.settleMs), task);
    }
  }

  function report(collector: string, sinceMs: number): void {
    if (blindSince.get(collector) === sinceMs) tellBlindness({ kind: 'collector', collector }, sinceMs);
  }

  function tellBlindness(root: CollectorRoot, sinceMs: number): void {
    const { collector, clockDoubt } = root;
    const last = ofCollectors.get(collector);
    if (!last || last.status === 'resolved') {
      ofCollectors.set(collector, book.open(root, { sinceMs, last }));
    } else if (isDoubted(collector) !== (clockDoubt !== undefined)) {
      last.root = root;
      book.tell(last, 'cause-changed');
    }
  }

  /** Whether it is told that its clock is not believed. */
  function isDoubted(collector: string): boolean {
    const { root, status } = ofCollectors.get(collector) ?? {};
    return status !== 'resolved' && root?.kind === 'collector' && root.clockDoubt !== undefined;
  }

  /** While a collector is blind nothing is decided of what it watches. */
  function isSuspended(task: Task): boolean {
    if (blindSince.size === 0) return false;
    if (task.kind === 'dissolve') return true;
    if (!('node' in task)) return false;
    const { collector } = task.node.facts;
    return collector === undefined || blindSince.has(collector);
  }
}
