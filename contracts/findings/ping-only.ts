import { listOutages, type Outage } from '../../availability/timelines/outages.ts';
import type { Entity, Indicator } from '../../core/domain/state.ts';
import {
  clip,
  type Interval,
  type IntervalSet,
  intersect,
  subtract,
  union,
} from '../../core/time/intervals.ts';
import { days } from '../../core/time/units.ts';
import { readWatchedUntil } from '../../ledger/history/watched-until.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import type { DecisionFinding } from './decision-finding.ts';

/** Rungs that a mere responder does not climb. */
const HIGHER: readonly Indicator[] = ['service', 'stream', 'image'];
const LONG_MS = days(1);

/**
 * Devices that went on answering pings for a day and more while everything else that is asked of them was down.
 *
 * @param entities Only these are read; all where absent.
 */
export function listPingOnly(
  reader: LedgerReader,
  asked: Interval,
  entities?: readonly Entity[],
): readonly DecisionFinding[] {
  const { untilMs, ofEntity } = readWatchedUntil(reader, asked);
  const periodOf = (ms: number) => ({
    fromMs: asked.fromMs,
    toMs: Math.min(asked.toMs, Math.max(asked.fromMs, ms)),
  });
  const part = { ...periodOf(untilMs), ...(entities && { entities }) };
  const higher = HIGHER.flatMap((indicator) => listOutages(reader, { ...part, indicator }));
  const suspects = Map.groupBy(higher, ({ entity }) => entity);
  return [...suspects].flatMap(([entity, outages]) => {
    const period = periodOf(ofEntity(entity));
    // Most are over too soon: nothing else is read for them.
    if (outages.every((outage) => spanMs(outage, period) < LONG_MS)) return [];
    const measured = [...reader.latestChanges({ entity })].map(({ indicator }) => indicator);
    if (!measured.includes('reach')) return [];
    const reach = listOutages(reader, { ...period, entity, indicator: 'reach' });
    const silent = findPingOnly(
      HIGHER.filter((indicator) => measured.includes(indicator)).map((indicator) =>
        outages.filter((outage) => outage.indicator === indicator),
      ),
      reach,
      period,
    );
    return silent.flatMap((span) => findingOf(reader, span, outages));
  });
}

/** The times of a day and more in which all of the higher rungs were down and pings were answered. */
export function findPingOnly(
  higher: readonly (readonly Span[])[],
  reach: readonly Span[],
  period: Interval,
): IntervalSet {
  const [first, ...others] = higher.map((spans) => downSet(spans, period));
  if (!first) return [];
  const allDown = others.reduce<IntervalSet>(intersect, first);
  return subtract(allDown, downSet(reach, period)).filter(({ fromMs, toMs }) => toMs - fromMs >= LONG_MS);
}

type Span = Pick<Outage, 'fromMs' | 'toMs'>;

const downSet = (spans: readonly Span[], period: Interval): IntervalSet =>
  clip(union(spans.map(({ fromMs, toMs = period.toMs }) => ({ fromMs, toMs }))), period);

const spanMs = ({ fromMs, toMs = Number.POSITIVE_INFINITY }: Span, period: Interval): number =>
  Math.min(toMs, period.toMs) - Math.max(fromMs, period.fromMs);

function findingOf(
  reader: LedgerReader,
  { fromMs, toMs }: Interval,
  outages: readonly Outage[],
): readonly DecisionFinding[] {
  const outage = outages.findLast((candidate) => candidate.fromMs <= fromMs);
  const row = outage && reader.changeBefore(outage.entity, outage.indicator, outage.fromMs + 1);
  if (!row) return [];
  const { entity, seq } = row;
  return [
    { code: 'answers-ping-only', entity, atMs: fromMs, ref: `change:${seq}`, seq, detail: toMs - fromMs },
  ];
}
