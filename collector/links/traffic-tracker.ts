import type { InterfaceSample } from '../../core/domain/device-report.ts';
import type { Inventory, Link } from '../../core/domain/inventory.ts';
import type { Reading } from '../../core/domain/probing.ts';
import type { TrafficPlace, TrafficSample } from '../../core/domain/traffic.ts';
import { createPortNumbers } from '../../core/packed/port-numbers.ts';
import { minutes } from '../../core/time/units.ts';
import { measureRate, type Poll, type Rate, type Refusal } from './measure-rate.ts';
import { createPolls } from './polls.ts';
import { createRateColumns, perSecond } from './rate-columns.ts';

/** Two looks at an interface that gave no rate. */
export interface RefusedRate {
  readonly deviceId: string;
  readonly interface: string;
  readonly atMs: number;
  readonly reason: Refusal;
  readonly speedBitsPerSecond?: number;
}

export interface MeasuredTraffic {
  readonly samples: readonly TrafficSample[];
  readonly refused: readonly RefusedRate[];
}

/** Remembers the last look at every interface and measures what went through since. Interfaces go by name: indexes are dealt anew. */
export interface TrafficTracker {
  readonly take: (readings: readonly Reading[]) => MeasuredTraffic;
  /** The last rates of one interface, of a device or of all, as far as they are of the present. */
  readonly latest: (nowMs: number, at?: TrafficPlace) => Iterable<TrafficSample>;
  /** After a step of the clock no interval can be told: the next look is the first. */
  readonly clockStep: () => void;
  readonly replace: (inventory: Pick<Inventory, 'devices' | 'links'>) => void;
}

export interface TrafficTrackerOptions {
  /** Looks closer together than this give no rate of use: several checks may read the same counters. */
  readonly minIntervalMs: (deviceId: string) => number;
}

/** A device that makes up names of interfaces must not fill the memory. */
const MOST_INTERFACES_PER_DEVICE = 1_024;
/** A rate that was not renewed for three of its intervals, and this long at least, is not the present any more. */
const STALE_MS = minutes(5);

