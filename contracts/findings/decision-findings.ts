import { listOutages, type Outage } from '../../availability/timelines/outages.ts';
import type { Entity } from '../../core/domain/state.ts';
import type { Interval } from '../../core/time/intervals.ts';
import { type AnnouncedWork, foldMaintenance } from '../../ledger/decisions/works.ts';
import type { InventoryHistory } from '../../ledger/history/history.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import type { DecisionFinding } from './decision-finding.ts';
import { listDisagreements } from './disagreements.ts';
import { listSwaps } from './identity-swaps.ts';
import { listPingOnly } from './ping-only.ts';

export interface DecisionFindingsQuery extends Interval {
  /** Only these; all where absent. */
  readonly entities?: ReadonlySet<Entity>;
  readonly recordedBeforeMs?: number;
}

/** What is worth a look in a period before figures are agreed on, in order of time: for lists and statements. */
export function listDecisionFindings(
  reader: LedgerReader,
  history: InventoryHistory,
  query: DecisionFindingsQuery,
): readonly DecisionFinding[] {
  const { entities, recordedBeforeMs, ...period } = query;
  return reader.snapshot(() => {
    const works = [
      ...foldMaintenance(
        reader.decisions('maintenance', recordedBeforeMs === undefined ? {} : { recordedBeforeMs }),
      ).values(),
    ];
    const touching = works
      .filter(({ interval }) => interval.fromMs < period.toMs && interval.toMs > period.fromMs)
      .map((work) => (entities ? onlyOf(work, entities) : work));
    const found = [
      ...findLateAnnouncements(touching, (work) => outagesOf(reader, work)),
      ...findRenewals(touching),
      ...listSwaps(reader, history, period),
      ...listPingOnly(reader, period, entities && [...entities]),
      ...listDisagreements(reader, period, entities && [...entities]),
    ];
    return found
      .filter(({ entity }) => entities?.has(entity) ?? true)
      .sort((a, b) => a.atMs - b.atMs || (a.entity < b.entity ? -1 : Number(a.entity > b.entity)));
  });
}

/** Of several devices that it finds something in, a finding names one: one of those that are asked for. */
const onlyOf = (work: AnnouncedWork, entities: ReadonlySet<Entity>): AnnouncedWork => ({
  ...work,
  entities: work.entities.filter((entity) => entities.has(entity)),
});

/** Work that was put on record when what it excuses was down already: the first such outage of each device or link. */
export function findLateAnnouncements(
  works: readonly AnnouncedWork[],
  outagesOfWork: (work: AnnouncedWork) => readonly Pick<Outage, 'entity' | 'fromMs'>[],
): readonly DecisionFinding[] {
  return works.flatMap((work) => {
    const first = new Map<Entity, number>();
    for (const { entity, fromMs } of outagesOfWork(work))
      if (fromMs < work.recordedMs) first.set(entity, Math.min(fromMs, first.get(entity) ?? fromMs));
    return [...first].map(([entity, atMs]) => ({
      code: 'announced-after-outage' as const,
      entity,
      atMs,
      ref: `maintenance:${work.id}`,
      seq: work.seq,
      detail: work.id,
    }));
  });
}

/** By the index of each, where they are few. */
function outagesOf(reader: LedgerReader, { interval, entities }: AnnouncedWork): readonly Outage[] {
  if (entities.length <= 50)
    return entities.flatMap((entity) => listOutages(reader, { ...interval, entity }));
  const own = new Set(entities);
  return listOutages(reader, interval).filter(({ entity }) => own.has(entity));
}

/** Work that overlaps work that was cancelled before it was recorded: the same window under another name. */
export function findRenewals(works: readonly AnnouncedWork[]): readonly DecisionFinding[] {
  const cancelled = works.filter((work) => work.cancelled !== undefined);
  return works.flatMap((work) =>
    cancelled.flatMap((before) => {
      const isLater =
        before.id !== work.id &&
        (before.cancelled?.recordedMs ?? Number.POSITIVE_INFINITY) <= work.recordedMs;
      const isOverlapping =
        before.interval.fromMs < work.interval.toMs && work.interval.fromMs < before.interval.toMs;
      const common = new Set(before.entities).intersection(new Set(work.entities));
      const [entity] = common;
      if (!isLater || !isOverlapping || entity === undefined) return [];
      return [
        {
          code: 'cancelled-and-added-again' as const,
          entity,
          atMs: work.recordedMs,
          ref: `maintenance:${work.id}`,
          seq: work.seq,
          detail: `maintenance:${before.id}`,
        },
      ];
    }),
  );
}
