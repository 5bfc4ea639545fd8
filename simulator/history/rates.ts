import type { DeviceKind } from '../../core/domain/inventory.ts';
import { hours, minutes } from '../../core/time/units.ts';

/** How long something lasts: half of the cases less than the median, the rest with a long tail up to the most. */
export interface Length {
  readonly medianMs: number;
  /** Of the logarithm: 0 is always the median, 1 is a wide spread. */
  readonly spread: number;
  readonly mostMs: number;
}

/** What a fault makes of a device or link. */
export type Effect =
  /** Dead until somebody comes. */
  | 'breakdown'
  /** Hangs, and its watchdog restarts it. */
  | 'hang'
  /** Goes and comes many times in a row. */
  | 'flapping'
  /** Its service hangs, its picture stops, its disk fails: the rest goes on. */
  | 'service'
  | 'stream'
  | 'recording'
  /** Answers, with losses. */
  | 'lossy'
  /** Somebody changed its password. */
  | 'locked-out'
  /** The collector falls behind and does not ask it for a while. */
  | 'unasked';

export interface FaultRate {
  readonly effect: Effect;
  readonly perYear: number;
  readonly length: Length;
}

const length = (medianMs: number, spread: number, mostMs: number): Length => ({ medianMs, spread, mostMs });

const HANG: FaultRate = { effect: 'hang', perYear: 1.8, length: length(minutes(9), 0.8, hours(2)) };
const UNASKED: FaultRate = { effect: 'unasked', perYear: 0.15, length: length(minutes(35), 0.5, hours(3)) };
const LOSSY: FaultRate = { effect: 'lossy', perYear: 0.8, length: length(hours(2), 0.8, hours(40)) };
const FLAPPING: FaultRate = { effect: 'flapping', perYear: 0.06, length: length(hours(9), 0.7, hours(72)) };

/** Faults of a device's own, by kind; made up, so that a city comes out between 97 and 99.5 percent. */
export const DEVICE_RATES: Readonly<Record<DeviceKind, readonly FaultRate[]>> = {
  camera: [
    { effect: 'breakdown', perYear: 1.4, length: length(hours(22), 1.2, hours(30 * 24)) },
    { effect: 'service', perYear: 0.8, length: length(minutes(50), 1, hours(48)) },
    { effect: 'stream', perYear: 1.7, length: length(hours(1.5), 1.1, hours(96)) },
    { effect: 'locked-out', perYear: 0.03, length: length(hours(50), 0.6, hours(200)) },
    HANG,
    UNASKED,
    LOSSY,
    FLAPPING,
  ],
  nvr: [
    { effect: 'breakdown', perYear: 0.5, length: length(hours(10), 1, hours(10 * 24)) },
    { effect: 'recording', perYear: 1.1, length: length(hours(20), 1, hours(15 * 24)) },
    { effect: 'service', perYear: 0.8, length: length(minutes(30), 1, hours(24)) },
    HANG,
    UNASKED,
  ],
  switch: [
    { effect: 'breakdown', perYear: 0.25, length: length(hours(6), 0.9, hours(5 * 24)) },
    { effect: 'service', perYear: 0.3, length: length(hours(1), 1, hours(24)) },
    { ...FLAPPING, perYear: 0.03 },
    { ...HANG, perYear: 0.4 },
  ],
  router: [
    { effect: 'breakdown', perYear: 0.15, length: length(hours(3), 0.8, hours(3 * 24)) },
    { effect: 'service', perYear: 0.2, length: length(hours(1), 1, hours(24)) },
    { ...HANG, perYear: 0.3 },
  ],
  ups: [{ effect: 'breakdown', perYear: 0.3, length: length(hours(30), 0.9, hours(20 * 24)) }, HANG],
  controller: [
    { effect: 'breakdown', perYear: 0.8, length: length(hours(9), 1, hours(15 * 24)) },
    HANG,
    UNASKED,
    LOSSY,
    FLAPPING,
  ],
  server: [{ effect: 'breakdown', perYear: 0.3, length: length(hours(2), 0.8, hours(24)) }, HANG],
};

export const LINK_RATES: readonly FaultRate[] = [
  { effect: 'breakdown', perYear: 1.1, length: length(hours(2.5), 1.1, hours(6 * 24)) },
  { effect: 'hang', perYear: 1.6, length: length(minutes(8), 0.8, hours(1)) },
  { effect: 'flapping', perYear: 0.03, length: length(hours(6), 0.7, hours(36)) },
];

/** Cuts of the power by ward; twice as often from May to August. */
export const POWER = {
  cutsPerYear: 1.9,
  plannedPerYear: 0.4,
  cabinetTripsPerYear: 0.25,
  length: length(hours(1.6), 0.8, hours(20)),
  cabinetLength: length(hours(5), 1, hours(4 * 24)),
  /** A ward has so many feeders; most cuts take one of them, every third cut takes all. */
  feeders: 3,
  wholeWardRatio: 0.33,
  /** How long batteries last where there are any. */
  batteryMs: [minutes(25), minutes(75)],
  /** How long devices take to start when power is back. */
  bootMs: [minutes(1), minutes(5)],
} as const;

/** A storm that leaves a few wards dark for days: one ward in so many, at least two. */
export const STORM = { oneWardIn: 40, leastWards: 2, lengthMs: [hours(40), hours(130)] } as const;

export const WORK = {
  perLinkAndYear: 0.35,
  length: length(hours(1.2), 0.5, hours(5)),
  /** Shares that are announced too late, and that take longer than announced. */
  lateRatio: 0.1,
  overrunRatio: 0.12,
} as const;

/** One device in so many is a bad one, and has this share of all faults of its kind. */
export const BAD = { oneIn: 40, ratio: 0.2 } as const;

/** Of breakdowns of cameras that last longer, this share ends with a new camera. */
export const REPLACED = { fromMs: hours(60), ratio: 0.6 } as const;
export const RETIRED_PER_YEAR = 0.004;
