import type { ProbeOutcome } from '../../core/domain/probing.ts';
import type { LineCaps } from '../judge/line-caps.ts';
import { isBare } from '../probing/is-bare.ts';
import { createDarkDevices } from './dark-devices.ts';
import { createDueTable, type Due } from './due-heap.ts';
import { goOnFrom, type Known } from './go-on-from.ts';
import { createLane, type Lane } from './lane.ts';
import { createLineQueues } from './line-queues.ts';
import type { Task } from './probe-batch.ts';
import { createProbePlan } from './probe-plan.ts';
import type { Schedule } from './schedule.ts';
import { createStarvedChecks } from './starved-checks.ts';
import { nextDueMs, type ScheduledWatch } from './watch-list.ts';

export type LaneName = ScheduledWatch['check']['prober'];

/** A check that goes now; its lines keep a place for it until it is finished. */
export interface Taken extends Task {
  readonly isDark: boolean;
  /** A little later than now where it goes along with others. */
  readonly dueMs: number;
}

/** When each check of one list is due, and what it waits for. Another list has an agenda of its own, which goes on from this one. */
export interface Agenda {
  readonly known: Known;
  /** The oldest that may go now, at the pace of its lane; `undefined` where there is none. Dark ones need `hasDarkPlace`. */
  readonly takeOne: (lane: LaneName, atMs: number, hasDarkPlace: boolean) => Taken | undefined;
  /** All that fits into a batch of what is due, or will be so soon. */
  readonly takeBatch: (
    lane: LaneName,
    kind: 'planned' | 'urgent',
    atMs: number,
    limits: { readonly most: number; readonly aheadMs: number },
  ) => readonly Taken[];
  /**
   * Notes what came of a check, be it one of an agenda before, and when it is due again. `false`: it says nothing, by want of our own time, and is asked again
   * as one that is late.
   */
  readonly finish: (taken: Taken, outcome: ProbeOutcome | undefined, doneMs: number) => boolean;
  /** Asks a check at an instant before it is due, if `may` grants it; nothing where it is being asked, or waits for a place. */
  readonly bringForward: (entry: number, atMs: number, may: () => boolean) => void;
  readonly wantDetails: (entry: number) => void;
  /** Whether a repeat of it has room. */
  readonly hasRoom: (entry: number) => boolean;
  /** Its device answers to nothing. */
  readonly isDark: (entry: number) => boolean;
  readonly oldestDueMs: () => number | undefined;
}

export interface AgendaOptions {
  readonly schedule: Schedule;
  readonly caps: LineCaps;
  readonly nowMs: () => number;
  /** From when on what is due is asked, of checks that are new. */
  readonly sinceMs: number;
  /** Whose checks go on as they are: `same` tells of each entry which one it was, -1 where none. */
  readonly before?: { readonly known: Known; readonly same: Int32Array } | undefined;
  /** How much of the pace of what this thread asks itself may be kept. */
  readonly share: () => number;
  /** Told of a check that was left out so often since it was due. */
  readonly onMissed: (watch: ScheduledWatch, count: number) => void;
}

