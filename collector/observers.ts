import type { Settings } from '../config/settings/settings-schema.ts';
import type { Login } from '../core/domain/credentials.ts';
import type { DeviceFacts } from '../core/domain/device-facts.ts';
import type { RecordedFinding } from '../core/domain/findings.ts';
import type { Device, Inventory } from '../core/domain/inventory.ts';
import type { Reading } from '../core/domain/probing.ts';
import type { FindingSink, LiveStatus, TrafficDaySink, TrafficSink } from '../core/domain/sinks.ts';
import type { Change, Entity } from '../core/domain/state.ts';
import type { TrafficPlace, TrafficSample } from '../core/domain/traffic.ts';
import { STEP, type Steps } from '../core/host/in-slices.ts';
import type { Metrics } from '../core/names/metrics.ts';
import { seconds } from '../core/time/units.ts';
import { createZone } from '../core/time/zone.ts';
import { createDailySurvey } from './findings/daily-survey.ts';
import { createDeviceFindings } from './findings/device-findings.ts';
import { findFiltered } from './findings/find-filtered.ts';
import { findNeverAnswered, type NeverAnswered } from './findings/never-answered.ts';
import { type CorroborationStore, createCorroborationStore } from './judge/corroboration-store.ts';
import type { Status } from './judge/status.ts';
import type { ReachOf } from './links/infer-link.ts';
import { createLinkCapacities } from './links/link-capacities.ts';
import type { LinkInference } from './links/link-inference.ts';
import { createPortLooks, type PortView } from './links/port-looks.ts';
import { createTrafficObserver } from './links/traffic-observer.ts';
import type { SingleProber } from './probing/prober.ts';
import type { AddressResolver } from './probing/resolve-address.ts';
import { type ChannelReading, createChannelReader } from './recorders/channel-readings.ts';
import { createUnspokenChannels } from './recorders/unspoken-channels.ts';
import { eachWatch } from './scheduler/watch-list.ts';
import { askedBy, type WatchColumns } from './states/watch-columns.ts';

/** Where what is seen beside the states goes, and what is known of it from before. */
export interface ObserverOptions {
  readonly traffic: TrafficSink;
  readonly trafficDays: TrafficDaySink;
  readonly findings: FindingSink;
  /** What is known of devices, to compare with. */
  readonly recordedFacts: Iterable<DeviceFacts>;
  /** Findings that stand. */
  readonly recordedFindings: readonly RecordedFinding[];
  /** What the manuals of a device's maker print; tried only where the settings ask for it. */
  readonly defaultLogins: (device: Device) => readonly Login[];
  readonly metrics: Metrics;
}

/** What the collector lends its observers. */
export interface ObserverTools {
  readonly settings: Settings;
  /** By link id, where an earlier run left off. */
  readonly knownCapacities: ReadonlyMap<string, Status>;
  readonly tcp: SingleProber;
  readonly resolve: AddressResolver;
  readonly isCounted: (device: { readonly id: string }) => boolean;
  readonly isCountedEntity: (entity: Entity) => boolean;
  readonly nowMs: () => number;
  readonly stop: AbortSignal;
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
  /** Holds what was observed against the states that were just judged, and looks for findings. */
  readonly compare: (
    readings: readonly Reading[],
    seen: Seen,
    links: LinkInference,
    reachOf: ReachOf,
  ) => void;
  /** Notes which devices answer though their pings are filtered, and which answer pings again. */
  readonly noteFiltered: (changes: readonly Change[]) => void;
  readonly addEvidence: (changes: readonly Change[], nowMs: number, lifeOf: ReachOf) => readonly Change[];
  /** Checks of others to be asked of a device that does not answer. */
  readonly witnessesOf: CorroborationStore['witnessesOf'];
  /** Begins the looks that are taken once a day, at devices that answer. */
  readonly lookDaily: (nowMs: number, reachOf: ReachOf) => void;
  readonly noteCredentials: (deviceId: string, isThere: boolean, atMs: number) => void;
  readonly noteNeverAnswered: (
    changes: readonly Change[],
    readings: readonly Reading[],
    neverAnswered: NeverAnswered,
  ) => void;
  readonly portOf: (linkId: string) => PortView | undefined;
  readonly gap: () => void;
  readonly clockStep: (nowMs: number) => void;
  readonly replace: (
    watches: WatchColumns,
    watched: { readonly settings: Settings; readonly inventory: Inventory },
    nowMs: number,
  ) => Steps<readonly Change[]>;
  readonly traffic: (nowMs: number, at?: TrafficPlace) => Iterable<TrafficSample>;
  readonly capacities: () => Iterable<LiveStatus>;
  readonly capacityOf: (linkId: string) => LiveStatus | undefined;
  /** Hands on the days of links as they stand, and waits for looks under way; call after `stop` was aborted. */
  readonly close: () => Promise<void>;
}

