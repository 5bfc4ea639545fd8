import { type Change, type Entity, type Indicator, PING_FILTERED } from '../../core/domain/state.ts';
import { isDown, runBefore } from '../../ledger/history/run-before.ts';
import type { ChangeQuery, RecordedChange } from '../../ledger/record/changes.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';

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
  /** Of its first row, with what later ones say of a filter that drops pings. */
  readonly evidence: NonNullable<Change['evidence']>;
  /** When the first row was recorded: ages in its evidence count from then. */
  readonly recordedMs: number;
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
    const run = runUpTo(reader, last);
    if (run.first.atMs < query.toMs) outages.push(openOutage(run));
  }
  return outages;
}

function listAll(reader: LedgerReader, query: OutageQuery): Outage[] {
  const { fromMs, toMs, open } = query;
  const ended: Outage[] = [];
  const running = new Map<string, Run>();
  // Those that reach into the period began earlier: only now is it known which, and where each began.
  for (const change of [...reader.statesBefore(fromMs, { ...partOf(query), state: 'down' })]) {
    running.set(keyOf(change), runUpTo(reader, change));
  }
  for (const change of lastOfInstants(reader.changes({ ...partOf(query), fromMs, toMs }))) {
    const run = running.get(keyOf(change));
    if (change.state === 'down') {
      running.set(keyOf(change), run ? goOn(run, change) : startOf(change));
      continue;
    }
    // One that ended where the period begins does not touch it.
    if (run && change.atMs > fromMs) ended.push(closedOutage(run, change));
    running.delete(keyOf(change));
  }
  const reachingOut = [...running.values()].map((run) => outageBeyond(reader, run, toMs));
  const outages = [...ended, ...reachingOut];
  return open === false ? outages.filter((outage) => outage.toMs !== undefined) : outages;
}

/** The outage that was still running at `atMs`: its end is looked up. */
function outageBeyond(reader: LedgerReader, run: Run, atMs: number): Outage {
  const { entity, indicator } = run.first;
  let longer = run;
  for (const change of lastOfInstants(reader.changes({ entity, indicator, fromMs: atMs }))) {
    if (change.state !== 'down') return closedOutage(longer, change);
    longer = goOn(longer, change);
  }
  return openOutage(longer);
}

/** A `down` with what goes on from it: a change of reason does not begin a new outage. */
interface Run {
  readonly first: RecordedChange;
  /** The row that proved that only pings were filtered. */
  readonly filtered?: RecordedChange;
}

const isFiltered = ({ reason }: RecordedChange): boolean => reason === PING_FILTERED;

const startOf = (first: RecordedChange): Run => ({ first, ...(isFiltered(first) && { filtered: first }) });

const goOn = (run: Run, change: RecordedChange): Run =>
  run.filtered === undefined && isFiltered(change) ? { ...run, filtered: change } : run;

/** The run of a `down` up to it. */
function runUpTo(reader: LedgerReader, last: RecordedChange): Run {
  const [first = last, ...later] = [...runBefore(reader, last, isDown), last];
  return later.reduce(goOn, startOf(first));
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

function openOutage({ first, filtered }: Run): Outage {
  const { entity, indicator, atMs, afterMs, reason, evidence, recordedMs } = first;
  return {
    entity,
    indicator,
    fromMs: atMs,
    afterMs,
    reason: reason ?? 'unknown',
    evidence: { ...evidence, ...(filtered && filterEvidence(filtered)) },
    recordedMs,
  };
}

/** What witnesses said meanwhile has an age of that row. */
function filterEvidence({ evidence = {} }: RecordedChange): Outage['evidence'] {
  const { pingFiltered, pings, answeredBy, answeredMs } = evidence;
  const said = Object.entries({ pingFiltered, pings, answeredBy, answeredMs });
  return Object.fromEntries(said.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

function closedOutage(run: Run, end: RecordedChange): Outage {
  return { ...openOutage(run), toMs: end.atMs, untilAfterMs: end.afterMs };
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
