import type { Settings } from '../../config/settings/settings-schema.ts';
import type { DeviceFacts } from '../../core/domain/device-facts.ts';
import type { FindingObservation, RecordedFinding } from '../../core/domain/findings.ts';
import type { Inventory } from '../../core/domain/inventory.ts';
import type { Reading } from '../../core/domain/probing.ts';
import type { FindingSink } from '../../core/domain/sinks.ts';
import { deviceEntity, type Entity, parseEntity } from '../../core/domain/state.ts';
import type { Metrics } from '../../core/names/metrics.ts';
import { createNumbering } from '../../core/packed/numbering.ts';
import { days } from '../../core/time/units.ts';
import { isBare } from '../probing/is-bare.ts';
import { type CheckOf, createWatchedChecks, type Watchable } from '../scheduler/watched-checks.ts';
import { createEarlierFacts } from './earlier-facts.ts';
import { createFactsGate } from './facts-gate.ts';
import { createFindingTracker, type FindingTracker } from './finding-tracker.ts';
import { findingsOf } from './findings-of.ts';
import { createSettledLooks, hashLook, type LookHash } from './settled-looks.ts';

/** Everything that is noticed of devices and links and is no outage, on its way to the record. */
export interface DeviceFindings {
  /** Looks at readings that a canary vouched for. */
  readonly take: (readings: readonly Reading[], wanted: Settings['findings']) => void;
  /** What others noticed, such as a rate that no interface can carry. */
  readonly note: (observations: readonly FindingObservation[]) => void;
  /** Whether the reference of a device led to credentials. */
  readonly noteCredentials: (deviceId: string, isThere: boolean, atMs: number) => void;
  /** Since when a finding stands. */
  readonly standsSinceMs: FindingTracker['standsSinceMs'];
  readonly isNoted: FindingTracker['isNoted'];
  readonly replace: (
    watched: { readonly settings: Pick<Settings, 'profiles'>; readonly inventory: Watchable },
    nowMs: number,
  ) => void;
}

export interface DeviceFindingsOptions {
  readonly sink: FindingSink;
  readonly recordedFacts: Iterable<DeviceFacts>;
  readonly recordedFindings: readonly RecordedFinding[];
  readonly metrics: Metrics;
  /** Whether findings about something may be counted. */
  readonly isCountedEntity?: (entity: Entity) => boolean;
}

/** Settings of a stream that stay changed for so long are what is wanted. */
const ADOPTED_AFTER_MS = days(7);

