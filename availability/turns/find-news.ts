import type { Entity } from '../../core/domain/state.ts';
import { type IntervalSet, intersect, subtract, union } from '../../core/time/intervals.ts';
import { readTwiceWatched } from '../../ledger/history/read-twice-watched.ts';
import { CENTRE } from '../../ledger/record/leases.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import type { CheckName, CoveredSpan } from '../../ledger/record/turns.ts';
import { type Heard, hearCoverage } from './hear-coverage.ts';
import { type Placed, parsePlaced } from './placed.ts';
import { sharedTimes, strayTimes } from './shared-times.ts';

/** A check of which nothing before an instant is to be looked at. */
export interface AskedCheck extends CheckName {
  readonly fromMs: number;
}

export interface TurnNews {
  readonly asked: readonly AskedCheck[];
  /** To be remembered once all of them were looked at. */
  readonly placed: Placed;
  /** Rows up to this one were looked at before. */
  readonly afterSeq: number;
  readonly twice: ReadonlySet<Entity>;
}

/** Says which checks are to be looked at again; `undefined` where none is: one collector alone, or nothing new. */
export function createNewsFinder(reader: LedgerReader, nowMs: () => number): () => TurnNews | undefined {
  const spansNow = createSpansNow(reader);
  const twiceNow = createTwiceNow(reader);
  let known: Heard | undefined;

  return () => {
    const leases = reader.leases();
    if (leases.every(({ chain }) => chain === CENTRE)) return undefined;
    const throughSeq = reader.headSeq();
    const shared = sharedTimes(leases, spansNow());
    const before = parsePlaced(reader.turnsPlaced(), nowMs());
    const afterSeq = before.throughSeq;
    const [spans, heardBefore] = [reader.coveredSpans(afterSeq), known ?? before.heard];
    const { heard, changedMs } = hearCoverage(heardBefore, spans, nowMs());
    const grown = [
      ...subtract(shared, before.shared),
      ...intersect(shared, newlyCovered(heardBefore, spans)),
    ];
    if (grown.length === 0 && afterSeq === throughSeq && changedMs === undefined) {
      known = heard;
      return undefined;
    }
    const { asked, ask } = createAsked();
    for (const time of shared) {
      const isNew = grown.some((piece) => piece.fromMs < time.toMs && piece.toMs > time.fromMs);
      for (const check of reader.checksIn({ ...time, afterSeq: isNew ? 0 : afterSeq }))
        ask({ ...check, fromMs: time.fromMs });
    }
    for (const [source, times] of strayTimes(leases))
      for (const time of times)
        for (const check of reader.checksIn({ ...time, afterSeq, source }))
          ask({ ...check, fromMs: time.fromMs });
    const obeying = new Set(leases.map(({ chain }) => chain));
    for (const source of reader.senders())
      if (!obeying.has(source)) for (const check of reader.checksIn({ afterSeq, source })) ask(check);
    for (const check of reader.handedOver(afterSeq)) ask(check);
    const twice = twiceNow();
    if (twice.size > 0) {
      for (const check of reader.checksIn({ afterSeq })) if (twice.has(check.entity)) ask(check);
      const leasesMs = leases.filter(({ seq }) => seq > afterSeq).map(({ fromMs }) => fromMs);
      const sinceMs = Math.min(changedMs ?? Number.POSITIVE_INFINITY, ...leasesMs);
      if (Number.isFinite(sinceMs))
        for (const { entity, indicator } of reader.latestChanges({ entities: [...twice] }))
          ask({ entity, indicator, fromMs: sinceMs });
    }
    known = heard;
    return { asked: [...asked.values()], placed: { throughSeq, shared, heard }, afterSeq, twice };
  };
}

/** Each check once, from the earliest instant that it is asked from. */
function createAsked() {
  const asked = new Map<string, AskedCheck>();
  const ask = ({ entity, indicator, fromMs }: AskedCheck): void => {
    const key = `${entity} ${indicator}`;
    const before = asked.get(key)?.fromMs ?? Number.POSITIVE_INFINITY;
    asked.set(key, { entity, indicator, fromMs: Math.min(fromMs, before) });
  };
  return { asked, ask };
}

/** What somebody covers since the last time, which gives a turn to words that had none. */
const newlyCovered = (before: Heard, spans: readonly CoveredSpan[]): IntervalSet =>
  union(
    spans
      .map(({ collector, fromMs, toMs }) => ({
        fromMs: Math.max(fromMs, before.get(collector)?.toMs ?? fromMs),
        toMs,
      }))
      .filter(({ fromMs, toMs }) => fromMs < toMs),
  );

/** Of years of coverage only what is new is read. */
function createSpansNow(reader: LedgerReader): () => readonly CoveredSpan[] {
  const known = new Map<string, CoveredSpan>();
  let throughSeq = 0;
  return () => {
    const headSeq = reader.headSeq();
    for (const { collector, fromMs, toMs } of reader.coveredSpans(throughSeq)) {
      const before = known.get(collector);
      known.set(collector, {
        collector,
        fromMs: Math.min(fromMs, before?.fromMs ?? fromMs),
        toMs: Math.max(toMs, before?.toMs ?? toMs),
      });
    }
    throughSeq = headSeq;
    return [...known.values()];
  };
}

/** Where everything is goes by the inventory alone: it is read again when that became another. */
function createTwiceNow(reader: LedgerReader): () => ReadonlySet<Entity> {
  let revisedSeq = -1;
  let twice: ReadonlySet<Entity> = new Set();
  return () => {
    const seq = reader.revisedSeq();
    if (seq !== revisedSeq) twice = readTwiceWatched(reader);
    revisedSeq = seq;
    return twice;
  };
}
