import type { Entity, Indicator } from '../../core/domain/state.ts';
import { type Interval, type IntervalSet, subtract, union } from '../../core/time/intervals.ts';
import { type IsOfRun, isDown, runBefore } from '../../ledger/history/run-before.ts';
import type { RecordedBefore, RecordedChange } from '../../ledger/record/changes.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import type { DownSpan } from '../attribution/attribution.ts';
import { type CheckCoverage, type CheckCoverageQuery, readCheckCoverage } from '../sums/check-coverage.ts';
import { cutSpans, downSpans, isShut, shutSpans } from './down-spans.ts';
import { importedOutages, partOf } from './imported-outages.ts';
import { buildTimeline, type ImportedRecord, type Segment } from './timeline.ts';

export interface MeasuredQuery extends RecordedBefore {
  /** Each once. */
  readonly entities: readonly Entity[];
  readonly indicator: Indicator;
  /** Ends at `asOfMs` or earlier. */
  readonly period: Interval;
  /** Nothing that happened from then on counts. */
  readonly asOfMs: number;
  /** `cuts`: only those that cut off what is behind; beside them ports that were shut, where these cut as well. */
  readonly spans?: 'outages' | 'cuts' | 'cuts-and-shut-ports';
}

/** What is on record of one indicator of one entity, as far as a period needs it. */
export interface MeasuredHistory {
  readonly entity: Entity;
  /** One at an instant, in order: the last one before the period, those in it, and all of outages that reach out of it. */
  readonly changes: readonly RecordedChange[];
  readonly imported: readonly ImportedRecord[];
  /** Those that touch the period, whole: only "as of" cuts them off. They do not overlap, and are in order. */
  readonly outages: readonly DownSpan[];
  /** When the port of a line was shut on purpose, apart from its outages; of others, and where it was not asked for, none. */
  readonly shut: readonly DownSpan[];
  /** Numbers of the rows that say so. */
  readonly seqs: readonly number[];
}

/**
 * Reads the measured histories of many entities: one pass over the changes of the period, and for the few whose outages
 * reach out of it what is beyond. Reads of one moment if called within a snapshot.
 */
export function readMeasured(
  reader: LedgerReader,
  query: MeasuredQuery,
): ReadonlyMap<Entity, MeasuredHistory> {
  const { entities, period } = query;
  const changes = readChanges(reader, query);
  const hasImports = !reader.imports(knownOf(query)).next().done;
  const covered = hasImports ? readCoverage(reader, { ...query, period: EVER }) : undefined;
  return new Map(
    entities.map((entity) => {
      const own = lastOfInstants(changes.get(entity) ?? []);
      const spansOf = (query.spans ?? 'outages') === 'outages' ? downSpans : cutSpans;
      const measured = spansOf(own, query.asOfMs).filter((outage) => touches(outage, period));
      const histories = hasImports
        ? reader.imported({
            entity,
            indicator: query.indicator,
            fromMs: measured.reduce((fromMs, outage) => Math.min(fromMs, outage.fromMs), period.fromMs),
            toMs: query.asOfMs,
            ...knownOf(query),
          })
        : [];
      const coverage = covered?.of(entity, query.indicator).coverage ?? [];
      const imported = importedOutages({ histories, measured, changes: own, coverage, asOfMs: query.asOfMs });
      const outages = [...measured, ...imported.filter((outage) => touches(outage, period))];
      const seqs = [...own, ...histories.flatMap((history) => history.changes)].map(({ seq }) => seq);
      const sorted = outages.sort((a, b) => a.fromMs - b.fromMs);
      const shut =
        query.spans === 'cuts-and-shut-ports'
          ? shutApart(own, sorted, query.asOfMs).filter((span) => touches(span, period))
          : [];
      return [entity, { entity, changes: own, imported: histories, outages: sorted, shut, seqs }];
    }),
  );
}

/** An outage that another system recorded while nobody watched the port counts before what was last seen of that. */
const shutApart = (
  changes: readonly RecordedChange[],
  outages: readonly DownSpan[],
  asOfMs: number,
): readonly DownSpan[] =>
  shutSpans(changes, asOfMs).flatMap((span) =>
    subtract([span], union(outages)).map((part) => partOf(span, part, asOfMs)),
  );