export function createTrafficTracker({ minIntervalMs }: TrafficTrackerOptions): TrafficTracker {
  const polls = createPolls();
  const rates = createRateColumns();
  const ports = createPortNumbers({
    mostPerDevice: MOST_INTERFACES_PER_DEVICE,
    onLetGo: (row) => {
      polls.clear(row);
      rates.clear(row);
    },
  });
  let linkByInterface: ReadonlyMap<string, Link> = new Map();

  const rowsAt = (at: TrafficPlace | undefined): Iterable<number> => {
    if (at?.name === undefined) return ports.numbers(at?.device);
    const row = ports.find(at.device, at.name);
    return row === undefined ? [] : [row];
  };
  const takeInterface = (
    { deviceId, atMs: sentMs, outcome }: Reading,
    seen: InterfaceSample,
  ): MeasuredOne | undefined => {
    const { counters } = seen;
    if (counters === undefined) return undefined;
    const row = ports.numberOf(deviceId, seen.name);
    if (row === undefined) return undefined;
    const atMs = sentMs + (counters.readAfterMs ?? 0);
    const uptimeMs = outcome.report?.uptimeMs;
    const poll: Poll = { atMs, counters, ...(uptimeMs !== undefined && { uptimeMs }) };
    const before = polls.get(row);
    if (before === undefined) {
      polls.set(row, poll);
      return undefined;
    }
    const intervalMs = atMs - before.atMs;
    if (intervalMs > 0 && intervalMs < minIntervalMs(deviceId)) return undefined;
    // A port that is down may say that its speed is 0.
    const speed = seen.speedBitsPerSecond ? seen.speedBitsPerSecond : undefined;
    const measured = measureRate(before, poll, speed);
    const { name } = ports.portOf(row);
    if (!measured.ok) {
      const { reason } = measured;
      if (reason !== 'reordered') polls.set(row, poll);
      const speedPart = speed !== undefined && { speedBitsPerSecond: speed };
      return { refused: { deviceId, interface: name, atMs, reason, ...speedPart } };
    }
    polls.set(row, poll);
    const link = linkByInterface.get(interfaceKey(deviceId, name));
    const sample = buildSample(measured.rate, { deviceId, name, atMs, speed, link });
    rates.set(row, sample);
    return { sample };
  };

  return {
    take: (readings) => {
      const samples: TrafficSample[] = [];
      const refused: RefusedRate[] = [];
      for (const reading of readings) {
        const interfaces = reading.outcome.report?.interfaces;
        if (interfaces === undefined) continue;
        if (ports.countOf(reading.deviceId) >= MOST_INTERFACES_PER_DEVICE)
          ports.keepOnly(reading.deviceId, new Set(interfaces.map(({ name }) => name)));
        const names = new Set<string>();
        for (const seen of interfaces) {
          // Of two with one name nobody can tell which is which at the next look.
          if (names.has(seen.name)) continue;
          names.add(seen.name);
          const one = takeInterface(reading, seen);
          if (one?.sample) samples.push(one.sample);
          if (one?.refused) refused.push(one.refused);
        }
      }
      return { samples, refused };
    },
    latest: function* (nowMs, at) {
      for (const row of rowsAt(at)) {
        const sample = rates.get(row);
        if (sample === undefined || nowMs - sample.atMs > Math.max(STALE_MS, 3 * sample.intervalMs)) continue;
        const { deviceId, name } = ports.portOf(row);
        yield { deviceId, interface: name, ...sample };
      }
    },
    clockStep: () => {
      for (const deviceId of [...ports.deviceIds()]) ports.forget(deviceId);
    },
    replace: ({ devices, links }) => {
      for (const deviceId of [...ports.deviceIds()]) if (!devices.has(deviceId)) ports.forget(deviceId);
      linkByInterface = new Map(
        links
          .values()
          .flatMap((link) =>
            link.interface ? [[interfaceKey(link.interface.device, link.interface.name), link]] : [],
          ),
      );
    },
  };
}

type MeasuredOne = { readonly sample?: TrafficSample; readonly refused?: RefusedRate };

/** A device id is a slug, without a blank. */
const interfaceKey = (deviceId: string, name: string) => `${deviceId} ${name}`;

interface Measurement {
  readonly deviceId: string;
  readonly name: string;
  readonly atMs: number;
  readonly speed: number | undefined;
  readonly link: Link | undefined;
}

function buildSample(rate: Rate, { deviceId, name, atMs, speed, link }: Measurement): TrafficSample {
  const { intervalMs, inErrors, outErrors, inDiscards, outDiscards } = rate;
  const capacity = link?.capacityBitsPerSecond ?? speed;
  // Exact: a poll moves far less than 2^53 octets.
  const inOctets = Number(rate.inOctets);
  const outOctets = Number(rate.outOctets);
  const sample: Writable<TrafficSample> = {
    deviceId,
    interface: name,
    atMs,
    intervalMs,
    inOctets,
    outOctets,
    inBitsPerSecond: perSecond(inOctets, intervalMs),
    outBitsPerSecond: perSecond(outOctets, intervalMs),
  };
  // Thousands a second: an object for each part that may be absent takes most of the time.
  if (link !== undefined) sample.linkId = link.id;
  if (inErrors !== undefined) sample.inErrors = inErrors;
  if (outErrors !== undefined) sample.outErrors = outErrors;
  if (inDiscards !== undefined) sample.inDiscards = inDiscards;
  if (outDiscards !== undefined) sample.outDiscards = outDiscards;
  if (capacity !== undefined) sample.capacityBitsPerSecond = capacity;
  return sample;
}

type Writable<Value> = { -readonly [Name in keyof Value]: Value[Name] };
