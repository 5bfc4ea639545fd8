import type { Outage, OutageQuery } from '../../availability/timelines/outages.ts';
import type { Entity } from '../../core/domain/state.ts';
import type { Steps } from '../../core/host/in-slices.ts';
import { days, hours } from '../../core/time/units.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import type { CityView } from './city-view.ts';
import { entitiesOf, partsOf, type VisibleFleet } from './visible-fleet.ts';

/** Where the portal gets outages from: `server/` hands in those of `availability/`. */
export type OutageSource = (query: OutageQuery) => readonly Outage[];

/** What was recorded lately. */
export type OutageNews = Pick<LedgerReader, 'headSeq' | 'changedBetween' | 'voids'>;

/** As much of an outage as a list is filtered and sorted by: a storm has 100,000 of them, and a page names a few. */
export type OutageSpan = Pick<Outage, 'entity' | 'indicator' | 'fromMs' | 'toMs'>;

export type ListOutageSpans = (view: CityView, query: OutageQuery) => Steps<readonly OutageSpan[]>;

/** Numbers of the record that are looked through at once: some milliseconds. */
const NUMBERS_TOGETHER = 1_000;
/** The last day, whoever asks for it, and a while in which nobody does. */
const KEPT_MS = days(1) + hours(1);

interface Kept {
  readonly fleet: VisibleFleet;
  readonly byEntity: Map<Entity, readonly OutageSpan[]>;
  fromMs: number;
  /** All that was recorded up to here is in it. */
  throughSeq: number;
}

/**
 * The outages of all that is visible. Those of the last day are kept, and of what changed meanwhile they are read anew: most
 * of the time that is little. What reaches further back is read for whoever asks.
 */
export function createRecentOutages(source: OutageSource, news: OutageNews): ListOutageSpans {
  let kept: Kept | undefined;
  return function* listSpans(view, query) {
    if (query.entity !== undefined) return source(query).map(spanOf);
    const { fleet, atMs } = view;
    const isRecent = query.open === true || query.fromMs >= atMs - KEPT_MS;
    if (!isRecent) return yield* readSpans(source, query, entitiesOf(fleet));
    if (kept?.fleet !== fleet || kept.fromMs > atMs - KEPT_MS) kept = yield* readRecent(source, news, view);
    else yield* readNews(source, news, kept);
    forget(kept, atMs - KEPT_MS);
    return kept.byEntity
      .values()
      .flatMap((spans) => spans.filter((span) => touches(span, query)))
      .toArray();
  };
}

const spanOf = ({ entity, indicator, fromMs, toMs }: Outage): OutageSpan =>
  toMs === undefined ? { entity, indicator, fromMs } : { entity, indicator, fromMs, toMs };

function* readSpans(
  source: OutageSource,
  query: OutageQuery,
  all: Iterable<Entity>,
): Steps<readonly OutageSpan[]> {
  const spans: OutageSpan[] = [];
  for (const entities of partsOf(all)) {
    for (const outage of source({ ...query, entities })) spans.push(spanOf(outage));
    yield;
  }
  return spans;
}

function* readRecent(source: OutageSource, news: OutageNews, { fleet, atMs }: CityView): Steps<Kept> {
  const [fromMs, throughSeq] = [atMs - KEPT_MS, news.headSeq()];
  const spans = yield* readSpans(source, { fromMs, toMs: EVER_MS }, entitiesOf(fleet));
  return { fleet, fromMs, throughSeq, byEntity: Map.groupBy(spans, ({ entity }) => entity) };
}

const EVER_MS = Number.MAX_SAFE_INTEGER;

function* readNews(source: OutageSource, news: OutageNews, kept: Kept): Steps<void> {
  const throughSeq = news.headSeq();
  if (throughSeq === kept.throughSeq) return;
  const touched = yield* touchedSince(news, kept, throughSeq);
  const visible = [...touched].filter(kept.fleet.isVisible);
  const spans = yield* readSpans(source, { fromMs: kept.fromMs, toMs: EVER_MS }, visible);
  const byEntity = Map.groupBy(spans, ({ entity }) => entity);
  for (const entity of visible) {
    const own = byEntity.get(entity);
    if (own) kept.byEntity.set(entity, own);
    else kept.byEntity.delete(entity);
  }
  kept.throughSeq = throughSeq;
}

/**
 * A correction is a change as well; what a void takes away is named by it. What comes up and had no outage has none: after a
 * start that is nearly all of a city.
 */
function* touchedSince(
  news: OutageNews,
  { byEntity, throughSeq: sinceSeq }: Kept,
  throughSeq: number,
): Steps<ReadonlySet<Entity>> {
  const touched = new Set<Entity>();
  for (let seq = sinceSeq; seq < throughSeq; seq += NUMBERS_TOGETHER) {
    for (const { entity, state, isCorrection } of news.changedBetween(seq, seq + NUMBERS_TOGETHER))
      if (state === 'down' || isCorrection || byEntity.has(entity)) touched.add(entity);
    yield;
  }
  for (const { seq, entity } of news.voids({ recordedFromMs: 0, recordedBeforeMs: EVER_MS }))
    if (seq > sinceSeq && entity !== undefined) touched.add(entity);
  return touched;
}

/** What ended before the day that is kept. */
function forget(kept: Kept, fromMs: number): void {
  if (fromMs - kept.fromMs < hours(1)) return;
  kept.fromMs = fromMs;
  for (const [entity, spans] of kept.byEntity) {
    const left = spans.filter(({ toMs }) => toMs === undefined || toMs > fromMs);
    if (left.length > 0) kept.byEntity.set(entity, left);
    else kept.byEntity.delete(entity);
  }
}

/** Whether it is one that {@link OutageQuery} asks for. */
const touches = ({ indicator, ...span }: OutageSpan, query: OutageQuery): boolean =>
  span.fromMs < query.toMs &&
  (span.toMs === undefined || span.toMs > query.fromMs) &&
  (query.indicator === undefined || query.indicator === indicator) &&
  (query.open === undefined || query.open === (span.toMs === undefined));