export function createAgenda(options: AgendaOptions): Agenda {
  const { schedule, caps, nowMs, sinceMs, share, onMissed, before } = options;
  const { size, checkAt, deviceAt } = schedule;
  const lanes = createLanes(schedule, nowMs, share);
  const plan = createProbePlan(size, nowMs, () => share() === 1);
  const starved = createStarvedChecks(size);
  const lineQueues = createLineQueues(caps);
  const dark = createDarkDevices(schedule.deviceCount);
  const laneOf = (entry: number) => lanes.get(checkAt(entry).prober);
  const dueAgainMs = (entry: number, atMs: number) =>
    nextDueMs({ phaseMs: schedule.phaseMsAt(entry), check: checkAt(entry) }, atMs);
  const asked = new Map<Task, number>();
  const known = { schedule, lanes, plan, lineQueues, dark, asked };
  for (let entry = 0; entry < size; entry++)
    if ((before?.same[entry] ?? -1) < 0) laneOf(entry)?.planned.set(entry, dueAgainMs(entry, sinceMs));
  if (before)
    goOnFrom({
      ...{ before: before.known, now: known, same: before.same },
      freshMs: (entry) => dueAgainMs(entry, sinceMs),
    });

  /** Whether it goes now; where its lines have no place for it, it waits for one, before all that is due later. */
  const takePlace = ({ entry, dueMs }: Due, atMs: number): Taken | undefined => {
    if (!schedule.isWatchedAt(entry, atMs)) {
      laneOf(entry)?.planned.set(entry, dueAgainMs(entry, Math.max(atMs, dueMs)));
      return undefined;
    }
    const watch = schedule.watchAt(entry);
    const full = caps.fullOf(watch.lines);
    if (full !== undefined) {
      lineQueues.hold({ entry, dueMs, lines: watch.lines }, full);
      return undefined;
    }
    caps.take(watch.lines);
    const missed = Math.floor((atMs - dueMs) / watch.check.intervalMs);
    if (missed > 0) onMissed(watch, missed);
    const isDark = dark.has(deviceAt(entry));
    const taken = { watch, depth: plan.depthOf(entry, watch, atMs), isDark, dueMs };
    asked.set(taken, entry);
    return taken;
  };

  const popOne = (lane: Lane, atMs: number, hasDarkPlace: boolean): Due | undefined => {
    if (hasDarkPlace && lane.dark.length > 0) return lane.dark.shift();
    for (;;) {
      const due = lane.popUrgent(atMs) ?? lane.popPlanned(atMs);
      if (due === undefined || hasDarkPlace || !dark.has(deviceAt(due.entry))) return due;
      lane.dark.push(due);
    }
  };

  return {
    known,
    takeOne: (name, atMs, hasDarkPlace) => {
      const lane = lanes.get(name);
      for (
        let due = lane && popOne(lane, atMs, hasDarkPlace);
        lane && due;
        due = popOne(lane, atMs, hasDarkPlace)
      ) {
        const taken = takePlace(due, atMs);
        if (taken) return taken;
      }
      return undefined;
    },
    takeBatch: (name, kind, atMs, { most, aheadMs }) => {
      const lane = lanes.get(name);
      const pop = kind === 'urgent' ? lane?.popUrgent : lane?.planned.popDue;
      const batch: Taken[] = [];
      const untilMs = atMs + aheadMs;
      for (let due = pop?.(untilMs); due; due = batch.length < most ? pop?.(untilMs) : undefined) {
        const taken = takePlace(due, atMs);
        if (taken) batch.push(taken);
      }
      return batch;
    },
    finish: (taken, outcome, doneMs) => {
      const { watch, depth } = taken;
      caps.give(watch.lines);
      for (const woken of lineQueues.wake(watch.lines))
        laneOf(woken.entry)?.planned.set(woken.entry, woken.dueMs);
      const entry = asked.get(taken);
      if (entry === undefined) return true;
      asked.delete(taken);
      const isAgain = starved.isAskedAgain(entry, outcome);
      if (outcome && !isAgain) dark.note(deviceAt(entry), watch.check.indicator === 'reach', outcome);
      // Done before it was due, it is not due again at that instant.
      const dueMs = isAgain ? doneMs : plan.plan(entry, watch, outcome, depth, Math.max(doneMs, taken.dueMs));
      laneOf(entry)?.planned.set(entry, dueMs);
      return !isAgain;
    },
    bringForward: (entry, atMs, may) => {
      const lane = laneOf(entry);
      const plannedMs = lane?.planned.dueMs(entry) ?? lane?.urgent.dueMs(entry);
      if (lane === undefined || plannedMs === undefined || plannedMs <= atMs || !may()) return;
      lane.planned.remove(entry);
      lane.urgent.set(entry, atMs);
    },
    wantDetails: plan.wantDetails,
    hasRoom: (entry) => laneOf(entry)?.hasRoom() === true,
    isDark: (entry) => dark.has(deviceAt(entry)),
    oldestDueMs: () =>
      [...lanes.values().map(({ oldestDueMs }) => oldestDueMs()), lineQueues.oldestDueMs()].reduce(
        (oldest, dueMs) => (dueMs === undefined ? oldest : Math.min(oldest ?? dueMs, dueMs)),
        undefined,
      ),
  };
}

/** A lane for each prober that the list names. */
function createLanes(
  { size, checkAt }: Schedule,
  nowMs: () => number,
  share: () => number,
): ReadonlyMap<LaneName, Lane> {
  const table = createDueTable(size);
  const rates = new Map<LaneName, number>();
  for (let entry = 0; entry < size; entry++) {
    const { prober, intervalMs } = checkAt(entry);
    rates.set(prober, (rates.get(prober) ?? 0) + 1_000 / intervalMs);
  }
  const make = (prober: LaneName, perSecond: number) =>
    createLane({ table, perSecond, nowMs, share: isBare(prober) ? () => 1 : share });
  return new Map(rates.entries().map(([prober, perSecond]) => [prober, make(prober, perSecond)]));
}
