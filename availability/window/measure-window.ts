import type { Indicator } from '../../core/domain/state.ts';
import {
  clip,
  type Interval,
  type IntervalSet,
  intersect,
  isIn,
  totalMs,
  union,
} from '../../core/time/intervals.ts';
import type { ChangeColumns, ColumnSlice } from '../../ledger/record/change-columns.ts';
import type { DownSpan } from '../attribution/attribution.ts';
import type { Belonging, Member, MemberOf } from '../inventory/members.ts';
import { columnSpans } from '../timelines/down-spans.ts';
import { type AddStates, addInto, emptyStateMs, OUT, type StateMs } from '../timelines/state-ms.ts';
import { type Cell, countOnce, createTally, LENGTHS, type Tally } from './tally.ts';

/** One indicator of one device or link, as far as it is in the window. */
export interface MeasuredPair {
  readonly slice: ColumnSlice;
  readonly member: Member;
  /** In the window, and where it belonged to what is asked about; not empty. */
  readonly service: IntervalSet;
  readonly stateMs: StateMs;
  /** Outages that touch the window while it is in service, whole. */
  readonly outages: readonly DownSpan[];
}

export interface WindowQuestion {
  readonly window: Interval;
  /** Of the window, one after the other. */
  readonly months: readonly Interval[];
  readonly columns: ChangeColumns;
  readonly addStates: AddStates;
  readonly memberOf: MemberOf;
  /** Whether time of this belonging is asked about. */
  readonly isAsked: (belonging: Belonging) => boolean;
  readonly onPair?: (pair: MeasuredPair) => void;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Goes once through everything that was measured, and adds it up by what it belongs to. */
export function measureWindow(question: WindowQuestion): Tally {
  const { columns, memberOf, window, onPair, onProgress } = question;
  const tally = createTally(question.months.length);
  const partMs = emptyStateMs();
  let member: Member | undefined;
  for (const [number, slice] of columns.slices.entries()) {
    if (number % PROGRESS_EVERY === 0) onProgress?.(number, columns.slices.length);
    if (member?.entity !== slice.entity) member = memberOf(slice.entity);
    if (!member) continue;
    const pair = measurePair(question, tally, { slice, member, number, partMs });
    if (pair.service.length === 0) continue;
    const outages = columnSpans(columns, slice, window.toMs).filter(
      (outage) => outage.toMs > window.fromMs && touches(pair.service, outage),
    );
    for (const outage of outages) addOutage(question, tally, { slice, member, outage });
    onPair?.({ slice, member, outages, ...pair });
  }
  return tally;
}

const PROGRESS_EVERY = 5_000;

const touches = (set: IntervalSet, { fromMs, toMs }: Interval): boolean =>
  set.some((interval) => interval.fromMs < toMs && interval.toMs > fromMs);

interface Counted {
  readonly slice: ColumnSlice;
  readonly member: Member;
  readonly number: number;
  /** Filled anew for each part. */
  readonly partMs: StateMs;
}

function measurePair(
  { window, months, addStates, isAsked }: WindowQuestion,
  tally: Tally,
  { slice, member, number, partMs }: Counted,
): Pick<MeasuredPair, 'service' | 'stateMs'> {
  const stateMs = emptyStateMs();
  const service: Interval[] = [];
  const inWindow = clip(member.service, window);
  if (inWindow.length === 0) return { service, stateMs };
  for (const { belonging, ...stretch } of stretchesOf(member, window)) {
    if (!isAsked(belonging)) continue;
    const cell = tally.cellOf(slice.indicator, belonging);
    const counting = clip(inWindow, stretch);
    if (counting.length > 0) countOnce(cell.counters, number);
    service.push(...counting);
    for (const [place, month] of months.entries()) {
      const part = {
        fromMs: Math.max(month.fromMs, stretch.fromMs),
        toMs: Math.min(month.toMs, stretch.toMs),
      };
      if (part.fromMs >= part.toMs) continue;
      addPart(cell, place, part, counting);
    }
  }
  return { service: union(service), stateMs };

  function addPart(cell: Cell, place: number, part: Interval, counting: IntervalSet): void {
    const month = cell.months[place];
    if (!month) return;
    partMs.fill(0);
    let inServiceMs = 0;
    // Without a list for each: there are millions of them.
    for (const interval of counting) {
      const fromMs = Math.max(part.fromMs, interval.fromMs);
      const toMs = Math.min(part.toMs, interval.toMs);
      if (fromMs >= toMs) continue;
      addStates(slice, fromMs, toMs, partMs);
      inServiceMs += toMs - fromMs;
    }
    partMs[OUT] = part.toMs - part.fromMs - inServiceMs;
    addInto(month.stateMs, partMs);
    addInto(stateMs, partMs);
    if (inServiceMs > 0) countOnce(month.counters, number);
  }
}

/** What it belonged to in the window, one after the other. */
function* stretchesOf(
  { memberships }: Member,
  { fromMs, toMs }: Interval,
): Generator<Interval & { readonly belonging: Belonging }> {
  for (const [place, { fromMs: sinceMs, belonging }] of memberships.entries()) {
    const stretch = {
      fromMs: Math.max(fromMs, sinceMs),
      toMs: Math.min(toMs, memberships[place + 1]?.fromMs ?? toMs),
    };
    if (stretch.fromMs < stretch.toMs) yield { ...stretch, belonging };
  }
}

/**
 * An outage counts where and when it began, is restored where and when it ended, and is as long as it was in service until
 * then or until the end of the window: one that reaches out of a window counts once.
 */
function addOutage(
  { window, months, isAsked }: WindowQuestion,
  tally: Tally,
  {
    slice: { indicator },
    member,
    outage,
  }: { readonly slice: ColumnSlice; readonly member: Member; readonly outage: DownSpan },
): void {
  const inService = covers(member.service, outage) ? [outage] : intersect(member.service, [outage]);
  const [first, last] = [inService[0], inService.at(-1)];
  if (!first || !last) return;
  const lengthMs = totalMs(inService);
  const beganIn = cellAt(first.fromMs);
  if (beganIn && first.fromMs >= window.fromMs) {
    const month = beganIn.months[monthAt(first.fromMs)];
    if (month) {
      month.begun++;
      if (outage.fromMs < first.fromMs) month.begunBeforeService++;
    }
    const place = LENGTHS.findIndex(({ belowMs }) => lengthMs < belowMs);
    beganIn.lengths[place] = (beganIn.lengths[place] ?? 0) + 1;
  }
  const endedIn = cellAt(last.toMs - 1);
  if (!endedIn) return;
  endedIn.longestMs = Math.max(endedIn.longestMs, lengthMs);
  // One that ended with its service was not restored.
  if (last.toMs < outage.toMs) return;
  if (outage.untilAfterMs === undefined) {
    endedIn.openAtEnd++;
    return;
  }
  const month = endedIn.months[monthAt(outage.toMs - 1)];
  if (!month) return;
  month.restored++;
  month.restoredMs += lengthMs;

  function cellAt(atMs: number): Cell | undefined {
    const belonging = belongingAt(member, atMs);
    return belonging && isAsked(belonging)
      ? tally.cellOf(indicator satisfies Indicator, belonging)
      : undefined;
  }

  function monthAt(atMs: number): number {
    return months.findIndex(isIn(atMs));
  }
}

const covers = (set: IntervalSet, { fromMs, toMs }: Interval): boolean =>
  set.some((interval) => interval.fromMs <= fromMs && interval.toMs >= toMs);

export const belongingAt = ({ memberships }: Member, atMs: number): Belonging | undefined =>
  (memberships.findLast(({ fromMs }) => fromMs <= atMs) ?? memberships[0])?.belonging;
