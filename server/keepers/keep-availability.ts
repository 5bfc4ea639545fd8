import { setTimeout as delay, setImmediate } from 'node:timers/promises';
import { type AvailabilityRow, computeAvailability } from '../../availability/sums/availability.ts';
import { startOfHourMs } from '../../availability/sums/hours.ts';
import { createTouchedHours, type Touched } from '../../availability/sums/touched-hours.ts';
import type { MeasurementWriter } from '../../collector/influx/create-influx.ts';
import type { Pace } from '../../collector/influx/queue/delivery-queue.ts';
import type { Config } from '../../config/load-config.ts';
import { type KnownThrough, parseKnownThrough } from '../../contracts/actions/touched-time.ts';
import type { Device, LifecycleStep } from '../../core/domain/inventory.ts';
import type { ChangeBatch } from '../../core/domain/sinks.ts';
import { deviceEntity, type Entity, type Indicator, parseEntity } from '../../core/domain/state.ts';
import type { Interval } from '../../core/time/intervals.ts';
import { days, hours, minutes } from '../../core/time/units.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import type { Ledger } from '../../ledger/sqlite/writing/open-ledger.ts';
import { createCopyProgress } from './copy-progress.ts';

/** Copies the hours of `reach` from the ledger to InfluxDB, which are all that is read there: the hours that grew, and those that a backdated change touched. */
export interface AvailabilityKeeper {
  /** To be told of every batch once it is in the ledger. */
  readonly note: (batch: ChangeBatch) => void;
  /** The hours of everybody since then are to be made anew. */
  readonly owe: (fromMs: number) => void;
  /** @throws the reason of `stop`; what was not handed over then, the next start writes. */
  readonly update: (stop?: AbortSignal) => Promise<void>;
  /** The database is a new one: nothing counts as written. */
  readonly startAnew: () => Promise<void>;
}

export interface AvailabilityKeeperOptions {
  readonly reader: LedgerReader;
  readonly writer: Pick<MeasurementWriter, 'openReceipt' | 'writeRows'>;
  readonly remember: Ledger['remember'];
  readonly config: () => Pick<Config, 'settings' | 'inventory'>;
  /** End of the coverage that earlier runs have on record; 0 where there is none. */
  readonly recordedToMs: number;
}

const SMALL_FLEET = 20_000;

/** How often the figures are brought up to date: a large fleet's hour takes a noticeable part of a second to add up. */
export const availabilityEveryMs = (deviceCount: number): number =>
  isSmallFleet(deviceCount) ? minutes(1) : minutes(10);

/** Whose figures are soon made: of a large one the next start writes what the last minutes lack. */
export const isSmallFleet = (deviceCount: number): boolean => deviceCount <= SMALL_FLEET;

/** A longer gap is not written out hour by hour as unknown: the ledger says it. */
const LONGEST_MS = days(7);

