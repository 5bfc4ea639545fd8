import type { FindingCode, FindingObservation } from '../../core/domain/findings.ts';
import type { Inventory } from '../../core/domain/inventory.ts';
import type { Reading } from '../../core/domain/probing.ts';
import type { TrafficDaySink, TrafficSink } from '../../core/domain/sinks.ts';
import { deviceEntity, type Entity } from '../../core/domain/state.ts';
import type { TrafficPlace, TrafficSample } from '../../core/domain/traffic.ts';
import type { Metrics } from '../../core/names/metrics.ts';
import type { CityDay } from '../../core/time/zone.ts';
import { createTrafficDays } from './traffic-days.ts';
import { createTrafficTracker, type RefusedRate } from './traffic-tracker.ts';

export interface TrafficObserverOptions {
  readonly traffic: TrafficSink;
  readonly trafficDays: TrafficDaySink;
  readonly metrics: Metrics;
  /** Whether what is measured at a device may be counted. */
  readonly isCounted?: (device: { readonly id: string }) => boolean;
  readonly dayAt: (atMs: number) => CityDay;
  /** Whether this is found of something: that the rates of others are well need not be told. */
  readonly isNoted: (entity: Entity, code: FindingCode) => boolean;
  /** How often the counters of a device are read; `undefined` where nobody reads them. */
  readonly intervalMs: (deviceId: string) => number | undefined;
}

/** Measures rates and hands them on, one by one and added up by day. */
export interface TrafficObserver {
  readonly take: (
    readings: readonly Reading[],
    nowMs: number,
  ) => { readonly samples: readonly TrafficSample[]; readonly observations: readonly FindingObservation[] };
  readonly latest: (nowMs: number, at?: TrafficPlace) => Iterable<TrafficSample>;
  readonly clockStep: () => void;
  readonly replace: (inventory: Pick<Inventory, 'devices' | 'links' | 'share'>) => void;
  /** Hands on the days as they stand. */
  readonly close: () => void;
}

export function createTrafficObserver(options: TrafficObserverOptions): TrafficObserver {
  const { metrics, intervalMs, isCounted = () => true } = options;
  const tracker = createTrafficTracker({ minIntervalMs: (deviceId) => (intervalMs(deviceId) ?? 0) / 2 });
  const days = createTrafficDays(options.dayAt);
  /** Of two collectors that watch a link the first alone counts its days. */
  let countedElsewhere: ReadonlySet<string> = new Set();

  const handDays = (update: ReturnType<typeof days.take>) => {
    if (update.open.length + update.closed.length > 0) options.trafficDays.write(update);
  };
  return {
    take: (readings, nowMs) => {
      const { samples, refused } = tracker.take(readings);
      const isCountedAt = oncePerDevice((id) => isCounted({ id }));
      const isNotedAt = oncePerDevice((id) => options.isNoted(deviceEntity(id), 'counter-implausible'));
      metrics.camwatch_rates_total.inc(samples.filter(isCountedAt).length);
      for (const { reason } of refused.filter(isCountedAt))
        metrics.camwatch_rates_dropped_total.labels(reason).inc();
      if (samples.length > 0) options.traffic.write(samples);
      days.add(samples.filter(({ linkId = '' }) => !countedElsewhere.has(linkId)));
      handDays(days.take(nowMs));
      const noted = samples.filter(isNotedAt);
      return { samples, observations: [...noted.map(plausible), ...refused.flatMap(implausible)] };
    },
    latest: tracker.latest,
    clockStep: tracker.clockStep,
    replace: (inventory) => {
      tracker.replace(inventory);
      const { links, share } = inventory;
      const others = share && links.values().filter((link) => !share.countsLink(link));
      countedElsewhere = new Set(others?.map(({ id }) => id));
    },
    close: () => handDays(days.close()),
  };
}

/** What is measured at one device comes together. */
function oncePerDevice(is: (deviceId: string) => boolean) {
  let [last, answer]: [string | undefined, boolean] = [undefined, false];
  return ({ deviceId }: { readonly deviceId: string }): boolean => {
    if (deviceId !== last) [last, answer] = [deviceId, is(deviceId)];
    return answer;
  };
}

const plausible = ({ deviceId, interface: subject, atMs }: TrafficSample): FindingObservation => ({
  entity: deviceEntity(deviceId),
  code: 'counter-implausible',
  subject,
  isPresent: false,
  atMs,
  values: {},
});

function implausible(refused: RefusedRate): readonly FindingObservation[] {
  const { deviceId, interface: subject, atMs, reason, speedBitsPerSecond } = refused;
  if (reason !== 'implausible') return [];
  const values = { ...(speedBitsPerSecond !== undefined && { speedBitsPerSecond }) };
  return [
    { entity: deviceEntity(deviceId), code: 'counter-implausible', subject, isPresent: true, atMs, values },
  ];
}
