import type { Settings } from '../config/settings-schema.ts';
import { createZone } from '../config/zone.ts';
import type { DeviceFacts } from '../core/device-facts.ts';
import type { FindingObservation, RecordedFinding } from '../core/findings.ts';
import type { Device, Inventory } from '../core/inventory.ts';
import type { Metrics } from '../core/metrics.ts';
import type { Reading } from '../core/probing.ts';
import type { FindingSink, LiveStatus, TrafficDaySink, TrafficSink } from '../core/sinks.ts';
import { type Change, deviceEntity } from '../core/state.ts';
import type { TrafficSample } from '../core/traffic.ts';
import { minutes, seconds } from '../core/units.ts';
import { createDeviceFindings } from './findings/device-findings.ts';
import type { ReachOf } from './infer-link.ts';
import type { Status } from './judge.ts';
import type { LinkInference } from './link-inference.ts';
import { type ChannelReading, createChannelReader } from './recorders/channel-readings.ts';
import { createLinkCapacities } from './traffic/link-capacities.ts';
import { createPortLooks, type PortView } from './traffic/port-looks.ts';
import { createTrafficDays } from './traffic/traffic-days.ts';
import { createTrafficTracker, type RefusedRate } from './traffic/traffic-tracker.ts';
import type { Watch } from './watch-list.ts';
import { createWitnessBook } from './witnesses/witness-book.ts';

/** Where what is seen beside the states goes, and what is known of it from before. */
export interface ObserverOptions {
  readonly traffic: TrafficSink;
  readonly trafficDays: TrafficDaySink;
  readonly findings: FindingSink;
  /** What is known of devices, to compare with. */
  readonly recordedFacts: Iterable<DeviceFacts>;
  /** Findings that stand. */
  readonly recordedFindings: readonly RecordedFinding[];
  readonly metrics: Metrics;
}

/** What one release of readings shows beside the states of the devices. */
export interface Seen {
  readonly samples: readonly TrafficSample[];
  /** Links whose port has news. */
  readonly linkIds: ReadonlySet<string>;
  /** Of the capacity of links. */
  readonly changes: readonly Change[];
}

/** Everything that is read off the answers of devices beside their own states: traffic, ports, channels, findings, witnesses. */
export interface Observers {
  /** Readings of cameras that their recorders speak for. */
  readonly deriveReadings: (readings: readonly Reading[]) => readonly ChannelReading[];
  readonly wantsSecondLook: (reading: Reading) => boolean;
  /** Takes what a canary vouched for. `sightSinceMs` is absent while nothing is seen. */
  readonly observe: (readings: readonly Reading[], nowMs: number, sightSinceMs: number | undefined) => Seen;
  /** Holds witnesses against the states that were just judged, and looks for findings. */
  readonly compare: (
    readings: readonly Reading[],
    seen: Seen,
    links: LinkInference,
    reachOf: ReachOf,
  ) => void;
  readonly testify: (changes: readonly Change[], nowMs: number) => readonly Change[];
  readonly note: (observations: readonly FindingObservation[]) => void;
  readonly noteCredentials: (device: Device, isThere: boolean, atMs: number) => void;
  readonly portOf: (linkId: string) => PortView | undefined;
  readonly gap: () => void;
  readonly clockStep: (nowMs: number) => void;
  readonly replace: (
    watches: readonly Watch[],
    watched: { readonly settings: Settings; readonly inventory: Inventory },
    nowMs: number,
  ) => readonly Change[];
  readonly traffic: (nowMs: number) => Iterable<TrafficSample>;
  readonly capacities: () => Iterable<LiveStatus>;
  readonly capacityOf: (linkId: string) => LiveStatus | undefined;
  /** Hands on the days of links as they stand. */
  readonly close: () => void;
}

/** Days of links are handed on so often. */
const DAYS_EVERY_MS = minutes(1);

