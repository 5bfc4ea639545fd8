import type { Entity, Indicator } from '../../core/domain/state.ts';
import type { Interval, IntervalSet } from '../../core/time/intervals.ts';
import type { RecordedBefore } from '../../ledger/record/changes.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import type { DownSpan } from '../attribution/attribution.ts';
import type { CheckIntervals } from './check-intervals.ts';
import { type MeasuredHistory, readCoverage, readMeasured } from './entity-timelines.ts';
import type { UpstreamNetwork } from './upstream-network.ts';

export interface WorldQuery extends RecordedBefore {
  readonly entities: readonly Entity[];
  readonly indicator: Indicator;
  readonly interval: Interval;
  readonly asOfMs: number;
  /** Of the entities, where the caller has them already; they are the same for all indicators. */
  readonly intervals?: () => CheckIntervals;
  /** Whether ports that were shut on purpose may cut off what is behind them. */
  readonly shutPorts: 'read' | 'left-out';
}

/** What was measured of entities over an interval, and of everything that they hang on. */
export interface MeasuredWorld {
  readonly indicator: Indicator;
  readonly histories: ReadonlyMap<Entity, MeasuredHistory>;
  /** When each entity was watched, back to the beginnings of the outages. */
  readonly coverageOf: (entity: Entity) => IntervalSet;
  /** Of the checks: rows of coverage of these hold for them, beside those that hold for every check. */
  readonly intervalsMs: () => ReadonlySet<number>;
  /** Rows that say how often the entities were checked. */
  readonly intervalSeqs: () => ReadonlySet<number>;
  /** The interval and the whole outages that touch it, with the uncertainty of their beginnings. */
  readonly window: Interval;
  /** What the ways to the entities lead over. */
  readonly members: readonly Entity[];
  /** When a member could not be reached. */
  readonly downOf: (member: Entity) => readonly DownSpan[];
  /** When the port of a line on the way was shut on purpose, where that was read. */
  readonly shutOf: (member: Entity) => readonly DownSpan[];
  /** Rows of changes that say so. */
  readonly changeSeqs: () => ReadonlySet<number>;
  /** The same of what the ways to more entities lead over: they had no outage, and might have had one. */
  readonly cutsAbove: (entities: readonly Entity[]) => Pick<MeasuredWorld, 'downOf' | 'shutOf'>;
}

export function readWorld(
  reader: LedgerReader,
  network: UpstreamNetwork,
  { intervals, ...query }: WorldQuery,
): MeasuredWorld {
  const { interval, indicator, entities } = query;
  const histories = readMeasured(reader, { ...query, period: interval });
  const outages = [...histories.values()].flatMap((history) => history.outages);
  const window = outages.reduce(
    ({ fromMs, toMs }, outage) => ({
      fromMs: Math.min(fromMs, outage.afterMs, outage.fromMs),
      toMs: Math.max(toMs, outage.toMs),
    }),
    { fromMs: interval.fromMs, toMs: interval.toMs },
  );
  const failed = entities.filter((entity) => (histories.get(entity)?.outages.length ?? 0) > 0);
  const members = network.membersAbove(failed, window);
  // Whatever is counted of an entity, what is behind it is cut off while it cannot be reached.
  const readCuts = (above: readonly Entity[]) =>
    readMeasured(reader, {
      ...query,
      entities: above,
      indicator: 'reach',
      period: window,
      spans: query.shutPorts === 'read' ? 'cuts-and-shut-ports' : 'cuts',
    });
  const above = readCuts(members);
  const covered = readCoverage(reader, { ...query, ...(intervals && { intervals }), period: window });
  return {
    indicator,
    histories,
    coverageOf: (entity) => covered.of(entity, indicator).coverage,
    intervalsMs: () => new Set(entities.flatMap((entity) => covered.of(entity, indicator).intervalsMs)),
    intervalSeqs: () => new Set(entities.flatMap(covered.seqsOf)),
    window,
    members,
    downOf: (member) => above.get(member)?.outages ?? [],
    shutOf: (member) => above.get(member)?.shut ?? [],
    changeSeqs: () => new Set([...histories.values(), ...above.values()].flatMap((history) => history.seqs)),
    cutsAbove: (more) => {
      const wider = readCuts(network.membersAbove(more, window).filter((member) => !above.has(member)));
      const cutsOf = (member: Entity) => above.get(member) ?? wider.get(member);
      return {
        downOf: (member) => cutsOf(member)?.outages ?? [],
        shutOf: (member) => cutsOf(member)?.shut ?? [],
      };
    },
  };
}
