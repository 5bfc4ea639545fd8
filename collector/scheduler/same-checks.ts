import type { Check } from '../../core/domain/inventory.ts';
import { STEP, type Steps } from '../../core/host/in-slices.ts';
import type { Schedule } from './schedule.ts';
import type { ScheduledWatch } from './watch-list.ts';

/** Of each entry of `next` the entry of `before` that asks the same device the same at the same address, -1 where there is none. */
export function* sameChecks(before: Schedule, next: Schedule): Steps<Int32Array> {
  const same = new Int32Array(next.size).fill(-1);
  const isSame = createComparison();
  for (let entry = 0; entry < next.size; entry++) {
    if (entry % STEP === 0) yield;
    const watch = next.watchAt(entry);
    const old = before.find(watch.deviceId, watch.check.indicator);
    if (old !== undefined && isSame(before.watchAt(old), watch)) same[entry] = old;
  }
  return same;
}

/** Thousands of devices share a check: its text is made once. */
function createComparison() {
  const texts = new Map<Check, string>();
  const textOf = (check: Check) => {
    const text = texts.get(check) ?? JSON.stringify(check);
    texts.set(check, text);
    return text;
  };
  return (one: ScheduledWatch, other: ScheduledWatch) =>
    one.address === other.address && one.port === other.port && textOf(one.check) === textOf(other.check);
}
