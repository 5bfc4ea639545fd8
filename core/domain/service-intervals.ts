import { type Interval, type IntervalSet, union } from '../time/intervals.ts';
import { type Device, isCountingStage } from './inventory.ts';

/** When a device counts: from its acceptance to its retirement, less its pauses. */
export function serviceIntervals(device: Pick<Device, 'lifecycle'>): IntervalSet {
  const steps = device.lifecycle.toSorted((a, b) => a.atMs - b.atMs);
  return union(
    steps.flatMap(({ stage, atMs }, index): readonly Interval[] =>
      isCountingStage(stage)
        ? [{ fromMs: atMs, toMs: steps[index + 1]?.atMs ?? Number.POSITIVE_INFINITY }]
        : [],
    ),
  );
}
