import type { InterfaceCounters } from '../../core/domain/device-report.ts';
import { seconds } from '../../core/time/units.ts';

/** One look at the counters of an interface. */
export interface Poll {
  /** When they were read. */
  readonly atMs: number;
  /** sysUpTime at that look, where the device says it. */
  readonly uptimeMs?: number;
  readonly counters: InterfaceCounters;
}

/** What went through between two looks. */
export interface Rate {
  readonly intervalMs: number;
  readonly inOctets: bigint;
  readonly outOctets: bigint;
  readonly inErrors?: number;
  readonly outErrors?: number;
  readonly inDiscards?: number;
  readonly outDiscards?: number;
}

/**
 * Why two looks give no rate. `reordered`: the later one is older, and nothing follows from it; `reset`: the counters
 * began anew; `width`: they became 32 or 64 bits wide; `wrap`: it cannot be told how often, or whether at all, a 32-bit
 * counter wrapped; `implausible`: more than the interface can carry.
 */
export const REFUSALS = ['reordered', 'reset', 'width', 'wrap', 'implausible'] as const;
export type Refusal = (typeof REFUSALS)[number];

export type Measured =
  | { readonly ok: true; readonly rate: Rate }
  | { readonly ok: false; readonly reason: Refusal };

/** Speed that a counter without a known one is assumed to run at: what the devices of a city have at most at 32 bits. */
const ASSUMED_BITS_PER_SECOND = 1e9;
/** No interface is faster (IEEE 802.3df). */
const FASTEST_BITS_PER_SECOND = 1.6e12;

/**
 * The octets between two looks at one interface, or why nobody can tell: pure, exact, never a guess. A wrap is told from
 * a reset by sysUpTime, so that a counter that fell on a device without it gives no rate.
 */
export function measureRate(before: Poll, after: Poll, speedBitsPerSecond: number | undefined): Measured {
  const intervalMs = after.atMs - before.atMs;
  if (intervalMs <= 0) return refuse('reordered');
  if (isReset(before, after)) return refuse('reset');
  const { bits } = after.counters;
  if (bits !== before.counters.bits) return refuse('width');
  if (bits === 32 && intervalMs >= wrapMs(speedBitsPerSecond ?? ASSUMED_BITS_PER_SECOND))
    return refuse('wrap');

  const inOctets = difference(before.counters.inOctets, after.counters.inOctets, bits);
  const outOctets = difference(before.counters.outOctets, after.counters.outOctets, bits);
  const most = mostOctets(speedBitsPerSecond ?? FASTEST_BITS_PER_SECOND, intervalMs);
  const isPlausible = inOctets <= most && outOctets <= most;
  if (hasFallen(before, after)) {
    // Without sysUpTime a small counter after a large one may be both, and a wrap of 64 bits takes years.
    if (!isPlausible) return refuse('reset');
    if (bits === 32 && !isUptimeKnown(before, after)) return refuse('wrap');
  }
  if (!isPlausible) return refuse('implausible');
  return { ok: true, rate: { intervalMs, inOctets, outOctets, ...countErrors(before, after) } };
}

const refuse = (reason: Refusal): Measured => ({ ok: false, reason });

/** How long a 32-bit counter of octets takes to come round at full speed: 344 s at 100 Mbit/s. */
export const wrapMs = (speedBitsPerSecond: number): number => (2 ** 32 * 8 * 1_000) / speedBitsPerSecond;

/** TimeTicks are hundredths of a second in 32 bits: they come round after 497 days. */
const UPTIME_ROUND_MS = 2 ** 32 * 10;
/** sysUpTime and the counters are answers to two questions, each of which may wait for up to a time-out. */
const JITTER_MS = seconds(5);

function isReset(before: Poll, after: Poll): boolean {
  if (before.counters.discontinuityMs !== undefined && after.counters.discontinuityMs !== undefined) {
    if (before.counters.discontinuityMs !== after.counters.discontinuityMs) return true;
  }
  if (before.uptimeMs === undefined || after.uptimeMs === undefined) return false;
  const intervalMs = after.atMs - before.atMs;
  const toleranceMs = JITTER_MS + intervalMs / 100;
  const expectedMs = before.uptimeMs + intervalMs;
  if (after.uptimeMs < before.uptimeMs) {
    return Math.abs(expectedMs - UPTIME_ROUND_MS - after.uptimeMs) > toleranceMs;
  }
  // Started anew so soon after the first look that its uptime has overtaken the old one meanwhile. Twice within the
  // tolerance is not seen.
  return expectedMs - after.uptimeMs > toleranceMs;
}

const isUptimeKnown = (before: Poll, after: Poll) =>
  before.uptimeMs !== undefined && after.uptimeMs !== undefined;

const hasFallen = ({ counters: before }: Poll, { counters: after }: Poll) =>
  after.inOctets < before.inOctets || after.outOctets < before.outOctets;

const difference = (before: bigint, after: bigint, bits: 32 | 64) => BigInt.asUintN(bits, after - before);

/** Two per cent and a second more than the speed allows: clocks differ, and answers take their time. */
function mostOctets(speedBitsPerSecond: number, intervalMs: number): bigint {
  return BigInt(Math.ceil((speedBitsPerSecond / 8_000) * (intervalMs + seconds(1)) * 1.02));
}

const COUNTS = ['inErrors', 'outErrors', 'inDiscards', 'outDiscards'] as const;

function countErrors({ counters: before }: Poll, { counters: after }: Poll) {
  const counted: { [Name in (typeof COUNTS)[number]]?: number } = {};
  for (const name of COUNTS) {
    const from = before[name];
    const to = after[name];
    // Counter32 (RFC 2863), and far from wrapping twice within a poll.
    if (from !== undefined && to !== undefined) counted[name] = to >= from ? to - from : to - from + 2 ** 32;
  }
  return counted;
}