export function createDeviceFindings(options: DeviceFindingsOptions): DeviceFindings {
  const { sink, recordedFindings, metrics, isCountedEntity = () => true } = options;
  const numbers = createNumbering();
  const settledLooks = createSettledLooks(numbers);
  const tracker = createFindingTracker(recordedFindings, {
    metrics,
    isCounted: isCountedEntity,
    onChange: (entity) => settledLooks.forget(parseEntity(entity)?.id),
  });
  const earlier = createEarlierFacts(options.recordedFacts, recordedFindings, numbers);
  const gate = createFactsGate(numbers);
  let devices: Inventory['devices'] = new Map();
  let checkOf: CheckOf = () => undefined;
  let wantedBefore: Settings['findings'] | undefined;

  const note = (observations: readonly FindingObservation[]) => {
    const news = tracker.take(observations);
    if (news.length > 0) sink.note(news);
  };
  const adoptLasting = ({ entity, code, subject, isPresent, atMs, values }: FindingObservation) => {
    if (code !== 'stream-changed' || !isPresent) return;
    const sinceMs = tracker.standsSinceMs(entity, code, subject);
    const deviceId = parseEntity(entity)?.id;
    if (sinceMs === undefined || atMs - sinceMs < ADOPTED_AFTER_MS || deviceId === undefined) return;
    earlier.adoptStream(deviceId, subject, String(values.found));
    settledLooks.forget(deviceId);
  };
  /** Notes everything that the reading tells of its device; `false` where nobody asks the device that. */
  const compare = (reading: Reading, look: LookHash, wanted: Settings['findings']): boolean => {
    const { deviceId, indicator, atMs, outcome } = reading;
    const device = devices.get(deviceId);
    const check = device && checkOf(device, indicator);
    if (device === undefined || check === undefined || check.prober === 'channel') return false;
    if (outcome.report === undefined && outcome.ok && isBare(check.prober)) return false;
    const report = outcome.report ?? {};
    const found = findingsOf({ device, check, atMs, outcome, report, wanted, earlier: earlier.of(deviceId) });
    const hasLearnt = earlier.learn({ deviceId, ...report });
    note(found);
    // How long a stream is changed matters at each look.
    const isLasting = found.some((one) => one.isPresent && one.code === 'stream-changed');
    settledLooks.note(reading, look, isLasting ? undefined : tracker.settledUntilMs(found));
    for (const observation of found) adoptLasting(observation);
    if (hasLearnt) settledLooks.forget(deviceId);
    return true;
  };

  return {
    take: (readings, wanted) => {
      if (wanted !== wantedBefore) settledLooks.forget();
      wantedBefore = wanted;
      const learnt: DeviceFacts[] = [];
      for (const reading of readings) {
        if (tellsNothing(reading)) continue;
        const look = hashLook(reading, wanted);
        if (!settledLooks.has(reading, look) && !compare(reading, look, wanted)) continue;
        const facts = gate.take(reading);
        if (facts) learnt.push(facts);
      }
      if (learnt.length > 0) sink.learn(learnt);
    },
    note,
    standsSinceMs: tracker.standsSinceMs,
    isNoted: tracker.isNoted,
    noteCredentials: (deviceId, isThere, atMs) => {
      const entity = deviceEntity(deviceId);
      // Of most devices they were never missing: these are not even looked up.
      const device =
        isThere && !tracker.isNoted(entity, 'credentials-missing') ? undefined : devices.get(deviceId);
      if (device === undefined) return;
      const values = { reference: device.credentials ?? '' };
      note([{ entity, code: 'credentials-missing', subject: '', isPresent: !isThere, atMs, values }]);
    },
    replace: ({ settings, inventory }, nowMs) => {
      const { links, share } = inventory;
      devices = inventory.devices;
      checkOf = createWatchedChecks(inventory, settings.profiles, nowMs);
      const isKnown = (deviceId: string) => isWatched(devices, deviceId, share?.watchesDevice);
      earlier.replace(isKnown);
      gate.replace(isKnown);
      settledLooks.forget();
      const ended = tracker.replace((entity) => {
        const { kind, id = '' } = parseEntity(entity) ?? {};
        return kind === 'link' ? isWatched(links, id, share?.watchesLink) : isKnown(id);
      }, nowMs);
      if (ended.length > 0) sink.note(ended);
      // What needs no credentials any more misses none.
      const missing = tracker.entitiesWith('credentials-missing');
      const ids = missing.map((entity) => parseEntity(entity)?.id ?? '');
      note(ids.flatMap((id) => (devices.get(id)?.credentials === undefined ? missesNone(id, nowMs) : [])));
    },
  };
}

const missesNone = (id: string, atMs: number): FindingObservation => ({
  entity: deviceEntity(id),
  code: 'credentials-missing',
  subject: '',
  isPresent: false,
  atMs,
  values: {},
});

/** Most readings are answers to pings, and in a storm silence: their devices are not even looked up. */
function tellsNothing({ indicator, outcome }: Reading): boolean {
  if (outcome.report !== undefined) return false;
  return outcome.ok ? indicator === 'reach' : outcome.reason === 'timeout';
}

/** Whether something is in the inventory, and watched here. Where all of it is, nothing is decoded. */
function isWatched<Value>(
  all: ReadonlyMap<string, Value>,
  id: string,
  isShared: ((value: Value) => boolean) | undefined,
): boolean {
  if (isShared === undefined) return all.has(id);
  const value = all.get(id);
  return value !== undefined && isShared(value);
}