export function createObservers(
  options: ObserverOptions,
  settingsAtStart: Settings,
  knownCapacities: ReadonlyMap<string, Status>,
): Observers {
  const { metrics } = options;
  let settings = settingsAtStart;
  let intervalMsByDevice: ReadonlyMap<string, number> = new Map();
  let channelReadings = createChannelReader([]);
  let daysHandedMs = Number.NEGATIVE_INFINITY;

  const graceMs = () => 2 * settings.collector.canaryIntervalMs + seconds(10);
  const intervalMs = (deviceId: string) => intervalMsByDevice.get(deviceId);
  const traffic = createTrafficTracker({ minIntervalMs: (deviceId) => (intervalMs(deviceId) ?? 0) / 2 });
  const days = createTrafficDays(createZone(settings.city.timeZone).dayAt);
  const capacities = createLinkCapacities({ known: knownCapacities, intervalMs });
  const ports = createPortLooks({
    maxAgeMs: (deviceId) => {
      const everyMs = intervalMs(deviceId);
      return everyMs === undefined ? undefined : 2 * everyMs + graceMs();
    },
  });
  const witnesses = createWitnessBook();
  const findings = createDeviceFindings({ ...options, sink: options.findings });

  const takeTraffic = (readings: readonly Reading[], nowMs: number): readonly TrafficSample[] => {
    const { samples, refused } = traffic.take(readings);
    metrics.camwatch_rates_total.inc(samples.length);
    for (const { reason } of refused) metrics.camwatch_rates_dropped_total.labels(reason).inc();
    findings.note([...samples.map(plausible), ...refused.flatMap(implausible)]);
    if (samples.length > 0) options.traffic.write(samples);
    days.add(samples);
    if (nowMs - daysHandedMs >= DAYS_EVERY_MS || nowMs < daysHandedMs) {
      daysHandedMs = nowMs;
      handDays(days.take(nowMs));
    }
    return samples;
  };
  const handDays = (update: ReturnType<typeof days.take>) => {
    if (update.open.length + update.closed.length > 0) options.trafficDays.write(update);
  };

  return {
    deriveReadings: (readings) => channelReadings(readings),
    wantsSecondLook: ports.wantsSecondLook,
    observe: (readings, nowMs, sightSinceMs) => {
      const samples = takeTraffic(readings, nowMs);
      const news = ports.take(readings);
      const judged = capacities.judgeSamples(samples, settings.findings.saturatedRatio);
      if (sightSinceMs === undefined) return { samples, linkIds: news, changes: judged };
      const lost = capacities.sweep(nowMs, sightSinceMs, graceMs());
      return { samples, linkIds: news.union(ports.expire(nowMs)), changes: [...judged, ...lost] };
    },
    compare: (readings, { samples, linkIds }, links, reachOf) => {
      witnesses.take(readings, samples);
      findings.note([...links.compare(linkIds, reachOf), ...witnesses.compare(readings, samples, reachOf)]);
      findings.take(readings, settings.findings);
    },
    testify: (changes, nowMs) => changes.map((change) => witnesses.testify(change, nowMs)),
    note: findings.note,
    noteCredentials: findings.noteCredentials,
    portOf: ports.viewOf,
    gap: () => {
      ports.gap();
      capacities.gap();
    },
    clockStep: (nowMs) => {
      ports.gap();
      capacities.clockStep(nowMs);
      traffic.clockStep();
      witnesses.clockStep();
    },
    replace: (watches, watched, nowMs) => {
      settings = watched.settings;
      intervalMsByDevice = readIntervals(watches);
      channelReadings = createChannelReader(watches);
      traffic.replace(watched.inventory);
      ports.replace(watched.inventory, nowMs);
      witnesses.replace(watched.inventory);
      findings.replace(watches, watched.inventory, nowMs);
      return capacities.replace(watched.inventory, nowMs);
    },
    traffic: traffic.latest,
    capacities: capacities.statuses,
    capacityOf: capacities.status,
    close: () => handDays(days.close()),
  };
}

/** How often the counters of each device are read: by its SNMP check that comes most often. */
function readIntervals(watches: readonly Watch[]): ReadonlyMap<string, number> {
  const intervals = new Map<string, number>();
  for (const { device, check } of watches) {
    if (check.prober !== 'snmp') continue;
    const known = intervals.get(device.id) ?? Number.POSITIVE_INFINITY;
    intervals.set(device.id, Math.min(known, check.intervalMs));
  }
  return intervals;
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
