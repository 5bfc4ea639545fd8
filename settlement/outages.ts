import type { Change, Entity, Indicator } from '../core/state.ts';
import type { ChangeQuery } from '../ledger/change-reads.ts';
import type { RecordedChange } from '../ledger/change-rows.ts';
import type { LedgerReader } from '../ledger/read-ledger.ts';

/**
 * A maximal run of `down` of one indicator. It truly began in `(afterMs, fromMs]` and ended in `(untilAfterMs, toMs]`.
 * Times in which nobody watched do not cut it: they widen the uncertainty of its edges and are taken out by timelines.
 */
export interface Outage {
  readonly entity: Entity;
  readonly indicator: Indicator;
  /** First proof that it was down. */
  readonly fromMs: number;
  /** Last probe before that said otherwise. */
  readonly afterMs: number;
  /** First proof that it was no longer down; absent while it lasts. */
  readonly toMs?: number;
  /** Last probe that still found it down. */
  readonly untilAfterMs?: number;
  readonly reason: string;
  readonly evidence: NonNullable<Change['evidence']>;
}

export interface OutageQuery {
  /** Outages that touch `[fromMs, toMs)`; each is returned whole, however far it reaches out of it. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly entity?: Entity;
  /** Of any of these: many at once cost no more than their rows. */
  readonly entities?: readonly Entity[];
  readonly indicator?: Indicator;
  /** `true`: only those that last now; `false`: only ended ones. */
  readonly open?: boolean;
}

/** The outages that touch a period, earliest first. Reads what the period needs, by index, of one moment. */
export function listOutages(reader: LedgerReader, query: OutageQuery): Outage[] {
  return reader.snapshot(() => {
    const outages = query.open === true ? listOpen(reader, query) : listAll(reader, query);
    return outages.sort((a, b) => a.fromMs - b.fromMs || (a.entity < b.entity ? -1 : 1));
  });
}

/** Open outages end nowhere: the present alone tells which there are. */
function listOpen(reader: LedgerReader, query: OutageQuery): Outage[] {
  const outages: Outage[] = [];
  for (const last of reader.latestChanges({ ...partOf(query), state: 'down' })) {
    const first = firstOfRun(reader, last);
    if (first.atMs < query.toMs) outages.push(openOutage(first));
  }
  return outages;
}

function listAll(reader: LedgerReader, query: OutageQuery): Outage[] {
  const { fromMs, toMs, open } = query;
  const ended: Outage[] = [];
  const running = new Map<string, RecordedChange>();
  for (const change of reader.statesBefore(fromMs, { ...partOf(query), state: 'down' })) {
    running.set(keyOf(change), change);
  }
  // Those that reach into the period began earlier: only now is it known which, and where each began.
  for (const [key, change] of running) running.set(key, firstOfRun(reader, change));
  for (const change of lastOfInstants(reader.changes({ ...partOf(query), fromMs, toMs }))) {
    const first = running.get(keyOf(change));
    if (change.state === 'down') {
      if (!first) running.set(keyOf(change), change);
      continue;
    }
    // One that ended where the period begins does not touch it.
    if (first && change.atMs > fromMs) ended.push(closedOutage(first, change));
    running.delete(keyOf(change));
  }
  const reachingOut = [...running.values()].map((first) => outageBeyond(reader, first, toMs));
  const outages = [...ended, ...reachingOut];
  return open === false ? outages.filter((outage) => outage.toMs !== undefined) : outages;
}

/** The outage that was still running at `atMs`: its end is looked up. */
function outageBeyond(reader: LedgerReader, first: RecordedChange, atMs: number): Outage {
  const { entity, indicator } = first;
  for (const change of lastOfInstants(reader.changes({ entity, indicator, fromMs: atMs }))) {
    if (change.state !== 'down') return closedOutage(first, change);
  }
  return openOutage(first);
}

/** Goes back from a `down` to the first of its run: a change of reason does not begin a new outage. */
function firstOfRun(reader: LedgerReader, last: RecordedChange): RecordedChange {
  const { entity, indicator } = last;
  let first = last;
  for (;;) {
    const before = reader.changeBefore(entity, indicator, first.atMs);
    if (before?.state !== 'down') return first;
    first = before;
  }
}

/** Of changes of one indicator at one instant the last recorded holds: the others lasted no time. */
function* lastOfInstants(changes: Iterable<RecordedChange>): Generator<RecordedChange> {
  const last = new Map<string, RecordedChange>();
  let instantMs = Number.NaN;
  for (const change of changes) {
    if (change.atMs !== instantMs) {
      yield* last.values();
      last.clear();
      instantMs = change.atMs;
    }
    last.set(keyOf(change), change);
  }
  yield* last.values();
}

function openOutage({ entity, indicator, atMs, afterMs, reason, evidence }: RecordedChange): Outage {
  return {
    entity,
    indicator,
    fromMs: atMs,
    afterMs,
    reason: reason ?? 'unknown',
    evidence: evidence ?? {},
  };
}

function closedOutage(first: RecordedChange, end: RecordedChange): Outage {
  return { ...openOutage(first), toMs: end.atMs, untilAfterMs: end.afterMs };
}

function partOf({
  entity,
  entities,
  indicator,
}: OutageQuery): Pick<ChangeQuery, 'entity' | 'entities' | 'indicator'> {
  return {
    ...(entity === undefined ? {} : { entity }),
    ...(entities === undefined ? {} : { entities }),
    ...(indicator === undefined ? {} : { indicator }),
  };
}

const keyOf = ({ entity, indicator }: RecordedChange) => `${indicator} ${entity}`;