export function createAvailabilityKeeper({
  reader,
  writer,
  remember,
  config,
  recordedToMs,
}: AvailabilityKeeperOptions): AvailabilityKeeper {
  const touched = recordedToMs > 0 ? createTouchedHours(recordedToMs) : createTouchedHours();
  const copies = createCopyProgress(writer);
  const nothingYet = (): KnownThrough => ({ throughSeq: reader.headSeq(), throughMs: 0 });
  /** InfluxDB has the hours that follow from the record up to here. */
  let confirmed =
    parseKnownThrough(reader.remembered('device-availability-written')) ??
    // An earlier version wrote its hours elsewhere.
    (reader.remembered('availability-written') === undefined ? undefined : nothingYet());
  /** What it has as well once it has confirmed what was handed over. */
  let handedOver: KnownThrough | undefined;
  /** Every change up to here was noted when the hours were last made. */
  let notedSeq = reader.headSeq();
  let isOwed = true;
  const oweAgain = () => {
    handedOver = undefined;
    isOwed = true;
  };
  /** What InfluxDB lacks of before: as far back as it had confirmed, but no further than a gap is written out, or than the record goes. */
  const owe = async () => {
    isOwed = false;
    if (confirmed === undefined) return;
    const [first] = reader.coverage({ fromMs: 0, toMs: Number.MAX_SAFE_INTEGER });
    touched.owe(Math.max(confirmed.throughMs, first?.fromMs ?? 0));
    for (let afterSeq = confirmed.throughSeq; ; ) {
      const changes = reader.changesAfter(afterSeq, PORTION);
      for (const { entity, atMs } of changes) touched.touch(entity, atMs);
      afterSeq = changes.at(-1)?.seq ?? afterSeq;
      if (changes.length < PORTION) return;
      await setImmediate();
    }
  };
  let before = config().inventory.devices;
  const noteLives = async (devices: ReadonlyMap<string, Device>) => {
    if (devices === before) return;
    let looked = 0;
    for (const [id, { lifecycle }] of devices) {
      const fromMs = firstDifferenceMs(before.get(id)?.lifecycle ?? lifecycle, lifecycle);
      if (fromMs !== undefined) touched.touch(deviceEntity(id), fromMs);
      if (++looked % PORTION === 0) await setImmediate();
    }
    before = devices;
  };
  return {
    note: touched.add,
    owe: touched.owe,
    startAnew: async () => {
      confirmed = nothingYet();
      oweAgain();
      await remember('device-availability-written', JSON.stringify(confirmed));
    },
    update: async (stop) => {
      await noteLives(config().inventory.devices);
      const state = await copies.state();
      if (state === 'lost') oweAgain();
      if (state === 'ready') {
        if (handedOver) await remember('device-availability-written', JSON.stringify(handedOver));
        confirmed = handedOver ?? confirmed;
        handedOver = undefined;
        if (isOwed) await owe();
      }
      const news = touched.take();
      if (news === undefined) return;
      const { everybody, fromMsByEntity } = news;
      const { settings, inventory } = config();
      const indicators = (device: Device): readonly Indicator[] =>
        settings.profiles[device.profile]?.reach === undefined ? [] : ['reach'];
      const known = { throughSeq: notedSeq, throughMs: everybody.toMs };
      notedSeq = reader.headSeq();
      const write = async (period: Interval, devices: readonly Device[], pace?: Pace) => {
        const startedMs = performance.now();
        // The record ends with the coverage: what comes after it is not yet unknown, only not yet seen.
        const rows = computeAvailability(reader, {
          ...{ period, untilMs: everybody.toMs, devices, indicators },
        });
        const downtime = rows.filter((row) => isDowntime(row, fromMsByEntity));
        writer.writeRows({ availability: rows, downtime }, pace);
        // Nobody waits for hours: those who probe and judge have as much time as they take.
        await delay(performance.now() - startedMs);
        stop?.throwIfAborted();
      };
      const receipt = writer.openReceipt();
      const isMeasured = ({ address }: Device) => address !== undefined;
      const firstMs = startOfHourMs(Math.max(everybody.fromMs, everybody.toMs - LONGEST_MS));
      // An hour of some devices at a time: probes, canaries and pages want the process meanwhile.
      for (let fromMs = firstMs; fromMs < everybody.toMs; fromMs += hours(1)) {
        const toMs = fromMs + hours(1);
        for (const some of inPortions(inventory.devices.values().filter(isMeasured))) {
          await write({ fromMs, toMs }, some, toMs < everybody.toMs ? 'backlog' : 'fresh');
        }
      }
      const earlier = [...fromMsByEntity].filter(([, fromMs]) => fromMs < firstMs);
      for (const [fromMs, touchedThen] of Map.groupBy(earlier, ([, since]) => since)) {
        const devices = touchedThen.values().flatMap(([entity]) => deviceOf(inventory, entity));
        for (const some of inPortions(devices.filter(isMeasured))) {
          await write({ fromMs, toMs: firstMs }, some, 'backlog');
        }
      }
      if (state !== 'ready') return;
      await copies.waitFor(receipt);
      handedOver = known;
    },
  };
}

function deviceOf({ devices }: Pick<Config['inventory'], 'devices'>, entity: Entity): readonly Device[] {
  const { kind, id = '' } = parseEntity(entity) ?? {};
  const device = kind === 'device' ? devices.get(id) : undefined;
  return device ? [device] : [];
}

/** Devices whose hours are made at once: some 10 ms. */
const TOGETHER = 200;

function* inPortions(devices: Iterable<Device>): Generator<readonly Device[], undefined> {
  let some: Device[] = [];
  for (const device of devices) {
    if (some.push(device) < TOGETHER) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}

/** Read at once: some milliseconds. */
const PORTION = 1_000;

/**
 * Hours without time down are left out, so that few devices are read by whoever asks which were down longest. What was told
 * before becomes none only by a change of the device, or of its life, at that hour or before: of hours since then 0 is told
 * as well, whether or not there had been any, so that nobody needs to remember what was told, nor an earlier run to be asked.
 */
const isDowntime = (
  { deviceId, hourMs, downMs }: AvailabilityRow,
  fromMsByEntity: Touched['fromMsByEntity'],
): boolean =>
  downMs > 0 || hourMs >= (fromMsByEntity.get(deviceEntity(deviceId)) ?? Number.POSITIVE_INFINITY);

/** From when on two lives differ; `undefined` where they are the same. */
function firstDifferenceMs(before: Device['lifecycle'], after: Device['lifecycle']): number | undefined {
  const has = (life: Device['lifecycle'], step: LifecycleStep) =>
    life.some(({ stage, atMs }) => stage === step.stage && atMs === step.atMs);
  const changed = [
    ...before.filter((step) => !has(after, step)),
    ...after.filter((step) => !has(before, step)),
  ];
  return changed.length > 0 ? Math.min(...changed.map(({ atMs }) => atMs)) : undefined;
}