export function createObservers(
  options: ObserverOptions,
  { knownCapacities, ...tools }: ObserverTools,
): Observers {
  let { settings } = tools;
  let intervalMsByDevice: ReadonlyMap<string, number> = new Map();
  let channelReadings = createChannelReader([]);
  let unspokenChannels = createUnspokenChannels([]);

  const graceMs = () => 2 * settings.collector.canaryIntervalMs + seconds(10);
  const intervalMs = (deviceId: string) => intervalMsByDevice.get(deviceId);
  const { dayAt } = createZone(settings.city.timeZone);
  const { isCounted, isCountedEntity } = tools;
  const capacities = createLinkCapacities({ known: knownCapacities, intervalMs });
  const ports = createPortLooks({
    maxAgeMs: (deviceId) => {
      const everyMs = intervalMs(deviceId);
      return everyMs === undefined ? undefined : 2 * everyMs + graceMs();
    },
  });

  const findings = createDeviceFindings({ ...options, sink: options.findings, isCountedEntity });
  const { isNoted } = findings;
  const witnesses = createCorroborationStore(isNoted);
  const traffic = createTrafficObserver({ ...options, dayAt, intervalMs, isCounted, isNoted });

  const daily = createDailySurvey({
    ...options,
    ...tools,
    memory: findings.standsSinceMs,
    note: findings.note,
  });

  return {
    deriveReadings: (readings) => channelReadings(readings),
    wantsSecondLook: ports.wantsSecondLook,
    observe: (readings, nowMs, sightSinceMs) => {
      const { samples, observations } = traffic.take(readings, nowMs);
      findings.note(observations);
      witnesses.take(readings, samples);
      const news = ports.take(readings);
      const judged = capacities.judgeSamples(samples, settings.findings.saturatedRatio);
      if (sightSinceMs === undefined) return { samples, linkIds: news, changes: judged };
      const lost = capacities.sweep(nowMs, sightSinceMs, graceMs());
      return { samples, linkIds: news.union(ports.expire(nowMs)), changes: [...judged, ...lost] };
    },
    compare: (readings, { samples, linkIds }, links, reachOf) => {
      findings.note([...links.compare(linkIds, reachOf), ...witnesses.compare(readings, samples, reachOf)]);
      findings.note(unspokenChannels(readings));
      findings.take(readings, settings.findings);
    },
    noteFiltered: (changes) => findings.note(changes.flatMap(findFiltered)),
    addEvidence: (changes, nowMs, lifeOf) =>
      changes.map((change) => witnesses.addEvidence(change, nowMs, lifeOf)),
    witnessesOf: witnesses.witnessesOf,
    lookDaily: (nowMs, reachOf) =>
      daily.tick(nowMs, settings.findings, (deviceId) => reachOf(deviceId)?.state === 'up'),
    noteCredentials: findings.noteCredentials,
    noteNeverAnswered: (changes, readings, neverAnswered) =>
      findings.note(findNeverAnswered(changes, readings, neverAnswered)),
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
    *replace(watches, watched, nowMs) {
      settings = watched.settings;
      intervalMsByDevice = yield* readIntervals(watches);
      const byChannel = yield* inSteps(askedBy(watches, 'channel'));
      channelReadings = createChannelReader(byChannel);
      unspokenChannels = createUnspokenChannels(byChannel);
      yield;
      traffic.replace(watched.inventory);
      yield;
      ports.replace(watched.inventory, nowMs);
      yield* witnesses.replace(watched.inventory);
      findings.replace(watched, nowMs);
      yield;
      const { inventory, settings: profiled } = watched;
      daily.replace({ [Symbol.iterator]: () => eachWatch(inventory, profiled.profiles, nowMs) });
      return capacities.replace(watched.inventory, nowMs);
    },
    traffic: traffic.latest,
    capacities: capacities.statuses,
    capacityOf: capacities.status,
    close: async () => {
      traffic.close();
      await daily.idle();
    },
  };
}

/** How often the counters of each device are read: by its SNMP check that comes most often. */
function* readIntervals(watches: WatchColumns): Steps<ReadonlyMap<string, number>> {
  const intervals = new Map<string, number>();
  let count = 0;
  for (const { device, check } of askedBy(watches, 'snmp')) {
    if (count++ % STEP === 0) yield;
    const known = intervals.get(device.id) ?? Number.POSITIVE_INFINITY;
    intervals.set(device.id, Math.min(known, check.intervalMs));
  }
  return intervals;
}

function* inSteps<Item>(items: Iterable<Item>): Steps<readonly Item[]> {
  const list: Item[] = [];
  for (const item of items) if (list.push(item) % STEP === 0) yield;
  return list;
}
