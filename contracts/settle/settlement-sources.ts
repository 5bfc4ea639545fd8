import { type CheckIntervals, readCheckIntervals } from '../../availability/timelines/check-intervals.ts';
import { type MeasuredWorld, readWorld } from '../../availability/timelines/measured-world.ts';
import {
  createUpstreamNetwork,
  type UpstreamNetwork,
} from '../../availability/timelines/upstream-network.ts';
import { readLineDays } from '../../availability/traffic/line-days.ts';
import type { Interval } from '../../core/time/intervals.ts';
import { splitByCalendar } from '../../core/time/periods.ts';
import { days } from '../../core/time/units.ts';
import type { InventoryHistory } from '../../ledger/history/history.ts';
import type { RecordedBefore } from '../../ledger/record/changes.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import type { TrafficRowQuery } from '../../ledger/record/row-hashes.ts';
import type { ContractInForce, ContractPart } from './contract-parts.ts';
import type { SettlementRequest } from './contract-settlement.ts';
import type { CoveredEntity } from './covered-entities.ts';
import { asksForRecording } from './recording-facts.ts';

/** What the time of entities is divided by. */
export interface TimeSources {
  readonly network: UpstreamNetwork;
  /** What counts in each part. */
  readonly worldOf: (part: ContractPart) => MeasuredWorld;
}

/** What figures are made of. */
export interface Sources extends TimeSources {
  /** Of the indicator `recording`, where terms ask for what only that tells. */
  readonly recording?: MeasuredWorld;
  readonly lineDays?: ReturnType<typeof readLineDays>;
  readonly traffic?: TrafficRowQuery;
  readonly worlds: readonly MeasuredWorld[];
}

export interface Question {
  readonly request: SettlementRequest;
  readonly interval: Interval;
  readonly contract: ContractInForce;
  readonly covered: readonly CoveredEntity[];
}

export function readSources(reader: LedgerReader, history: InventoryHistory, question: Question): Sources {
  const { contract } = question;
  const network = createUpstreamNetwork(history);
  const { worldOf, worlds } = createWorlds(reader, network, question);
  for (const { terms } of contract.parts) worldOf(terms.indicator);
  const recording = contract.parts.some(({ terms }) => asksForRecording(terms))
    ? worldOf('recording')
    : undefined;
  const traffic = trafficQuery(question);
  return {
    network,
    worldOf: ({ terms }) => worldOf(terms.indicator),
    ...(recording ? { recording } : {}),
    ...(traffic ? { traffic, lineDays: readLineDays(reader, traffic) } : {}),
    worlds: [...worlds.values()],
  };
}

/** As much of it as days are made of. */
export function readTimeSources(
  reader: LedgerReader,
  history: InventoryHistory,
  question: Question,
): TimeSources {
  const network = createUpstreamNetwork(history);
  const { worldOf } = createWorlds(reader, network, question);
  return { network, worldOf: ({ terms }) => worldOf(terms.indicator) };
}

function createWorlds(
  reader: LedgerReader,
  network: UpstreamNetwork,
  { request, interval, contract, covered }: Question,
) {
  const { asOfMs } = request;
  const entities = covered.map(({ entity }) => entity);
  const worlds = new Map<string, MeasuredWorld>();
  let checkIntervals: CheckIntervals | undefined;
  const intervals = () => {
    checkIntervals ??= readCheckIntervals(reader, { entities, ...knownOf(request) });
    return checkIntervals;
  };
  const shutPorts = contract.parts.some(({ terms }) => terms.rules === 2) ? 'read' : 'left-out';
  const worldOf = (indicator: ContractPart['terms']['indicator']): MeasuredWorld => {
    const known = worlds.get(indicator);
    if (known) return known;
    const query = {
      entities,
      indicator,
      interval,
      asOfMs,
      intervals,
      shutPorts,
      ...knownOf(request),
    } as const;
    const world = readWorld(reader, network, query);
    worlds.set(indicator, world);
    return world;
  };
  return { worldOf, worlds };
}

/** A run of days on which a line was too small may have begun long before the period. */
const SATURATION_LOOKBACK_MS = days(62);

function trafficQuery({ request, interval, contract, covered }: Question): TrafficRowQuery | undefined {
  if (contract.parts.every(({ terms }) => terms.targets.saturation === undefined)) return undefined;
  const dates = splitByCalendar(
    { fromMs: interval.fromMs - SATURATION_LOOKBACK_MS, toMs: interval.toMs },
    'day',
    request.timeZone,
  );
  const lastDate = dates.at(-1)?.label ?? '';
  return {
    linkIds: covered.flatMap(({ entity, kind }) => (kind === 'link' ? [entity.slice('link:'.length)] : [])),
    fromDate: dates[0]?.label ?? '',
    toDate: new Date(Date.parse(`${lastDate}T00:00:00Z`) + days(1)).toISOString().slice(0, 10),
    ...knownOf(request),
  };
}

export const knownOf = ({ recordedBeforeMs }: RecordedBefore): RecordedBefore =>
  recordedBeforeMs === undefined ? {} : { recordedBeforeMs };
