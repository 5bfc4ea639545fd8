import type { Device, Stage } from '../core/inventory.ts';
import { type Interval, type IntervalSet, union } from '../sla/intervals.ts';

/** Stages in which a device counts: it is out of service before it is accepted, while paused, and once retired. */
const COUNTING: ReadonlySet<Stage> = new Set(['accepted', 'in-service', 'resumed']);

/** When a device counts: from its acceptance to its retirement, less its pauses. */
export function serviceIntervals(device: Pick<Device, 'lifecycle'>): IntervalSet {
  const steps = device.lifecycle.toSorted((a, b) => a.atMs - b.atMs);
  return union(
    steps.flatMap(({ stage, atMs }, index): readonly Interval[] =>
      COUNTING.has(stage) ? [{ fromMs: atMs, toMs: steps[index + 1]?.atMs ?? Number.POSITIVE_INFINITY }] : [],
    ),
  );
}
