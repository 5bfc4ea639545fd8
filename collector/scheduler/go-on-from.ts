import type { DarkDevices } from './dark-devices.ts';
import type { Lane } from './lane.ts';
import type { LineQueues } from './line-queues.ts';
import type { Task } from './probe-batch.ts';
import type { ProbePlan } from './probe-plan.ts';
import type { Schedule } from './schedule.ts';
import type { ScheduledWatch } from './watch-list.ts';

/** All that an agenda knows of its checks. */
export interface Known {
  readonly schedule: Schedule;
  readonly lanes: ReadonlyMap<ScheduledWatch['check']['prober'], Lane>;
  readonly plan: ProbePlan;
  readonly lineQueues: LineQueues;
  readonly dark: DarkDevices;
  /** What goes now, and which entry it is of. */
  readonly asked: Map<Task, number>;
}

interface Carried {
  readonly before: Known;
  readonly now: Known;
  /** Of each entry now the one before that is the same check; -1 where there is none. */
  readonly same: Int32Array;
  /** When an entry would be due that is new. */
  readonly freshMs: (entry: number) => number;
}

/** Takes over where each check stands: when it is due, what it waits for, and that it is being asked. */
export function goOnFrom({ before, now, same, freshMs }: Carried): void {
  const entryOf = new Int32Array(before.schedule.size).fill(-1);
  for (const [entry, old] of same.entries()) {
    if (old < 0) continue;
    entryOf[old] = entry;
    goOnWith({ before, now, freshMs }, old, entry);
  }
  const carry = (old: number, put: (entry: number) => void) => {
    const entry = entryOf[old] ?? -1;
    if (entry >= 0) put(entry);
  };
  for (const [taken, old] of before.asked) carry(old, (entry) => now.asked.set(taken, entry));
  for (const { entry: old, dueMs } of before.lineQueues.all())
    carry(old, (entry) => laneOf(now, entry)?.planned.set(entry, dueMs));
  for (const { entry: old, dueMs } of [...before.lanes.values()].flatMap(({ dark }) => dark))
    carry(old, (entry) => laneOf(now, entry)?.dark.push({ entry, dueMs }));
}

const laneOf = ({ lanes, schedule }: Known, entry: number) => lanes.get(schedule.checkAt(entry).prober);

function goOnWith({ before, now, freshMs }: Omit<Carried, 'same'>, old: number, entry: number): void {
  const [from, to] = [laneOf(before, old), laneOf(now, entry)];
  const [plannedMs, urgentMs] = [from?.planned.dueMs(old), from?.urgent.dueMs(old)];
  // What it was turned away for may be mended.
  const isAnew = plannedMs !== undefined && before.plan.isRefused(old);
  const dueMs = isAnew ? Math.min(plannedMs, freshMs(entry)) : plannedMs;
  if (dueMs !== undefined) to?.planned.set(entry, dueMs);
  if (urgentMs !== undefined) to?.urgent.set(entry, urgentMs);
  now.plan.goOnFrom(before.plan, old, entry);
  if (before.dark.has(before.schedule.deviceAt(old))) now.dark.add(now.schedule.deviceAt(entry));
}