const EVER = { fromMs: Number.MIN_SAFE_INTEGER, toMs: Number.MAX_SAFE_INTEGER };

/** When each of the entities was watched, as far as it was on record. */
export function readCoverage(
  reader: LedgerReader,
  {
    entities,
    period,
    asOfMs,
    intervals,
    ...query
  }: Omit<MeasuredQuery, 'indicator'> & Pick<CheckCoverageQuery, 'intervals'>,
): CheckCoverage {
  const toMs = Math.min(period.toMs, asOfMs);
  return readCheckCoverage(reader, {
    ...{ entities, fromMs: period.fromMs, toMs, ...knownOf(query) },
    ...(intervals && { intervals }),
  });
}

/**
 * The states of an entity over a period and back over the outages that began before it.
 *
 * @param service When it counts: from its acceptance to its retirement.
 */
export function measuredSegments(
  { changes, imported, outages }: MeasuredHistory,
  { period, coverage, service }: TimelineContext,
): readonly Segment[] {
  const fromMs = outages.reduce((startMs, outage) => Math.min(startMs, outage.fromMs), period.fromMs);
  return buildTimeline({ changes, imported, coverage, service, period: { fromMs, toMs: period.toMs } });
}

export interface TimelineContext {
  readonly period: Interval;
  /** Back to the beginning of the outages. */
  readonly coverage: IntervalSet;
  readonly service: IntervalSet;
}

function readChanges(reader: LedgerReader, query: MeasuredQuery): Map<Entity, RecordedChange[]> {
  const { entities, indicator, period, asOfMs, spans } = query;
  const known = knownOf(query);
  const runs = spans === 'cuts-and-shut-ports' ? [isDown, isShut] : [isDown];
  const byEntity = new Map<Entity, RecordedChange[]>(entities.map((entity) => [entity, []]));
  const toMs = Math.min(period.toMs, asOfMs);
  for (const change of reader.statesBefore(period.fromMs, { entities, indicator, ...known }))
    byEntity.get(change.entity)?.push(change);
  for (const change of reader.changes({ entities, indicator, fromMs: period.fromMs, toMs, ...known }))
    byEntity.get(change.entity)?.push(change);
  for (const changes of byEntity.values()) {
    const [first, last] = [changes[0], changes.at(-1)];
    for (const isOfRun of runs) {
      if (first && isOfRun(first) && first.atMs < period.fromMs)
        changes.unshift(...runBefore(reader, first, isOfRun, known));
      if (last && isOfRun(last))
        changes.push(...restOfRun(reader, last, isOfRun, { ...known, fromMs: toMs, toMs: asOfMs }));
    }
  }
  return byEntity;
}

/** What follows a `down` up to the first change that ends it. */
function restOfRun(
  reader: LedgerReader,
  { entity, indicator }: RecordedChange,
  isOfRun: IsOfRun,
  query: Interval & RecordedBefore,
): RecordedChange[] {
  const rest: RecordedChange[] = [];
  if (query.fromMs >= query.toMs) return rest;
  for (const change of reader.changes({ entity, indicator, ...query })) {
    const last = rest.at(-1);
    // The last of an instant holds: one that follows at the same instant may take the end back.
    if (last && !isOfRun(last) && last.atMs !== change.atMs) break;
    rest.push(change);
  }
  return rest;
}

/** Of changes at one instant the last recorded holds: the others lasted no time. */
function lastOfInstants(changes: readonly RecordedChange[]): readonly RecordedChange[] {
  return changes.filter(({ atMs }, index) => changes[index + 1]?.atMs !== atMs);
}

const touches = (a: Interval, b: Interval): boolean => a.fromMs < b.toMs && a.toMs > b.fromMs;

const knownOf = ({ recordedBeforeMs }: RecordedBefore): RecordedBefore =>
  recordedBeforeMs === undefined ? {} : { recordedBeforeMs };
